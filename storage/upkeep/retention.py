"""What is of no use any longer is deleted by its age: never an article, a label, a removal, or a page that waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from storage.clock import stamp

#: rows that are deleted in one change, so that nobody waits long for it; chosen, not measured
_ROWS_A_CHANGE = 1000

_OLD_PAGES = """
    select url from pages
    where first_seen < :before and last_seen < :before and article is null and outcome <> 'pending' and continues = ''
      and canonical not in (select url from takedowns)
    limit :most"""
_OLD_RUNS = "select id from runs where started < :before and id < (select max(id) from runs) limit :most"


def delete_old_pages(database: Database, at: datetime, days: float) -> int:
    """Delete the pages that never led to an article and were last listed before so many days; return how many."""
    return _delete(database, _OLD_PAGES, (("feed_texts", "page"), ("pages", "url")), at, days)


def delete_old_runs(database: Database, at: datetime, days: float) -> int:
    """Delete the runs that began before so many days, but for the latest one; return how many."""
    return _delete(database, _OLD_RUNS, (("run_sources", "run"), ("runs", "id")), at, days)


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
