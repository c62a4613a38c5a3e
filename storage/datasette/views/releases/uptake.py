"""The page of releases: who took them up, how soon, and how much of them, with medians by outlet."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from statistics import median
from typing import NamedTuple

from storage.datasette.local_time import Lag, lag, lag_between
from storage.datasette.page_context import Missing, PageContext, Values
from storage.datasette.views.periods import YEAR, period_asked

#: releases of a period that are shown, the latest, and articles about them; this bounds what the page costs
MAX_RELEASES, MAX_UPTAKES = 200, 4_000
#: columns of the medians as a table to take away
OUTLET_COLUMNS = (
    "outlet",
    "releases",
    "articles",
    "copies",
    "median lag in hours",
    "median share used",
    "median own share",
)


class Uptake(NamedTuple):
    """An article that takes a release up."""

    article: int
    title: str
    outlet: str
    kind: str
    is_copy: bool
    lag: Lag | None
    #: shares of the release that it has, and of it that the release has; None where they were not compared, or
    #: are in two languages
    share_used: float | None
    share_taken: float | None


class OutletMedians(NamedTuple):
    """What an outlet makes of releases."""

    outlet: str
    releases: int
    articles: int
    copies: int
    lag_hours: float | None
    share_used: float | None
    own_share: float | None

    @property
    def lag_in_words(self) -> str:
        """Return the median lag in words; empty where no lag is known."""
        if self.lag_hours is None:
            return ""
        return Lag(self.lag_hours, in_days=self.lag_hours % 24 == 0).words


async def releases_page(context: PageContext) -> Values:
    """Return the releases of a period with their uptake, and the medians by outlet."""
    if context.anonymous:
        raise Missing
    period = period_asked(context.asked("from"), context.asked("until"), context.now, YEAR)
    asked = {"since": period.first, "until": period.until, "most": MAX_RELEASES}
    releases = await context.rows("releases_listed", **asked)
    uptakes = await uptakes_of(context, [row["id"] for row in releases])
    return {
        "period": period,
        "most": MAX_RELEASES,
        "releases": [dict(row) | summary(uptakes.get(row["id"], ())) for row in releases],
        "outlets": outlet_medians(uptakes),
    }


async def outlets_file(context: PageContext) -> Values:
    """Return the medians by outlet as CSV."""
    shown = await releases_page(context)
    return {"name": "outlets.csv", "columns": OUTLET_COLUMNS, "rows": [tuple(row) for row in shown["outlets"]]}


async def uptakes_of(context: PageContext, stories: Sequence[int]) -> dict[int, list[Uptake]]:
    """Return by story what others made of its release, in the order of time."""
    found: dict[int, list[Uptake]] = defaultdict(list)
    for row in await context.rows("uptake", ids=json.dumps(stories), most=MAX_UPTAKES):
        found[row["story"]].append(uptake_of(row, context.zone))
    return found


def uptake_of(row: sqlite3.Row, zone: tzinfo) -> Uptake:
    """Return an article that takes a release up."""
    released = (row["released"], row["released_precision"])
    lag_found = lag_between(released, (row["published"], row["published_precision"]), zone)
    translated = bool(row["language"] and row["released_language"]) and row["language"] != row["released_language"]
    shares = (None, None) if translated else (row["share_used"], row["share_taken"])
    return Uptake(
        *(row["id"], row["title"], row["outlet"], row["kind"], row["duplicate_of"] is not None), lag_found, *shares
    )


def summary(uptakes: Sequence[Uptake]) -> Values:
    """Return the numbers of one release: outlets, texts, copies, the first and the middle lag."""
    lags = [one.lag for one in uptakes if one.lag]
    after = [one.hours for one in lags if one.hours >= 0]
    return {
        "outlets": len({one.outlet for one in uptakes}),
        "texts": sum(not one.is_copy for one in uptakes),
        "copies": sum(one.is_copy for one in uptakes),
        "first": min(lags, key=lambda one: one.hours) if lags else None,
        "middle": lag(median(after)) if after and median(after) else "the same day" if after else "",
    }


def outlet_medians(uptakes: dict[int, list[Uptake]]) -> list[OutletMedians]:
    """Return what each outlet makes of releases, those with the most articles first."""
    by_outlet: dict[str, list[tuple[int, Uptake]]] = defaultdict(list)
    for story, articles in uptakes.items():
        for one in articles:
            by_outlet[one.outlet].append((story, one))
    rows = [outlet_row(outlet, articles) for outlet, articles in by_outlet.items()]
    return sorted(rows, key=lambda row: (-row.articles, row.outlet))


def outlet_row(outlet: str, articles: Sequence[tuple[int, Uptake]]) -> OutletMedians:
    """Return the medians of one outlet; an article that came before the release says nothing about its lag."""
    found = [one for _, one in articles]
    return OutletMedians(
        outlet,
        len({story for story, _ in articles}),
        len(found),
        sum(one.is_copy for one in found),
        middle_of(one.lag.hours for one in found if one.lag and one.lag.hours >= 0),
        middle_of(one.share_used for one in found),
        middle_of(None if one.share_taken is None else 1 - one.share_taken for one in found),
    )


def middle_of(values: Iterable[float | None]) -> float | None:
    """Return the median of those values that are known; None where none is."""
    known = [value for value in values if value is not None]
    return round(median(known), 3) if known else None
