"""The robots.txt files read lately, so that a site is not asked for its file at every run."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from storage.clock import stamp


def recent_robots(database: Database, site: str, at: datetime, age: timedelta) -> tuple[int, str] | None:
    """Return status and body of the site's robots.txt, if it was read less than ``age`` ago."""
    row = database.execute(
        # one read in the future was read by a clock that was wrong
        "select status, body from robots where site = ? and fetched > ? and fetched <= ?",
        [site, stamp(at - age), stamp(at)],
    ).fetchone()
    return (row.status, row.body) if row else None


def store_robots(database: Database, site: str, status: int, body: str, at: datetime) -> None:
    """Store an answer; ``site`` is scheme and host, as in https://example.org."""
    database.execute(
        "insert or replace into robots (site, fetched, status, body) values (?, ?, ?, ?)",
        [site, stamp(at), status, body],
    )
