from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from storage.datasette.charts import (
    bars,
    count_by,
    drawn,
    lag_group,
    month_of,
    periods,
    scale_top,
    series,
    size_of,
    week_names,
)
from storage.datasette.local_time import Lag, weeks

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def test_bars_are_as_high_as_the_highest() -> None:
    shown = bars([0, 1, 4], ["a", "b", "c"])
    assert [(bar.name, bar.count, bar.height) for bar in shown] == [("a", 0, 0.0), ("b", 1, 25.0), ("c", 4, 100.0)]
    assert bars([0], ["a"])[0].height == 0


def test_a_scale_ends_with_a_round_number() -> None:
    assert [scale_top(highest) for highest in (1, 3, 5, 7, 9, 11, 85, 412)] == [1, 4, 6, 8, 10, 20, 100, 600]


def test_bars_stand_on_a_line_with_a_scale_and_names_that_do_not_touch() -> None:
    months = periods("2023-01", "2026-11", 1)
    drawing = drawn(bars([0, 3, *[8] * 45], months), 480, 84, named=True)
    assert [label.text for label in drawing.scale] == ["8", "4", "0"]
    assert drawing.scale[-1].y == drawing.baseline
    assert [label.text for label in drawing.names] == [
        f"{year}-{month}" for year in (2023, 2024, 2025) for month in ("01", "07")
    ] + ["2026-01"]
    assert all(drawing.left <= label.x <= 480 - 60 for label in drawing.names)
    low, high = drawing.rectangles[:2]
    assert low.height / high.height == pytest.approx(3 / 8, abs=0.01)
    assert all(drawing.left <= shape.x and shape.x + shape.width <= 480 for shape in drawing.rectangles)


def test_rows_have_one_scale_and_the_largest_comes_first() -> None:
    rows = series({"few": {"2026": 1}, "many": {"2025": 4, "2026": 2}}, ["2025", "2026"])
    assert [(row.name, row.total, [bar.height for bar in row.bars]) for row in rows] == [
        ("many", 6, [100.0, 50.0]),
        ("few", 1, [0.0, 25.0]),
    ]


@pytest.mark.parametrize(
    ("first", "last", "size", "ends", "count"),
    [
        ("2026-11", "2026-11", 1, ("2026-11", "2026-11"), 1),
        ("2022-12", "2026-11", 1, ("2022-12", "2026-11"), 48),
        ("2022-11", "2026-11", 3, ("2022 Q4", "2026 Q4"), 17),
        ("2011-12", "2026-11", 12, ("2011", "2026"), 16),
    ],
)
def test_periods_fit_into_a_chart(first: str, last: str, size: int, ends: tuple[str, str], count: int) -> None:
    assert size_of(first, last) == size
    names = periods(first, last, size)
    assert (names[0], names[-1]) == ends
    assert len(names) == count


def test_counts_by_kind_and_period() -> None:
    rows = [
        {"month": "2026-01", "kind": "ngo", "articles": 1},
        {"month": "2026-03", "kind": "ngo", "articles": 2},
        {"month": "2026-04", "kind": "wire", "articles": 4},
    ]
    assert count_by(rows, "kind", 3) == {"ngo": {"2026 Q1": 3}, "wire": {"2026 Q2": 4}}


@pytest.mark.parametrize(
    ("hours", "name"),
    [(-3, "before it"), (0, "in the first hour"), (5.9, "1 to 6 hours"), (24, "1 to 3 days"), (900, "later")],
)
def test_spans_after_a_release(hours: float, name: str) -> None:
    assert lag_group(Lag(hours, in_days=False)) == name


def test_days_after_a_release() -> None:
    assert [lag_group(Lag(24.0 * days, in_days=True)) for days in (-1, 0, 1, 3)] == [
        "before it",
        "the same day",
        "1 to 3 days",
        "3 to 7 days",
    ]


def test_months_before() -> None:
    assert [month_of(NOW), month_of(NOW, 11), month_of(NOW, 179)] == ["2026-11", "2025-12", "2011-12"]


def test_weeks_begin_on_monday_in_the_readers_zone() -> None:
    manila = ZoneInfo("Asia/Manila")
    latest = weeks(2, NOW, manila)
    assert latest == [
        ("2026-11-08T16:00:00Z", "2026-11-15T16:00:00Z"),
        ("2026-11-15T16:00:00Z", "2026-11-22T16:00:00Z"),
    ]
    assert week_names(latest, manila) == ["week of 9 November 2026", "week of 16 November 2026"]
