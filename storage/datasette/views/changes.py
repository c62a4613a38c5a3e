"""What befell articles after they were stored: a page in the order of events, paged by it."""

from __future__ import annotations

from storage.datasette.page_context import PageContext, Values
from storage.tables.history.events import EventKind

#: events on a page
PAGE_SIZE = 50
#: larger than any number of an event
_NONE_YET = 2**63 - 1


async def show_changes(context: PageContext, size: int = PAGE_SIZE) -> Values:
    """Gather the events before a number that the address names, the latest first, and where the earlier ones are."""
    kind = context.asked("kind") if context.asked("kind") in set(EventKind) else ""
    rows = await context.rows("events", before=before_of(context.asked("before")), kind=kind, limit=size + 1)
    shown = rows[:size]
    return {
        "events": shown,
        "kinds": [str(one) for one in EventKind],
        "kind": kind,
        "earlier": shown[-1]["id"] if len(rows) > size else None,
        "is_first": not context.asked("before"),
    }


def before_of(asked: str) -> int:
    """Return the number that an address names, before which events are shown; the highest where it names none."""
    return min(int(asked), _NONE_YET) if asked.isascii() and asked.isdecimal() else _NONE_YET
