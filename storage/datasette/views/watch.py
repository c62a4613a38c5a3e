"""The pages on the watch itself: its sources and its runs."""

from __future__ import annotations

import json
import sqlite3

from storage.datasette.charts import bars, week_names
from storage.datasette.page_context import PageContext, Values

#: weeks of the small chart of a source
SOURCE_WEEKS = 12
#: a sign and a mood for the states of a source that are not plainly bad
SIGNS = {
    "healthy": ("✓", "good"),
    "late": ("?", "poor"),
    "quiet": ("?", "poor"),
    "in trouble": ("!", "poor"),
    "not asked lately": ("?", "poor"),
    "not asked yet": ("–", "none"),
    "removed": ("–", "none"),
    "renamed": ("–", "none"),
}
BAD = ("✗", "bad")
#: what is counted of a source's latest articles, and how it is called
COVERED_FIELDS = {
    "date": "a date",
    "time": "a time of day",
    "author": "an author",
    "standfirst": "lines below the headline",
}


async def sources(context: PageContext) -> Values:
    """Return every source with its health, its latest article, its last weeks, and which fields its articles have."""
    weeks = context.weeks(SOURCE_WEEKS)
    names = week_names(weeks, context.zone)
    counts: dict[str, list[int]] = {}
    for row in await context.rows("source_weeks", weeks=json.dumps(weeks)):
        counts.setdefault(row["slug"], []).append(row["articles"])
    fields = {row["slug"]: covered(row) for row in await context.rows("source_fields")}
    shown = []
    for row in await context.rows("source_health"):
        state = row["health"]
        sign, mood = SIGNS.get(state, BAD)
        shares = fields.get(row["slug"], [])
        values = {"state": state, "sign": sign, "mood": mood, "fields": shares, "fullness": fullness(shares)}
        shown.append(dict(row) | values | {"weeks": bars(counts[row["slug"]], names)})
    return {"sources": shown, "ill": sum(row["mood"] in {"bad", "poor"} for row in shown)}


def covered(row: sqlite3.Row) -> list[tuple[str, int]]:
    """Return the share of a source's latest articles that have each field, in per cent."""
    return [(label, round(100 * row[name] / row["articles"])) for name, label in COVERED_FIELDS.items()]


def fullness(shares: list[tuple[str, int]]) -> int:
    """Average the shares of fields, in per cent; 0 where there is none."""
    return round(sum(share for _, share in shares) / len(shares)) if shares else 0


async def runs(context: PageContext) -> Values:
    """Return the latest runs, and what went wrong in the latest of them."""
    latest = await context.rows("runs")
    return {"runs": latest, "troubles": await context.rows("troubles", run=latest[0]["id"]) if latest else []}
