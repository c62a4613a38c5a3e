"""What befell articles after they were stored: one table, in the order of time."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from storage.clock import stamp


class EventKind(StrEnum):
    """What can befall an article after it was stored; the values of ``events.kind``."""

    EDITED = "edited"
    CORRECTED = "corrected"
    BEHIND_WALL = "behind a wall"
    CUT_SHORT = "cut short"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    READABLE = "readable again"
    ON_TOPIC = "on topic"
    OFF_TOPIC = "off topic"
    REGROUPED = "regrouped"
    FULL_TEXT = "full text"


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
