"""The front page: the stories of the last days, and what was and was not looked at."""

from __future__ import annotations

import json

from storage.datasette.charts import bars, week_names
from storage.datasette.page_context import Room, Values

#: how many weeks the small chart shows
WEEKS = 26
PAGE = 40


async def front(room: Room) -> Values:
    """The newest stories, or those before a time, which is how one turns pages."""
    before = room.asked("before")
    stories = await room.rows("front", before=before or "9999")
    older = stories[-1]["at"] if len(stories) >= PAGE else ""
    return {"before": before, "stories": stories, "older": older} | ({} if before else await overview(room))


async def overview(room: Room) -> Values:
    """What stands on the first page only: totals, the chart, and what became of the pages."""
    today, week, month = (room.days_ago(days) for days in (0, 6, 29))
    weeks = room.weeks(WEEKS)
    counted = await room.rows("stories_by_week", weeks=json.dumps(weeks))
    return {
        "found": await room.row("found", today=today, week=week, month=month),
        "weeks": bars([row["stories"] for row in counted], week_names(weeks, room.zone)),
        "counts": await room.rows("looked_at", today=today[:13], week=week[:13], month=month[:13]),
    }
