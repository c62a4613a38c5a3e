"""Counts over time as bars: which periods, how high, and named how. The templates draw them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from storage.clock import parse_stamp

#: so many periods fit into a chart at most
MAX_PERIODS = 48
#: pixels left free above the highest bar, and the share of its place that a bar fills; chosen, not measured
TOP_MARGIN, BAR_SHARE = 4, 0.8
#: hours up to which a span of time belongs to a group, and the group's name
LAGS = ((0, "before it"), (1, "in the first hour"), (6, "1 to 6 hours"), (24, "6 to 24 hours"))
LATER_LAGS = ((72, "1 to 3 days"), (168, "3 to 7 days"), (float("inf"), "later"))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its count, its name, and its height in hundredths of the chart's."""

    name: str
    count: int
    height: float


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Where a bar stands in a picture, in its pixels from the top left."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The bars of a chart and the height of the line that they stand on, in pixels from the top."""

    baseline: float
    rectangles: list[Rectangle]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars with its name and sum."""

    name: str
    total: int
    bars: list[Bar]


def bars(counts: Sequence[int], names: Sequence[str], highest: int = 0) -> list[Bar]:
    """Return the counts as bars, as high as ``highest`` allows or, without it, the greatest of them."""
    top = max(highest, *counts, 1)
    return [Bar(name, count, round(100 * count / top, 1)) for name, count in zip(names, counts, strict=True)]


def drawn(counted: Sequence[Bar], width: float, height: float) -> Drawing:
    """Lay bars out side by side in a picture of this size; a bar without a count is left out."""
    step = width / max(len(counted), 1)
    shapes = []
    for place, bar in enumerate(counted):
        tall = max((height - TOP_MARGIN) * bar.height / 100, 1)
        if bar.count:
            x = round(place * step + step * (1 - BAR_SHARE) / 2, 2)
            shapes.append(Rectangle(bar, x, round(height - tall - 1, 2), round(step * BAR_SHARE, 2), round(tall, 2)))
    return Drawing(height - 0.5, shapes)


def length_in(bar: Bar, full: float) -> float:
    """Return the length of a bar where the longest may be ``full``."""
    return round(bar.height / 100 * full, 2)


def series(counts: Mapping[str, Mapping[str, int]], periods: Sequence[str]) -> list[Series]:
    """Return counts by name and period as rows of bars of one scale, the largest first."""
    highest = max((count for row in counts.values() for count in row.values()), default=0)
    rows = [
        Series(name, sum(row.values()), bars([row.get(period, 0) for period in periods], periods, highest))
        for name, row in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.total, row.name))


def count_by(rows: Iterable[Mapping[str, object]], column: str, size: int) -> dict[str, Counter[str]]:
    """Return counts by the value of a column, and within it by period."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        period = period_of(str(row["month"]), size)
        counts.setdefault(str(row[column]), Counter())[period] += int(str(row["articles"]))
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
    year, number = month[:4], int(month[5:7])
    return {1: month, 3: f"{year} Q{(number + 2) // 3}"}.get(size, year)


def index_of(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:7]) - 1


def week_names(weeks: Iterable[tuple[str, str]], zone: tzinfo) -> list[str]:
    """Return weeks, each given by its ends, named by the day they begin on."""
    return [f"week of {parse_stamp(begin).astimezone(zone).strftime('%-d %B %Y')}" for begin, _ in weeks]


def lag_group(hours: float) -> str:
    """Return how a span of hours after a release is called."""
    return next(name for limit, name in (*LAGS, *LATER_LAGS) if hours < limit)


def month_of(time: datetime, back: int = 0) -> str:
    """Return the month of a time, or one so many months before."""
    index = 12 * time.year + time.month - 1 - back
    return f"{index // 12:04}-{index % 12 + 1:02}"
