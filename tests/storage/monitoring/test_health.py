"""One word for how a source is doing, from values alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.monitoring.health import (
    PATIENCE,
    Health,
    Signs,
    Trouble,
    assess_health,
    coverage,
    expected_since,
    next_try,
    rates,
)
from storage.tables.sources import LONGEST_REST

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("signs", "health"),
    [
        (Signs(), Health.HEALTHY),
        (Signs(silent=9, expected=3.0), Health.HEALTHY),
        (Signs(silent=9, expected=5.0), Health.LATE),
        (Signs(silent=30, expected=15.0), Health.QUIET),
        (Signs(silent=30, expected=None), Health.HEALTHY),
        (Signs(Trouble.FAILING, "no answer in time"), Health.FAILING),
        (Signs(Trouble.BLOCKED, "status 403"), Health.BLOCKED),
        (Signs(Trouble.BROKEN, "an HTML page"), Health.BROKEN_FEED),
        (Signs(coverage={"a date": (1.0, 0.0)}), Health.CHANGED_LAYOUT),
        (Signs(coverage={"an author": (0.5, 0.0)}), Health.HEALTHY),
        (Signs(Trouble.FAILING, "x", expected=99.0, coverage={"a date": (1.0, 0.0)}), Health.FAILING),
    ],
)
def test_each_state(signs: Signs, health: Health) -> None:
    state, reason = assess_health(signs)
    assert state is health
    assert bool(reason) == (health is not Health.HEALTHY)


def test_a_weekly_paper_is_not_missed_on_other_days() -> None:
    mondays = {MONDAY + timedelta(weeks=week): 10 for week in range(8)}
    usual = rates(mondays, None)
    assert usual is not None
    assert usual[0] > 8
    assert max(usual[1:]) < 0.5
    last = max(mondays)
    assert (
        assess_health(Signs(silent=5, expected=expected_since(last, last + timedelta(days=5), usual)))[0]
        is Health.HEALTHY
    )
    assert (
        assess_health(Signs(silent=9, expected=expected_since(last, last + timedelta(days=9), usual)))[0] is Health.LATE
    )


def test_what_a_person_expects_counts_until_enough_was_seen() -> None:
    assert rates({}, None) is None
    assert rates({}, 14) == (2.0,) * 7
    assert rates({MONDAY: 3}, 14) == (2.0,) * 7
    assert rates({MONDAY + timedelta(days=day): 1 for day in range(28)}, 140) == pytest.approx((1.0,) * 7)


def test_a_share_is_taken_of_the_latest_against_those_before() -> None:
    assert coverage([False] * 6 + [True] * 20) == (1.0, 0.0)
    assert coverage([True] * 11) is None


def test_a_source_that_fails_is_asked_ever_more_rarely_and_never_given_up(at: datetime) -> None:
    assert next_try(PATIENCE - 0.5, at) is None
    pauses = [(next_try(PATIENCE + number, at) or at) - at for number in range(100)]
    assert pauses == sorted(pauses)
    assert pauses[0] > timedelta()
    assert pauses[-1] == LONGEST_REST


@given(
    st.dictionaries(st.dates(MONDAY, MONDAY + timedelta(days=55)), st.integers(1, 1000)),
    st.none() | st.floats(0.1, 999),
)
def test_rates_keep_to_what_was_seen(days: dict[date, int], expect: float | None) -> None:
    usual = rates(days, expect)
    if usual is not None:
        assert len(usual) == 7
        assert all(rate >= 0 for rate in usual)


@given(st.integers(0, 400), st.lists(st.floats(0, 50), min_size=7, max_size=7))
def test_a_longer_silence_is_never_better(silent: int, usual: list[float]) -> None:
    order = [Health.HEALTHY, Health.LATE, Health.QUIET]
    now, later = (
        assess_health(Signs(silent=days, expected=expected_since(MONDAY, MONDAY + timedelta(days=days), usual)))[0]
        for days in (silent, silent + 1)
    )
    assert order.index(now) <= order.index(later)
