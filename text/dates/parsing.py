"""Dates as people and programs write them: the moment, how exactly it is known, and the zone it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

#: nothing was published on the web before it was public
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
#: characters of a text that a date is looked for in
_WITHIN = 200
#: characters behind a date in which its time of day stands
_CLOCK_WITHIN = 40
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar januari enero ene janvier gennaio jän jänner jaenner",
            "february feb februar februari pebrero peb febrero février feber",
            "march mar märz maerz maart marso marzo mars mrz mrt",
            "april apr abril avril aprile",
            "may mai mei mayo maggio",
            "june jun juni hunyo junio juin giugno",
            "july jul juli hulyo julio juillet luglio",
            "august aug augustus agosto ago août",
            "september sep sept setyembre septiembre septembre settembre",
            "october oct oktober okt oktubre octubre octobre ottobre",
            "november nov nobyembre noviembre novembre",
            "december dec dezember dez disyembre diciembre décembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
#: any month's name, as part of a pattern
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ZONE = r"(?:GMT|UTC)[+-]\d\d?(?::?\d\d)?(?!\d)|[+-]\d\d:?\d\d(?!\d)|[A-Z]{2,4}\b"
_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-/])(\d\d)(?:\2(\d\d)(?:[T\s]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*"
    rf"(Z|{_ZONE}|[+-]\d\d(?!\d))?)?)?(?!\d)"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
#: seconds, or milliseconds, since 1970
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")
#: the year may stand glued to the reading time: "Apr 29 20213 min read"
_YEAR = r"((?:19|20)\d\d)(?=\D|$|\d{1,2}\s*min)"
_MONTH_FIRST = re.compile(
    rf"\b({MONTH})\.?\s+(?:ika-)?(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*{_YEAR}",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?:ng\s+|de\s+|sa\s+|of\s+)?({MONTH})\b\.?,?[\s-]+(?:de\s+)?{_YEAR}",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_SHORT = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(\d\d)(?![\d.]\d|\d)")
_CLOCK = re.compile(
    rf"(?<!\d)(\d{{1,2}})[:.](\d\d)(?::(\d\d))?\s*(a\.?m|p\.?m|uhr|uur)?\b\.?\s*({_ZONE})?",
    re.IGNORECASE,
)
#: abbreviations that mean one zone wherever our sources write them; "PST" is Philippine time to some of them
_ZONES = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "PHT": 480,
    "PHST": 480,
    "SGT": 480,
    "HKT": 480,
    "MYT": 480,
    "JST": 540,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "MEZ": 60,
    "MESZ": 120,
    "EST": -300,
    "EDT": -240,
    "PDT": -420,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "WIB": 420,
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in UTC, its precision (second, day, month) and the zone it was written in, "" for none."""

    when: datetime
    precision: str
    zone: str = ""

    @property
    def day(self) -> str:
        """The calendar day as it was written."""
        return self.local.date().isoformat()

    @property
    def local(self) -> datetime:
        """The clock as it was written, under the label of UTC."""
        return self.when + (offset(self.zone) or timedelta())


@dataclass(frozen=True, slots=True)
class Mention:
    """A moment within a text, and where it is written there."""

    moment: Moment
    start: int
    end: int


def offset(zone: str) -> timedelta | None:
    """What a zone such as "+08:00", "Z" or "PHT" adds to UTC; nothing for an unknown one."""
    if match := re.fullmatch(r"([+-])(\d\d?):?(\d\d)?", zone):
        span = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return (-span if match[1] == "-" else span) if span <= timedelta(hours=14) else None
    minutes = _ZONES.get(zone.upper())
    return timedelta(minutes=minutes) if minutes is not None else None


def moment_of(when: datetime) -> Moment:
    """A moment from an aware time, such as a feed gives; midnight in its own zone is still a second."""
    span = when.utcoffset() or timedelta()
    hours, minutes = divmod(abs(int(span.total_seconds())) // 60, 60)
    sign = "-" if span < timedelta() else "+"
    return Moment(when.astimezone(UTC), "second", f"{sign}{hours:02}:{minutes:02}")


def possible(moment: Moment, now: datetime) -> bool:
    """Not in the future (clocks and zones differ by less than a day), not before the web."""
    slack = timedelta(hours=1) if moment.precision == "second" and moment.zone else timedelta(hours=14)
    return EARLIEST <= moment.when <= now + slack


def parse(text: str) -> Moment | None:
    """The first date written in the text, in ISO form or with a named month; nothing where there is none."""
    return next((mention.moment for mention in mentions(text)), None)


def mentions(text: str) -> Iterator[Mention]:
    """The dates written in the first characters of a text, in their order, with the time of day behind each."""
    text = text[:_WITHIN]
    if not re.search(r"\d\d", text):
        return
    patterns = (_ISO, _MONTH_FIRST, _DAY_FIRST, _NUMERIC, _SHORT)
    found = sorted((match for p in patterns for match in p.finditer(text)), key=lambda match: match.start())
    end = 0
    for index, match in enumerate(found):
        following = next((later.start() for later in found[index + 1 :] if later.start() >= match.end()), len(text))
        if match.start() >= end and (moment := _read(match, text[match.end() : following])):
            end = match.end()
            yield Mention(moment, match.start(), end)


def stated(value: str) -> Moment | None:
    """The date that a machine's value such as "20240504T093000Z" or "1714815000" states, else the first in it."""
    if match := _EPOCH.fullmatch(value):
        return Moment(datetime.fromtimestamp(int(match[1]), UTC), "second", "+00:00")
    if match := _COMPACT.fullmatch(value):
        year, month, day, hour, minute, second, zone = match.groups()
        clock = (int(hour), int(minute), int(second or 0)) if hour else None
        return _at(int(year), int(month), int(day), clock, zone or "")
    return parse(value)


def day_of(year: str, month: str, day: str) -> Moment | None:
    """A calendar day given in figures; nothing where there is no such day."""
    return _at(int(year), int(month), int(day), None, "")


def _read(match: re.Match[str], rest: str) -> Moment | None:
    """The date of a match; ``rest`` holds what stands between it and the next date."""
    if match.re is _ISO:
        return _iso(match)
    if match.re is _MONTH_FIRST:
        return _moment(match[3], _MONTHS[match[1].lower()], match[2], rest)
    if match.re is _DAY_FIRST:
        return _moment(match[3], _MONTHS[match[2].lower()], match[1], rest)
    if match.re is _SHORT:
        return _moment(f"20{match[3]}", int(match[2]), match[1], rest)
    return _numeric(match, rest)


def _iso(match: re.Match[str]) -> Moment | None:
    year, mark, month, day, hour, minute, second, zone = match.groups()
    if day is None:
        first = day_of(year, month, "1") if mark == "-" else None
        return Moment(first.when, "month") if first else None
    clock = (int(hour), int(minute), int(second or 0)) if hour else None
    return _at(int(year), int(month), int(day), clock, zone or "")


def _numeric(match: re.Match[str], rest: str) -> Moment | None:
    """Day, month, year in figures; read only where the order is certain (dots, or a number above twelve)."""
    first, dot, second, year = int(match[1]), match[2] == ".", int(match[3]), match[4]
    if dot or first > 12 or first == second:
        return _moment(year, second, str(first), rest)
    return _moment(year, first, str(second), rest) if second > 12 else None


def _moment(year: str, month: int, day: str, rest: str) -> Moment | None:
    """The day, with the time of day where ``rest`` begins with one."""
    clock = _CLOCK.search(rest[:_CLOCK_WITHIN])
    if not clock:
        return _at(int(year), month, int(day), None, "")
    hour = int(clock[1]) % 12 + 12 if (half := (clock[4] or "").lower()).startswith("p") else int(clock[1])
    hour = 0 if half.startswith("a") and hour == 12 else hour
    time = (hour, int(clock[2]), int(clock[3] or 0))
    return _at(int(year), month, int(day), time, clock[5] or "") or _at(int(year), month, int(day), None, "")


def _at(year: int, month: int, day: int, clock: tuple[int, int, int] | None, zone: str) -> Moment | None:
    zone = re.sub(r"^(?:GMT|UTC)(?=[+-])", "", zone, flags=re.IGNORECASE)
    span = offset(zone)
    try:
        local = datetime(year, month, day, *(clock or (0, 0, 0)), tzinfo=timezone(span or timedelta()))
        written = "" if span is None else "+00:00" if zone == "Z" else zone
        return Moment(local.astimezone(UTC), "second" if clock else "day", written if clock else "")
    except (ValueError, OverflowError):
        return None
