"""What befell articles after they were stored: one table, in the order of time."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from items import EventKind
from storage.clock import stamp


def record_event(database: Database, article: int, kind: EventKind, at: datetime, detail: str = "") -> None:
    """Note what has befallen an article. ``detail`` holds none of its text, which may have to be taken down."""
    database.execute(
        "insert into events (at, article, kind, detail) values (?, ?, ?, ?)", [stamp(at), article, kind, detail]
    )


def last_event(database: Database) -> int:
    """Return the number of the latest event; 0 where there is none."""
    return int(database.execute("select coalesce(max(id), 0) from events").fetchone()[0])


def forget_events(database: Database, after: int, kind: EventKind) -> None:
    """Delete the events of a kind that were noted since, in the same transaction, of what did not last."""
    database.execute("delete from events where id > ? and kind = ?", [after, kind])
