"""What befell articles after they were stored: one table, in the order of time."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import scalar
from text.edits import ChangeKind


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


def record_edit(database: Database, article: int, kind: ChangeKind, at: datetime, *, became_full: bool) -> None:
    """Note that an article was edited or corrected, or that its page could be read whole at last."""
    if became_full:
        record_event(database, article, EventKind.FULL_TEXT, at)
    else:
        corrected = kind is ChangeKind.CORRECTION
        record_event(database, article, EventKind.CORRECTED if corrected else EventKind.EDITED, at, kind)


def topic_event(on_topic: bool) -> EventKind:
    """Return the event of coming on topic, or of going off it."""
    return EventKind.ON_TOPIC if on_topic else EventKind.OFF_TOPIC


def last_event(database: Database) -> int:
    """Return the number of the latest event; 0 where there is none."""
    return int(scalar(database, "select coalesce(max(id), 0) from events"))


def last_event_before(database: Database, at: datetime) -> int:
    """Return the number of the latest event before a moment; 0 where there is none."""
    return int(scalar(database, "select coalesce(max(id), 0) from events where at < ?", [stamp(at)]))


def forget_events(database: Database, after: int, kind: EventKind) -> None:
    """Delete the events of a kind that were noted since, in the same transaction, of what did not last."""
    database.execute("delete from events where id > ? and kind = ?", [after, kind])
