"""The days and weeks that digests are about, in UTC, each with a name by which it is sent once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from storage.alerting.rules import Pace


class Period(NamedTuple):
    """A day, or a week from Monday on."""

    every: Pace
    first: date

    @property
    def name(self) -> str:
        """What it is called in the ledger, such as "week 2026-11-23"."""
        return f"{self.every} {self.first}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return 7 if self.every is Pace.WEEK else 1

    @property
    def begin(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), UTC)

    @property
    def end(self) -> datetime:
        """The first moment behind it."""
        return self.begin + timedelta(days=self.days)


def period_around(every: Pace, day: date) -> Period:
    """Return the day, or the week, that a day is in."""
    return Period(every, day - timedelta(days=day.weekday()) if every is Pace.WEEK else day)


def last_period(every: Pace, at: datetime) -> Period:
    """Return the last day or week that is over."""
    present = period_around(every, at.astimezone(UTC).date())
    return period_around(every, present.first - timedelta(days=1))


def named_period(name: str) -> Period:
    """Return the period of a name in the ledger."""
    every, _, first = name.partition(" ")
    return Period(Pace(every), date.fromisoformat(first))
