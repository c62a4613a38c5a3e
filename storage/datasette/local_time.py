"""Times as a reader likes them: in words in one zone, exact in UTC beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import NamedTuple

from storage.clock import parse_stamp, stamp

#: how the hover text says what is not known of a time
COARSE = {"day": "the time of day is not known", "month": "the day is not known"}


@dataclass(frozen=True, slots=True)
class ShownTime:
    """A time in words, exactly, and as a machine reads it."""

    words: str
    exact: str
    machine: str


def show_time(text: str, precision: str, now: datetime | None, zone: tzinfo) -> ShownTime:
    """Return a stored time for readers in ``zone``; where only day or month is known, the one the source wrote.

    Without ``now`` the words hold at any time, as a citation needs them.

    Raise ValueError when ``text`` is no time that the database writes.
    """
    exact = parse_stamp(text)
    if precision in COARSE:
        written, machine = ("%B %Y", "%Y-%m") if precision == "month" else ("%-d %B %Y", "%Y-%m-%d")
        words = exact.strftime(written)
        return ShownTime(words, f"{words}, {COARSE[precision]}", exact.strftime(machine))
    machine = stamp(exact)
    words = in_words(exact.astimezone(zone), now and now.astimezone(zone))
    return ShownTime(words, f"{machine[:10]} {machine[11:19]} UTC", machine)


def in_words(local: datetime, now: datetime | None) -> str:
    """Return a time of this week by its day's name, any other by its date."""
    days = (now.date() - local.date()).days if now else -1
    if days in {0, 1}:
        return f"{'yesterday' if days else 'today'} {local:%H:%M}"
    return f"{local:%A %H:%M}" if 1 < days < 7 else f"{local:%-d %B %Y %H:%M}"


def local_day(text: str, precision: str, zone: tzinfo) -> date:
    """Return the day of a stored time for readers in ``zone``; one without a time of day is that day everywhere.

    Raise ValueError when ``text`` is no time that the database writes.
    """
    exact = parse_stamp(text)
    return exact.date() if precision in COARSE else exact.astimezone(zone).date()


def local_year(text: str | None, precision: str | None, zone: tzinfo) -> str:
    """Return the year of a stored time for readers in ``zone``; empty for what is no time."""
    # far from New Year the zone makes no difference, and this is asked for thousands of rows
    if text and text[5:10] not in {"12-31", "01-01"}:
        return text[:4]
    try:
        return f"{local_day(text or '', precision or '', zone).year:04}"
    except ValueError:
        return ""


def local_month(text: str, precision: str | None, zone: tzinfo) -> str:
    """Return the month, such as 2026-11, of a stored time for readers in ``zone``; what is no time keeps its own."""
    try:
        return local_day(text, precision or "", zone).isoformat()[:7]
    except ValueError:
        return text[:7]


def month_edges(months: Iterable[str], zone: tzinfo) -> list[tuple[str, str]]:
    """Return the hours around the beginning of each month, such as 2026-11, in which it is another one in UTC."""
    beginnings = [parse_stamp(f"{month}-01T00:00:00Z") for month in months]
    edges = [sorted([there, there.replace(tzinfo=zone).astimezone(UTC)]) for there in beginnings]
    return [(stamp(begin), stamp(end)) for begin, end in edges if begin != end]


def day_in_words(local: date, today: date) -> str:
    """Return a day as a heading."""
    days = (today - local).days
    name = {0: "Today", 1: "Yesterday"}.get(days, local.strftime("%A"))
    return f"{name}, {local.strftime('%-d %B %Y')}"


def lag(hours: float) -> str:
    """Return a span of hours in the unit that suits it."""
    for size, unit in ((24.0, "day"), (1.0, "hour"), (1 / 60, "minute")):
        if abs(hours) >= size:
            count = round(abs(hours) / size)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a minute"


class Lag(NamedTuple):
    """How long after one text another came out, in hours; where only a day is known of either, in whole days."""

    hours: float
    in_days: bool

    @property
    def words(self) -> str:
        """Return the span in words; what came out before says so."""
        if self.in_days and not self.hours:
            return "the same day"
        return f"{lag(self.hours)}{' before' if self.hours < 0 else ''}"


def lag_between(first: tuple[str | None, str], second: tuple[str | None, str], zone: tzinfo) -> Lag | None:
    """Return how long after one time, with its precision, another is; None where the day of either is not known."""
    (begin, begin_precision), (end, end_precision) = first, second
    if not begin or not end or not {begin_precision, end_precision} <= {"second", "day"}:
        return None
    if begin_precision == end_precision == "second":
        return Lag((parse_stamp(end) - parse_stamp(begin)).total_seconds() / 3600, in_days=False)
    days = (local_day(end, end_precision, zone) - local_day(begin, begin_precision, zone)).days
    return Lag(24.0 * days, in_days=True)


def days_ago(days: int, now: datetime, zone: tzinfo) -> str:
    """Return the beginning of the day ``days`` before today in ``zone``, as the database writes times."""
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
    return stamp(midnight)


def weeks(count: int, now: datetime, zone: tzinfo) -> list[tuple[str, str]]:
    """Return beginning and end of the latest ``count`` weeks in ``zone``, this one last; a week begins on Monday."""
    begun = now.astimezone(zone).weekday()
    edges = [days_ago(begun + 7 * past, now, zone) for past in range(count - 1, -2, -1)]
    return list(pairwise(edges))
