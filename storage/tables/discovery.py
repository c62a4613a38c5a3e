"""The feeds, sitemaps and listings that lead to pages: when each was read, and what to ask it next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.clock import parse_stamp, stamp
from storage.sql import scalar

#: parts of a sitemap index that are read in every run, since they held the newest pages; chosen, not measured
NEWEST_PARTS = 2
#: how the note on a list begins that has become empty
EMPTIED = "it has become empty;"


@dataclass(frozen=True, slots=True)
class Visit:
    """What the last readings of a feed, sitemap or listing left behind."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    last_success: datetime | None = None
    #: when it last came whole
    last_full: datetime | None = None
    #: how often the server has said since then that nothing changed
    polls: int = 0


def have_same_validators(etag: str, last_modified: str, later_etag: str, later_last_modified: str) -> bool:
    """Return whether two answers came under the same validators; the times count only where neither has an ETag.

    A weak ETag that repeats is no better than a strong one.
    """
    if etag or later_etag:
        return etag.removeprefix("W/") == later_etag.removeprefix("W/")
    return bool(last_modified) and last_modified == later_last_modified


def last_visit(database: Database, url: str) -> Visit:
    """Return the last reading of ``url``; empty for one never read."""
    row = database.execute(
        "select etag, last_modified, body_hash, last_success, last_full, polls from discovery where url = ?", [url]
    ).fetchone()
    if row is None:
        return Visit()
    success, full = (parse_stamp(text) if text else None for text in (row.last_success, row.last_full))
    return Visit(row.etag, row.last_modified, row.body_hash, success, full, row.polls)


def record_success(
    database: Database, url: str, source: str, mechanism: str, visit: Visit, status: int, found: int
) -> None:
    """Record a reading that succeeded at ``visit.last_success`` and listed ``found`` pages."""
    at = stamp(visit.last_success) if visit.last_success else None
    database.table("discovery").upsert(
        {
            "url": url,
            "source": source,
            "mechanism": mechanism,
            "last_fetched": at,
            "last_success": at,
            "last_full": at,
            "polls": 0,
            "status": status,
            "reason": "",
            "trouble": "",
            "etag": visit.etag,
            "last_modified": visit.last_modified,
            "body_hash": visit.body_hash,
            "found": found,
            "failures": 0,
        },
        pk="url",
    )


def count_and_note(database: Database, url: str) -> tuple[int, str]:
    """Return how many pages were listed there the last time, and what was noted of it."""
    row = database.execute("select found, note from discovery where url = ?", [url]).fetchone()
    return (row.found, row.note) if row else (0, "")


def annotate(database: Database, url: str, note: str, newest: datetime | None) -> None:
    """Note what is to be known of a list that could be read, and when the newest of its pages came out."""
    database.execute(
        "update discovery set emptied = emptied + (instr(:note, :empty) > 0 and instr(note, :empty) = 0), "
        "note = :note, newest = :newest where url = :url",
        {"note": note, "newest": stamp(newest) if newest else "", "url": url, "empty": EMPTIED},
    )


def suddenly_empty(database: Database, source: str) -> str:
    """Return what was noted of a source's list that is empty and never was before; empty where none is."""
    statement = (
        "select mechanism || ' ' || url || ': ' || note from discovery "
        "where source = ? and emptied = 1 and instr(note, ?) > 0 order by rowid limit 1"
    )
    return scalar(database, statement, [source, EMPTIED]) or ""


def record_unchanged(database: Database, url: str, status: int, at: datetime) -> None:
    """Record that nothing is new there: the server said so (304), or the same came again."""
    full = status != 304
    database.execute(
        "update discovery set last_fetched = :at, last_success = :at, status = :status, reason = '', trouble = '', "
        "failures = 0, last_full = iif(:full, :at, last_full), polls = iif(:full, 0, polls + 1) where url = :url",
        {"at": stamp(at), "status": status, "full": full, "url": url},
    )


def record_failure(
    database: Database,
    url: str,
    source: str,
    mechanism: str,
    status: int | None,
    reason: str,
    trouble: str,
    at: datetime,
) -> None:
    """Record a reading that failed, and forget the validators so that the next one asks for everything."""
    database.table("discovery").upsert(
        {
            "url": url,
            "source": source,
            "mechanism": mechanism,
            "last_fetched": stamp(at),
            "status": status,
            "reason": reason,
            "trouble": trouble,
            "etag": "",
            "last_modified": "",
            "body_hash": "",
        },
        pk="url",
    )
    database.execute("update discovery set failures = failures + 1 where url = ?", [url])


def expect(database: Database, url: str, source: str, mechanism: str) -> None:
    """Note that ``url`` is to be read, so that a crash before that does not lose what it lists."""
    database.execute(
        "insert into discovery (url, source, mechanism) values (?, ?, ?) on conflict (url) do nothing",
        [url, source, mechanism],
    )


def pass_over(database: Database, urls: Sequence[str], source: str, at: datetime) -> None:
    """Note of parts of a sitemap index that only what changes in them after ``at`` is to be read."""
    for url in urls:
        database.execute(
            "insert into discovery (url, source, mechanism, last_success) values (?, ?, 'sitemap', ?) "
            "on conflict (url) do nothing",
            [url, source, stamp(at)],
        )


def expected(database: Database, source: str) -> list[str]:
    """Return the listings of a source that were to be read and never could be, but may be the next time."""
    rows = database.execute(
        "select url from discovery where source = ? and mechanism = 'listing' and last_success is null "
        "and coalesce(status, 500) >= 500 order by rowid",
        [source],
    ).fetchall()
    return [row.url for row in rows]


def divide(database: Database, url: str, source: str, dated: Sequence[str], undated: Sequence[str]) -> None:
    """Note the parts of a sitemap index at ``url``, as it lists them with a date or without."""
    kind = "dated" if dated else "undated" if undated else ""
    database.execute("update discovery set parts = ? where url = ?", [kind, url])
    database.execute("update discovery set parent = '' where parent = ?", [url])
    for part in undated:
        database.execute(
            "insert into discovery (url, source, mechanism, parent) values (?, ?, 'sitemap', ?) "
            "on conflict (url) do update set parent = excluded.parent",
            [part, source, url],
        )


def parts_of(database: Database, url: str, since: datetime, until: datetime) -> list[str]:
    """Return the parts of an index that dates none of them and was read in this time; empty for any other sitemap.

    The part that has waited longest comes first. Such an index says nothing new until a part is added.
    """
    rows = database.execute(
        "select part.url from discovery as whole join discovery as part on part.parent = whole.url "
        "where whole.url = ? and whole.parts = 'undated' and whole.last_success > ? and whole.last_success <= ? "
        "and whole.reason = '' "
        # the parts that held the newest pages are read every time
        "order by part.newest = '' or row_number() over (order by part.newest desc) > ?, part.last_fetched, part.rowid",
        [url, stamp(since), stamp(until), NEWEST_PARTS],
    ).fetchall()
    return [row.url for row in rows]


def troubles(database: Database, source: str, since: datetime) -> list[tuple[str, str]]:
    """Return kind and reason of each feed, sitemap or listing of a source that could not be read since a moment."""
    return database.execute(
        "select trouble, mechanism || ' ' || url || ': ' || reason from discovery "
        "where source = ? and trouble <> '' and last_fetched >= ? order by last_fetched desc, rowid",
        [source, stamp(since)],
    ).fetchall()
