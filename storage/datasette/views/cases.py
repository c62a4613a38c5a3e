"""The page of a case: its chapters on a time line, by the stage that each tells of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from storage.clock import parse_stamp
from storage.datasette.page_context import Missing, Moved, PageContext, Values
from text.proceedings.docket_numbers import find_docket_numbers
from text.proceedings.stages import CLOSING, find_stage


async def case(context: PageContext) -> Values:
    """Return the chapters of a case; the number of one of its later stories leads to it."""
    number = context.number("id")
    rows = await context.rows("case", id=number)
    if not rows:
        found = await context.rows("case_of_story", story=number)
        if found and found[0]["number"] != number:
            raise Moved(f"/case/{found[0]['number']}")
        raise Missing
    links = [
        dict(row) | {"evidence": json.loads(row["evidence"])} for row in await context.rows("case_links", id=number)
    ]
    return {
        "id": number,
        "chapters": chapters(rows),
        "links": [link for link in links if link["holds"]],
        "suggestions": [link for link in links if not link["holds"]],
        "dockets": written_dockets([row["text"] or "" for row in rows]),
        "open_days": open_days(rows, context.now),
    }


def written_dockets(texts: Sequence[str]) -> list[str]:
    """Return the docket numbers and operations that texts name, each once, as the last of them writes it."""
    found = {key: written for text in texts for key, written in find_docket_numbers(text).items()}
    return sorted(found.values())


def chapters(rows: Sequence[sqlite3.Row]) -> list[Values]:
    """Return the chapters with the stage of each and the hours that have passed since the one before."""
    times = [parse_stamp(row["time"]) for row in rows]
    gaps = [None, *((after - before).total_seconds() / 3600 for before, after in pairwise(times))]
    return [
        dict(row) | {"stage": find_stage(row["headline"], row["text"] or ""), "gap_hours": gap}
        for row, gap in zip(rows, gaps, strict=True)
    ]


def open_days(rows: Sequence[sqlite3.Row], now: datetime) -> int | None:
    """Return for how many days nothing was heard of a case that has not been closed; None where it has."""
    if any(find_stage(row["headline"], row["text"] or "") in CLOSING for row in rows):
        return None
    return (now - parse_stamp(rows[-1]["time"])).days
