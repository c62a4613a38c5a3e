"""The feeds, sitemaps and listings that lead to pages: when each was read, and what to ask it next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.times import moment, stamp


@dataclass(frozen=True, slots=True)
class Visit:
    """What the last reading of a feed, sitemap or listing left behind."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    last_success: datetime | None = None


def last_visit(database: Database, url: str) -> Visit:
    """The last reading of ``url``; empty for one never read."""
    row = database.execute(
        "select etag, last_modified, body_hash, last_success from discovery where url = ?", [url]
    ).fetchone()
    if row is None:
        return Visit()
    return Visit(row[0], row[1], row[2], moment(row[3]) if row[3] else None)


def read(database: Database, url: str, source: str, mechanism: str, visit: Visit, status: int, found: int) -> None:
    """Records a reading that succeeded at ``visit.last_success`` and listed ``found`` pages."""
    at = stamp(visit.last_success) if visit.last_success else None
    database.table("discovery").upsert(
        {
            "url": url,
            "source": source,
            "mechanism": mechanism,
            "last_fetched": at,
            "last_success": at,
            "status": status,
            "reason": "",
            "etag": visit.etag,
            "last_modified": visit.last_modified,
            "body_hash": visit.body_hash,
            "found": found,
        },
        pk="url",
    )


def unchanged(database: Database, url: str, status: int, at: datetime) -> None:
    """Records that nothing is new there."""
    database.execute(
        "update discovery set last_fetched = ?, last_success = ?, status = ?, reason = '' where url = ?",
        [stamp(at), stamp(at), status, url],
    )


def failed(
    database: Database, url: str, source: str, mechanism: str, status: int | None, reason: str, at: datetime
) -> None:
    """Records a reading that failed, and forgets the validators so that the next one asks for everything."""
    database.table("discovery").upsert(
        {
            "url": url,
            "source": source,
            "mechanism": mechanism,
            "last_fetched": stamp(at),
            "status": status,
            "reason": reason,
            "etag": "",
            "last_modified": "",
            "body_hash": "",
        },
        pk="url",
    )
