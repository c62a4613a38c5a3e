"""Whole values that state a date, as programs write them: ISO 8601, RFC 822, HTTP, figures alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final, Self

from text.dates.zones import utc_offset

#: nothing is dated before the web was public
EARLIEST_DATE: Final = datetime(1995, 1, 1, tzinfo=UTC)
#: the year of a loaded document: the database's times have four digits for it
_FIRST_LOADED_YEAR: Final = 1000
#: clocks are off by minutes; without a zone or a time of day it may be tomorrow already, by the zone furthest from UTC
_CLOCK_SLACK: Final = timedelta(hours=1)
_ZONE_SLACK: Final = timedelta(hours=14)

_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
#: seconds, or milliseconds, since 1970; ASP.NET writes "/Date(1714815000000)/"
_EPOCH: Final = re.compile(r"(?:/Date\()?(1\d{9})(?:\d{3})?(?:[+-]\d{4})?(?:\)/)?")

#: hour, minute, second
Clock = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class DateWithPrecision:
    """A point in time in UTC, its precision (second, day, month) and the zone it was written in, "" for none."""

    when: datetime
    precision: str
    zone: str = ""

    @classmethod
    def from_datetime(cls, when: datetime, precision: str = "") -> Self:
        """Take an aware time, such as a feed gives; midnight in its own zone is still a second.

        Where only its day or month is known, that is the one of the zone it was written in.
        """
        if precision in {"day", "month"}:
            return cls(when.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC), precision)
        span = when.utcoffset() or timedelta()
        hours, minutes = divmod(abs(int(span.total_seconds())) // 60, 60)
        sign = "-" if span < timedelta() else "+"
        return cls(when.astimezone(UTC), "second", f"{sign}{hours:02}:{minutes:02}")

    @property
    def day(self) -> str:
        """The calendar day as it was written."""
        return self.local.date().isoformat()

    @property
    def local(self) -> datetime:
        """The clock as it was written, under the label of UTC."""
        return self.when + (utc_offset(self.zone) or timedelta())


def date_of_parts(
    year: int, month: int, day: int, clock: Clock | None = None, zone: str = ""
) -> DateWithPrecision | None:
    """Build a date from figures; None where there is no such day or time. An unknown zone is taken as UTC."""
    zone = re.sub(r"^(?:GMT|UTC)(?=[+-])", "", zone, flags=re.IGNORECASE)
    span = utc_offset(zone)
    try:
        local = datetime(year, month, day, *(clock or (0, 0, 0)), tzinfo=timezone(span or timedelta()))
        written = "" if span is None else "+00:00" if zone == "Z" else zone
        return DateWithPrecision(local.astimezone(UTC), "second" if clock else "day", written if clock else "")
    except (ValueError, OverflowError):
        return None


def hour_of_day(hour: int, half: str) -> int:
    """Return the hour of 24 for one of 12 before or after noon; ``half`` begins with a or p, or is something else."""
    half = half.lower()
    return hour % 12 + 12 if half.startswith("p") else 0 if half.startswith("a") and hour == 12 else hour


def is_possible_date(date: DateWithPrecision, now: datetime) -> bool:
    """Say whether a date lies neither in the future nor before the web; clocks and zones differ by less than a day."""
    slack = _CLOCK_SLACK if date.precision == "second" and date.zone else _ZONE_SLACK
    return EARLIEST_DATE <= date.when <= now + slack


def parse_figures(value: str) -> DateWithPrecision | None:
    """Read figures alone, such as "20240504T093000Z" or, in seconds or milliseconds since 1970, "1714815000"."""
    if match := _EPOCH.fullmatch(value):
        return DateWithPrecision(datetime.fromtimestamp(int(match[1]), UTC), "second", "+00:00")
    if match := _COMPACT.fullmatch(value):
        year, month, day, hour, minute, second, zone = match.groups()
        clock = (int(hour), int(minute), int(second or 0)) if hour else None
        return date_of_parts(int(year), int(month), int(day), clock, zone or "")
    return None


def parse_iso_date(text: str) -> DateWithPrecision:
    """Read an ISO 8601 date or time; one without a zone is taken as UTC. Raise ValueError or OverflowError."""
    when = datetime.fromisoformat(text)
    if when.year < _FIRST_LOADED_YEAR:
        raise ValueError(f"published {text!r} is no date of an article")
    date = DateWithPrecision.from_datetime(when if when.tzinfo else when.replace(tzinfo=UTC))
    return date if len(text) > len("2021-04-29") else DateWithPrecision(date.when, "day")


def parse_http_date(text: str) -> datetime | None:
    """Read a date of an HTTP header (RFC 9110, section 5.6.7), aware; None where it is none."""
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
