"""The front page: the stories of the last days, and what was and was not looked at."""

from __future__ import annotations

import json

from storage.datasette.charts import bars, week_names
from storage.datasette.page_context import PageContext, Values

#: how many weeks the small chart shows
CHART_WEEKS = 26
STORIES_PER_PAGE = 40


async def front(context: PageContext) -> Values:
    """Return the newest stories, or those before a time, which is how one turns pages."""
    before = context.asked("before")
    stories = await context.rows("front", before=before or "9999")
    older = stories[-1]["at"] if len(stories) >= STORIES_PER_PAGE else ""
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
