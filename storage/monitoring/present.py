"""How sources and the watch are doing at the moment of reading: what was judged after a run grows old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from storage.clock import parse_stamp
from storage.monitoring.health import Health

#: time without being asked after which a state says nothing any more; chosen, not measured
LATELY = timedelta(days=3)
#: failures in a row after which a source that no run has judged is taken to be down
FAILING = 3
#: states that a silence of our own makes worthless; a source that failed last still has that to its name
_WORTH_LITTLE = frozenset({"", Health.HEALTHY, Health.LATE, Health.QUIET, Health.CHANGED_LAYOUT})
#: a run that is missed once is no trouble; from twice the schedule on it is
_SCHEDULES = 2


def present_health(
    health: str, failures: int, last_success: str | None, last_asked: str | None, dropped: str | None, at: datetime
) -> str:
    """Return how a source is doing, in words: as it was judged last, unless what is known since then says otherwise.

    ``dropped`` is "removed" or "renamed" where the file of sources has it no more.
    """
    if dropped:
        return dropped
    asked = max(last_success or "", last_asked or "")
    if not asked and not health and not failures:
        return "not asked yet"
    if health in _WORTH_LITTLE and not failures and (not asked or parse_stamp(asked) < at - LATELY):
        return "not asked lately"
    if health:
        return health
    if failures:
        return Health.FAILING if failures >= FAILING else "in trouble"
    return Health.HEALTHY


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of the runs: when the last ended and how, when the last good one did, and the schedule."""

    ended: datetime | None
    outcome: str
    #: the last run that ended well
    good: datetime | None
    #: the latest run began, and has not ended
    running_since: datetime | None
    hours: float

    def is_overdue(self, at: datetime) -> bool:
        """Return whether no run ended well, or began, within twice the schedule; never where there was none."""
        if self.ended is None and self.running_since is None:
            return False
        patience = timedelta(hours=_SCHEDULES * self.hours)
        # a time that lies ahead was written by a clock that was wrong
        return all(time is None or abs(at - time) > patience for time in (self.good, self.running_since))


def watch_of(row: Mapping[str, Any]) -> Watch:
    """Return what a row of ``storage.tables.runs.LATEST`` says."""
    ended, good, running = (
        parse_stamp(row[name]) if row[name] else None for name in ("finished", "good", "running_since")
    )
    return Watch(ended, row["outcome"] or "", good, running, row["every_hours"] or 1.0)
