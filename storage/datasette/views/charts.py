"""The page of charts: coverage, terms, and how fast a release is taken up."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from statistics import median

from storage.datasette.charts import (
    LAGS,
    LATER_LAGS,
    SAME_DAY,
    bars,
    count_by,
    lag_group,
    month_of,
    periods,
    series,
    size_of,
)
from storage.datasette.local_time import lag_between, month_edges
from storage.datasette.page_context import PageContext, Values

#: as a search would be typed
TERMS = ("OSEC", "OSAEC", "CSAEM", '"child pornography"')
#: how far back, in months and in days; older articles are few, and wrong dates many
MONTHS, RELEASE_DAYS = 15 * 12, 365
#: articles with a term that are counted, the latest; chosen, not measured: what a page can wait for at any size
MAX_TERM_ARTICLES = 20_000
GROUPS = (*(name for _, name in LAGS), SAME_DAY, *(name for _, name in LATER_LAGS))


async def charts(context: PageContext) -> Values:
    """Return every chart with the numbers behind it."""
    present = context.now.astimezone(context.zone)
    since, last = month_of(present, MONTHS - 1), month_of(present)
    edges = json.dumps(month_edges(periods(since, last, 1), context.zone))
    covered = await context.rows("coverage", since=since, edges=edges)
    first = covered[0]["month"] if covered else last
    size = size_of(first, last)
    names = periods(first, last, size)
    terms = []
    for term in TERMS:
        rows = await context.rows("term_months", q=term, since=since, most=MAX_TERM_ARTICLES)
        terms.append((term.strip('"'), term, series(count_by(rows, "kind", size), names)))
    return {
        "periods": names,
        "by_kind": series(count_by(covered, "kind", size), names),
        "by_country": series(count_by(covered, "country", size), names),
        "terms": terms,
        "most": MAX_TERM_ARTICLES,
        "lags": await lags(context),
    }


async def lags(context: PageContext) -> Values:
    """Return how long after a release the others wrote, by kind of source."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    hours = []
    for row in await context.rows("lags", since=context.days_ago(RELEASE_DAYS)):
        times = (row["released"], row["released_precision"]), (row["published"], row["published_precision"])
        if found := lag_between(*times, context.zone):
            kinds[row["kind"]][lag_group(found)] += 1
            hours.append(found.hours)
    counts = sum(kinds.values(), Counter[str]())
    return {
        "groups": GROUPS,
        "bars": bars([counts[name] for name in GROUPS], GROUPS),
        "kinds": {kind: [counts[name] for name in GROUPS] for kind, counts in sorted(kinds.items())},
        "median": median(after) if (after := [span for span in hours if span >= 0]) else None,
        "articles": len(hours),
    }
