"""What is said at the moment of reading, whatever was judged before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage.clock import stamp
from storage.monitoring.present import Watch, present_health, watch_of

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("health", "failures", "asked_days_ago", "dropped", "present"),
    [
        ("healthy", 0, 0, "", "healthy"),
        ("healthy", 0, 8, "", "not asked lately"),
        ("late", 0, 8, "", "not asked lately"),
        ("blocked", 5, 8, "", "blocked"),
        ("healthy", 0, 8, "removed", "removed"),
        ("", 0, None, "", "not asked yet"),
        ("", 1, None, "", "in trouble"),
        ("", 4, 9, "", "failing"),
        ("", 0, 1, "", "healthy"),
    ],
)
def test_a_state_grows_old(
    at: datetime, health: str, failures: int, asked_days_ago: int | None, dropped: str, present: str
) -> None:
    asked = None if asked_days_ago is None else stamp(at - timedelta(days=asked_days_ago))
    assert present_health(health, failures, None, asked, dropped, at) == present


@pytest.mark.parametrize(
    ("good_hours_ago", "running_hours_ago", "hours", "overdue"),
    [(1, None, 1.0, False), (3, None, 1.0, True), (3, None, 24.0, False), (170, 0, 1.0, False), (170, 3, 1.0, True)],
)
def test_the_watch_is_overdue_past_twice_its_schedule(
    at: datetime, good_hours_ago: int, running_hours_ago: int | None, hours: float, overdue: bool
) -> None:
    good = at - good_hours_ago * HOUR
    running = None if running_hours_ago is None else at - running_hours_ago * HOUR
    assert Watch(good, "finished", good, running, hours).is_overdue(at) is overdue


def test_runs_that_reach_nothing_are_a_silence_and_no_run_is_none(at: datetime) -> None:
    assert Watch(at, "unreached", at - 9 * HOUR, None, 1.0).is_overdue(at)
    assert Watch(at, "unreached", None, None, 1.0).is_overdue(at)
    assert not watch_of(dict.fromkeys(("finished", "outcome", "good", "running_since", "every_hours"))).is_overdue(at)
