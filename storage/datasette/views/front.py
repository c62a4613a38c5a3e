"""The front page: the stories of the last days, and what was and was not looked at."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from storage.datasette.charts import bars, week_names
from storage.datasette.page_context import PageContext, Values

#: how many weeks the small chart shows
CHART_WEEKS = 26
STORIES_PER_PAGE = 40


async def front(context: PageContext) -> Values:
    """Return the newest stories, or those before a time and a number, which is how one turns pages."""
    before, number = context.asked("before"), context.asked("id")[:18]
    place = {"before": before or "9999", "before_id": int(number) if number.isdecimal() else 0}
    found = await context.rows("front", most=STORIES_PER_PAGE + 1, **place)
    stories = found[:STORIES_PER_PAGE]
    older = urlencode({"before": stories[-1]["at"], "id": stories[-1]["latest"]}) if len(found) > len(stories) else ""
    counted = [dict(row) | {"texts": row["articles"] - row["copies"]} for row in stories]
    return {"before": before, "stories": counted, "older": older} | ({} if before else await overview(context))


async def overview(context: PageContext) -> Values:
    """Return what stands on the first page only: totals, the chart, and what became of the pages."""
    today, week, month = (context.days_ago(days) for days in (0, 6, 29))
    weeks = context.weeks(CHART_WEEKS)
    counted = await context.rows("stories_by_week", weeks=json.dumps(weeks))
    return {
        "found": await context.row("found", today=today, week=week, month=month),
        "weeks": bars([row["stories"] for row in counted], week_names(weeks, context.zone)),
        "counts": await context.rows("looked_at", today=today[:13], week=week[:13], month=month[:13]),
    }
