"""The dates written in a text, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from text.dates.months import MONTH, MONTHS
from text.dates.parsing import DateWithPrecision, date_of_parts, hour_of_day, parse_figures
from text.dates.zones import ZONE

#: characters of a text that a date is looked for in; chosen, not measured: the lines near a headline are shorter
_WITHIN = 200
#: characters behind a date in which its time of day stands; chosen, not measured
_CLOCK_WITHIN = 40
_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-/])(\d\d)(?:\2(\d\d)(?:[T\s]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*"
    rf"(Z|{ZONE}|[+-]\d\d(?!\d))?)?)?(?!\d)"
)
#: the year may stand glued to the reading time: "Apr 29 20213 min read"
_YEAR = r"((?:19|20)\d\d)(?=\D|$|\d{1,2}\s*min)"
_MONTH_FIRST = re.compile(
    rf"\b({MONTH})\.?\s+(?:ika-)?(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:,\s*)?{_YEAR}",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]*(?:ng\s+|de\s+|sa\s+|of\s+)?({MONTH})(?![a-z])\.?,?[\s-]*(?:de\s+)?{_YEAR}",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
#: "2024/5/4", "2024년 5월 4일", "2024年5月4日", and the Vietnamese "4 tháng 5, 2024"
_YEAR_FIRST = re.compile(
    r"(?<![\d./-])((?:19|20)\d\d)(?:([./-])\s?|\s?[年년]\s?)(\d{1,2})(?:(?<!월)(?<!月)\2|\s?[月월])\s?(\d{1,2})(?!\d)"
)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,)?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(\d\d)(?![\d.]\d|\d)")
#: the groups of year, month and day
_PLACES = {
    _MONTH_FIRST: (3, 1, 2),
    _DAY_FIRST: (3, 2, 1),
    _SHORT: (3, 2, 1),
    _YEAR_FIRST: (1, 3, 4),
    _VIETNAMESE: (3, 2, 1),
}
_CLOCK_BEHIND = re.compile(
    rf"(?<!\d)(\d{{1,2}})[:.](\d\d)(?::(\d\d))?\s*(a\.?m|p\.?m|uhr|uur)?\b\.?\s*({ZONE})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date within a text, and where it is written there."""

    date: DateWithPrecision
    start: int
    end: int


def find_first_date(text: str) -> DateWithPrecision | None:
    """Return the first date written in the text, in ISO form or with a named month; None where there is none."""
    return next((mention.date for mention in find_dates(text)), None)


def find_stated_date(value: str) -> DateWithPrecision | None:
    """Return the date that a machine's value states, be it figures alone, else the first in it."""
    return parse_figures(value) or find_first_date(value)


def find_dates(text: str) -> Iterator[DateMention]:
    """Find the dates written in the first characters of a text, in their order, with the time of day behind each."""
    text = text[:_WITHIN]
    if not re.search(r"\d\d", text):
        return
    patterns = (_ISO, _MONTH_FIRST, _DAY_FIRST, _NUMERIC, _SHORT, _YEAR_FIRST, _VIETNAMESE)
    found = sorted((match for p in patterns for match in p.finditer(text)), key=lambda match: match.start())
    end = 0
    for index, match in enumerate(found):
        following = next((later.start() for later in found[index + 1 :] if later.start() >= match.end()), len(text))
        if match.start() >= end and (date := _date_of_match(match, text[match.end() : following])):
            end = match.end()
            yield DateMention(date, match.start(), end)


def _date_of_match(match: re.Match[str], rest: str) -> DateWithPrecision | None:
    """Return the date of a match; ``rest`` holds what stands between it and the next date."""
    if match.re is _ISO:
        return _iso_date(match)
    if match.re is _NUMERIC:
        return _numeric_date(match, rest)
    year, month, day = (match[place] for place in _PLACES[match.re])
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    return _day_with_clock(f"20{year}" if match.re is _SHORT else year, number, day, rest)


def _iso_date(match: re.Match[str]) -> DateWithPrecision | None:
    year, mark, month, day, hour, minute, second, zone = match.groups()
    if day is None:
        first = date_of_parts(int(year), int(month), 1) if mark == "-" else None
        return DateWithPrecision(first.when, "month") if first else None
    clock = (int(hour), int(minute), int(second or 0)) if hour else None
    return date_of_parts(int(year), int(month), int(day), clock, zone or "")


def _numeric_date(match: re.Match[str], rest: str) -> DateWithPrecision | None:
    """Day, month, year in figures; read only where the order is certain (dots, or a number above twelve)."""
    first, dot, second, year = int(match[1]), match[2] == ".", int(match[3]), match[4]
    if dot or first > 12 or first == second:
        return _day_with_clock(year, second, str(first), rest)
    return _day_with_clock(year, first, str(second), rest) if second > 12 else None


def _day_with_clock(year: str, month: int, day: str, rest: str) -> DateWithPrecision | None:
    """Return the day, with the time of day where ``rest`` begins with one."""
    clock = _CLOCK_BEHIND.search(rest[:_CLOCK_WITHIN])
    if not clock:
        return date_of_parts(int(year), month, int(day))
    hour = hour_of_day(int(clock[1]), clock[4] or "")
    time = (hour, int(clock[2]), int(clock[3] or 0))
    return date_of_parts(int(year), month, int(day), time, clock[5] or "") or date_of_parts(int(year), month, int(day))
