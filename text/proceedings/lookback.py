"""Whether a text looks back to a time: "arrested in March 2023", "noong Marso", "last month", "two years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from text.dates.months import MONTHS

#: a name that begins with a capital, as a month's does, with the day and year behind it; whether it is one, MONTHS says
_MONTH = re.compile(r"\b([A-ZÀ-ÞŠŽ]\w{2,9})\b\.?(?:\s\d{1,2}(?=\D))?(?:,?\s((?:19|20)\d\d)\b)?")
_YEAR = re.compile(r"\b(?:in|noong|niadtong|since|jahr|im jahr|sa) ((?:19|20)\d\d)\b")
_LAST_MONTH = re.compile(
    r"\b(?:last month|a month ago|weeks ago|nakaraang buwan|miaging bulan|niaging bulan|vergangenen monat|vormonat|"
    r"vorige maand)\b"
)
_LAST_YEAR = re.compile(
    r"\b(?:last year|a year ago|last (?:spring|summer|fall|autumn|winter)|nakaraang taon|miaging tuig|niaging tuig|"
    r"vergangenen jahr|vorjahr|vorig jaar)\b"
)
_YEARS_AGO = re.compile(r"\b(two|three|four|five|six|\d) years (?:ago|earlier)\b")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
#: an event may lie so long before the report on it
_REPORTED_WITHIN = timedelta(days=7)
_MONTHS_PER_YEAR = 12
#: what tells of another event like the one before
_ANOTHER = re.compile(
    r"\b(?:again|(?:for the )?(?:second|third|fourth) (?:time|\w+ (?:in|within|this))|another|na naman|muli|na usab|"
    r"pag-usab|erneut|abermals|wieder|opnieuw|alweer)\b"
)


def looks_back(text: str, published: datetime, then: datetime) -> bool:
    """Return whether a text names the month or the year of what was reported then, or of the week before."""
    times = {(time.year, time.month) for time in (then, then - _REPORTED_WITHIN)}
    return not times.isdisjoint(_months_named(text, published)) or then.year in _years_named(text, published)


def tells_of_another(text: str) -> bool:
    """Return whether a text says that what it reports has happened before: "robbed again", "the second raid in"."""
    return bool(_ANOTHER.search(text.lower()))


def _months_named(text: str, published: datetime) -> Iterator[tuple[int, int]]:
    """Yield the months that a text names, each with its year; one without a year is the latest of that name."""
    for name, year in _MONTH.findall(text):
        month = MONTHS.get(name.casefold())
        if month:
            yield int(year) if year else published.year - (month > published.month), month
    if _LAST_MONTH.search(text.lower()):
        months = published.year * _MONTHS_PER_YEAR + published.month - 2
        yield months // _MONTHS_PER_YEAR, months % _MONTHS_PER_YEAR + 1


def _years_named(text: str, published: datetime) -> Iterator[int]:
    text = text.lower()
    yield from map(int, _YEAR.findall(text))
    if _LAST_YEAR.search(text):
        yield published.year - 1
    for number in _YEARS_AGO.findall(text):
        yield published.year - (_NUMBERS.get(number) or int(number))
