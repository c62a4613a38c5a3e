"""What is of no use any longer is deleted by its age: never an article, a label, a removal, or a page that waits.

Of texts that are held for a survivor's sake the raw pages go, too: they have the words that are masked.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import scalar

#: rows that are deleted in one change, so that nobody waits long for it; chosen, not measured
_ROWS_A_CHANGE = 1000

_OLD_PAGES = """
    select url from pages
    where first_seen < :before and last_seen < :before and article is null and outcome <> 'pending' and continues = ''
      and canonical not in (select url from takedowns)
    limit :most"""
#: raw pages of an address, those on which its article goes on included; each half has an index
_OF_ADDRESS = "(url = ? or (first = ? and first <> ''))"
_OLD_RUNS = "select id from runs where started < :before and id < (select max(id) from runs) limit :most"


def delete_old_pages(database: Database, at: datetime, days: float) -> int:
    """Delete the pages that never led to an article and were last listed before so many days; return how many."""
    return _delete(database, _OLD_PAGES, (("feed_texts", "page"), ("pages", "url")), at, days)


def delete_old_runs(database: Database, at: datetime, days: float) -> int:
    """Delete the runs that began before so many days, but for the latest one; return how many."""
    return _delete(database, _OLD_RUNS, (("run_sources", "run"), ("runs", "id")), at, days)


def delete_held_raw_pages(database: Database, raw_pages: Database, at: datetime, days: float) -> int:
    """Delete the raw pages of held texts that were fetched before so many days, and overwrite them; return how many."""
    before = stamp(at - timedelta(days=days))
    with raw_pages.atomic():
        return sum(
            raw_pages.execute(f"delete from raw where {_OF_ADDRESS} and fetched < ?", [url, url, before]).rowcount
            for url in held_addresses(database)
        )


def count_held_raw_pages(database: Database, raw_pages: Database) -> int:
    """Return how many raw pages are kept of held texts."""
    statement = f"select count(*) from raw where {_OF_ADDRESS}"
    return sum(int(scalar(raw_pages, statement, [url, url])) for url in held_addresses(database))


def held_addresses(database: Database) -> list[str]:
    """Return every address that a raw page of a held text may be archived under."""
    rows = database.execute(
        "select url from pages where article in (select article from masked_articles) "
        "union select page from articles where id in (select article from masked_articles) "
        "union select url from aliases where article in (select article from masked_articles)"
    )
    return [row.url for row in rows.fetchall() if row.url]


def _delete(database: Database, old: str, tables: tuple[tuple[str, str], ...], at: datetime, days: float) -> int:
    """Delete what a query finds from each of these tables, the last of which it asks; 0 days delete nothing."""
    deleted = 0
    values = {"before": stamp(at - timedelta(days=days)), "most": _ROWS_A_CHANGE}
    while days:
        with database.atomic():
            for table, column in tables:
                rows = database.execute(f"delete from {table} where {column} in ({old})", values).rowcount
        deleted += rows
        if rows < _ROWS_A_CHANGE:
            break
    return deleted
