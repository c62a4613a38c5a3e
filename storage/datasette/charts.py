"""Counts over time as bars: which periods, how high, and named how. The templates draw them."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from math import ceil

from markupsafe import Markup

from storage.clock import parse_stamp
from storage.datasette.local_time import Lag

#: so many periods fit into a chart at most
MAX_PERIODS = 48
#: pixels above the highest bar and below the line, the width of a figure on the scale, and the share of its place that
#: a bar fills; chosen by eye
TOP_MARGIN, BOTTOM_MARGIN, FIGURE_WIDTH, BAR_SHARE = 9, 13, 6, 0.8
#: pixels that a period's name takes below a chart, with the space to the next
NAME_WIDTH = 60
#: where a scale ends: the least of these, times a power of ten, that is no lower than the highest bar; all but 1 have a
#: whole middle
TOPS = (1, 2, 4, 6, 8)
#: hours up to which a span of time belongs to a group, and the group's name
LAGS = ((0, "before it"), (1, "in the first hour"), (6, "1 to 6 hours"), (24, "6 to 24 hours"))
SAME_DAY = "the same day"
LATER_LAGS = ((72, "1 to 3 days"), (168, "3 to 7 days"), (float("inf"), "later"))
LAG_LIMITS = [limit for limit, _ in (*LAGS, *LATER_LAGS)]
LAG_NAMES = [name for _, name in (*LAGS, *LATER_LAGS)]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its count, its name, its height in hundredths of the chart's, and the count at the chart's top."""

    name: str
    count: int
    height: float
    top: int


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Where a bar stands in a picture, in its pixels from the top left."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float

    @property
    def attributes(self) -> Markup:
        """Return its place and size as SVG has them, in one: a page may have a thousand, and each number costs."""
        written = f'x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}"'
        return Markup(written)  # noqa: S704 - numbers of ours


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a chart's axis: where they end (on the scale) or begin (below the line), in pixels from the top left."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The bars of a chart, the line that they stand on, in pixels from the top left, its scale, and names below it."""

    baseline: float
    left: float
    rectangles: list[Rectangle]
    scale: list[Label]
    names: list[Label]
    #: where the period ends that is marked, in pixels from the left; 0 where none is
    mark: float


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars with its name and sum."""

    name: str
    total: int
    bars: list[Bar]


def bars(counts: Sequence[int], names: Sequence[str], highest: int = 0) -> list[Bar]:
    """Return the counts as bars on a scale that has room for ``highest`` and for the greatest of them."""
    top = scale_top(max(highest, *counts, 1))
    return [Bar(name, count, round(100 * count / top, 1), top) for name, count in zip(names, counts, strict=True)]


def scale_top(highest: int) -> int:
    """Return the number that a scale ends with: a round one that is no lower than the highest count."""
    power = int(f"1{'0' * (len(str(highest)) - 1)}")
    return next(top for top in (*(one * power for one in TOPS), 10 * power) if top >= highest)


def drawn(counted: Sequence[Bar], width: float, height: float, *, named: bool = False, marked: str = "") -> Drawing:
    """Lay bars out side by side in a picture of this size, with their names where asked; one of 0 is left out."""
    top = counted[0].top if counted else 1
    left = FIGURE_WIDTH * len(f"{top:,}") + 4
    baseline = height - 0.5 - (BOTTOM_MARGIN if named else 0)
    step = (width - left) / max(len(counted), 1)
    shapes = []
    for place, bar in enumerate(counted):
        tall = max((baseline - TOP_MARGIN) * bar.height / 100, 1)
        if bar.count:
            x = round(left + place * step + step * (1 - BAR_SHARE) / 2, 2)
            shapes.append(
                Rectangle(bar, x, round(baseline - tall - 0.5, 2), round(step * BAR_SHARE, 2), round(tall, 2))
            )
    below = names_below(counted, left, step, height) if named else []
    marks = (round(left + (place + 1) * step, 2) for place, bar in enumerate(counted) if bar.name == marked)
    return Drawing(baseline, left, shapes, scale(top, left, baseline), below, next(marks, 0.0))


def scale(top: int, left: float, baseline: float) -> list[Label]:
    """Return the figures of a scale: its top, its middle where there is room and that is a whole number, and 0."""
    counts = [top, top // 2, 0] if top % 2 == 0 and baseline > 40 else [top, 0]
    return [
        Label(f"{count:,}", left - 3, round(baseline - (baseline - TOP_MARGIN) * count / top, 2)) for count in counts
    ]


def names_below(counted: Sequence[Bar], left: float, step: float, height: float) -> list[Label]:
    """Return the names of some bars, evenly chosen so that they do not touch, the first among them."""
    every = max(1, ceil(NAME_WIDTH / step))
    last = left + step * len(counted) - NAME_WIDTH
    places = ((bar.name, left + n * step) for n, bar in enumerate(counted) if n % every == 0)
    return [Label(name, round(x, 2), height - 2) for name, x in places if x <= max(last, left)]


def series(counts: Mapping[str, Mapping[str, int]], periods: Sequence[str]) -> list[Series]:
    """Return counts by name and period as rows of bars of one scale, the largest first."""
    highest = max((count for row in counts.values() for count in row.values()), default=0)
    rows = [
        Series(name, sum(row.values()), bars([row.get(period, 0) for period in periods], periods, highest))
        for name, row in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.total, row.name))


def count_by(rows: Iterable[sqlite3.Row | Mapping[str, object]], column: str, size: int) -> dict[str, Counter[str]]:
    """Return counts by the value of a column, and within it by period."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[str(row[column])][period_of(str(row["month"]), size)] += int(str(row["articles"]))
    return counts


def size_of(first: str, last: str) -> int:
    """Return how many months a period has, so that those from one month to another fit: 1, 3 or 12."""
    months = index_of(last) - index_of(first) + 1
    return next((size for size in (1, 3) if months <= size * MAX_PERIODS), 12)


def periods(first: str, last: str, size: int) -> list[str]:
    """Return the names of the periods from one month to another, such as 2026-11, 2026 Q4 or 2026."""
    months = range(index_of(first), index_of(last) + 1)
    return list(dict.fromkeys(period_of(f"{month // 12:04}-{month % 12 + 1:02}", size) for month in months))


def period_of(month: str, size: int) -> str:
    """Return the period of ``size`` months that a month such as 2026-11 belongs to."""
    if size == 1:
        return month
    return f"{month[:4]} Q{(int(month[5:7]) + 2) // 3}" if size == 3 else month[:4]


def index_of(month: str) -> int:
    """Return the number of a month, by which months are counted: twelve times the year, and the month from 0."""
    return 12 * int(month[:4]) + int(month[5:7]) - 1


def week_names(weeks: Iterable[tuple[str, str]], zone: tzinfo) -> list[str]:
    """Return weeks, each given by its ends, named by the day they begin on."""
    return [f"week of {parse_stamp(begin).astimezone(zone).strftime('%-d %B %Y')}" for begin, _ in weeks]


def lag_group(lag: Lag) -> str:
    """Return how a span of time after a release is called; one of days is none of hours."""
    if lag.in_days and not lag.hours:
        return SAME_DAY
    return LAG_NAMES[bisect_right(LAG_LIMITS, lag.hours)]


def month_of(time: datetime, back: int = 0) -> str:
    """Return the month of a time, or one so many months before."""
    index = 12 * time.year + time.month - 1 - back
    return f"{index // 12:04}-{index % 12 + 1:02}"
