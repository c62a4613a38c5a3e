"""The page of bodies: who is named how often, who with whom, and which laws."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import combinations, groupby
from typing import NamedTuple

from storage.datasette.page_context import Missing, PageContext, Values
from storage.datasette.views.periods import YEAR, period_asked
from text.bodies.catalogue import Body, bodies_by_slug

#: articles that are counted at most, the latest of the period
MAX_ARTICLES = 5_000
#: pairs that are shown, and articles that name both from which on a pair is; chosen, not measured
MAX_PAIRS, MIN_TOGETHER = 60, 2


class Pair(NamedTuple):
    """Two bodies that articles name together: in how many, and in which share of those that name the rarer one."""

    one: Body
    other: Body
    together: int
    share: float


async def bodies_page(context: PageContext) -> Values:
    """Return the bodies of a period by how often they are named, the pairs that are named together, and the laws."""
    if context.anonymous:
        raise Missing
    period = period_asked(context.asked("from"), context.asked("until"), context.now, YEAR)
    asked = {"since": period.first, "until": period.until, "most": MAX_ARTICLES}
    named = bodies_by_article(await context.rows("bodies_named", **asked))
    return {
        "period": period,
        "most": MAX_ARTICLES,
        "bodies": counted(named),
        "pairs": pairs(named)[:MAX_PAIRS],
        "laws": await context.rows("laws_named", **asked),
    }


def bodies_by_article(rows: Iterable[sqlite3.Row]) -> list[list[str]]:
    """Return what each article names, papers and stations left out: these are quoted, and work with nobody."""
    told = ((row["article"], row["body"]) for row in rows if bodies_by_slug()[row["body"]].kind != "press")
    return [sorted(body for _, body in group) for _, group in groupby(told, key=lambda row: row[0])]


def counted(named: Iterable[Iterable[str]]) -> list[tuple[Body, int]]:
    """Return the bodies with the number of articles that name each, the most frequent first."""
    counts = Counter(body for bodies in named for body in bodies)
    return [
        (bodies_by_slug()[slug], count) for slug, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def pairs(named: Iterable[list[str]]) -> list[Pair]:
    """Return the bodies that several articles name together, the most frequent pairs first."""
    articles = list(named)
    single = Counter(body for bodies in articles for body in bodies)
    both = Counter(pair for bodies in articles for pair in combinations(bodies, 2))
    found = [
        Pair(bodies_by_slug()[one], bodies_by_slug()[other], count, count / min(single[one], single[other]))
        for (one, other), count in both.items()
        if count >= MIN_TOGETHER
    ]
    return sorted(found, key=lambda pair: (-pair.together, -pair.share, pair.one.slug, pair.other.slug))
