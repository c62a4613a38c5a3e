"""Dates that stand anywhere on a page, for pages that state none in the usual places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml.html import HtmlElement

from pipelines.extraction.fields.visible_dates import labelled_dates, plain_words
from text.dates.parsing import DateWithPrecision, is_possible_date
from text.unicode import text_key

#: words beside a date that is a label's, and beside one that stands alone
_MAX_LABELLED_WORDS = 8
_MAX_LONE_WORDS = 3
#: texts between a headline and a date that belongs to it; measured on the benchmark's general pages, 2026-11
_MAX_DISTANCE = 6
_MARGINS = frozenset(["footer", "nav", "aside", "script", "style", "noscript", "title", "form"])
_AGO = re.compile(
    r"(?:(?P<count>\d{1,2}|an?|one)\s+(?P<unit>min|hour|hr|day)\w*\s+ago|"
    r"vor\s+(?P<zahl>\d{1,2}|eine[rmn]?)\s+(?P<einheit>min|stunde|tag)\w*|"
    r"(?P<aantal>\d{1,2}|een)\s+(?P<eenheid>min|uur|dag)\w*\s+geleden)\W*",
    re.IGNORECASE,
)
_MINUTES = {"min": 1, "hour": 60, "hr": 60, "stunde": 60, "uur": 60, "day": 1440, "tag": 1440, "dag": 1440}


@dataclass(frozen=True, slots=True)
class PageDates:
    """The first date that a label calls that of publication, one beside the headline, and the first of an update."""

    published: DateWithPrecision | None = None
    beside_headline: DateWithPrecision | None = None
    updated: DateWithPrecision | None = None


def find_page_dates(tree: HtmlElement, headlines: Sequence[str], *, now: datetime) -> PageDates:
    """Find the dates in short texts of a page outside its margins; sentences tell of other days."""
    lines = list(_texts(tree))
    keys = {text_key(headline) for headline in headlines if headline}
    heading = next((number for number, line in enumerate(lines) if text_key(line) in keys), None)
    found: dict[str, DateWithPrecision] = {}
    for number, mention, kind in labelled_dates(lines):
        words = len(plain_words(lines[number]))
        if words > _MAX_LABELLED_WORDS or not is_possible_date(mention.date, now):
            continue
        beside = heading is not None and abs(number - heading) <= _MAX_DISTANCE
        if kind or (beside and words <= _MAX_LONE_WORDS):
            found.setdefault(kind or "beside", mention.date)
    relative = _relative_date(lines, heading, now)
    return PageDates(found.get("published"), found.get("beside") or relative, found.get("updated"))


def _texts(tree: HtmlElement) -> Iterator[str]:
    """Yield the texts between tags, in page order."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        inside = element.tag in _MARGINS or any(above.tag in _MARGINS for above in element.iterancestors())
        for text in (
            element.text if not inside else None,
            element.tail if element.tag in _MARGINS or not inside else None,
        ):
            if text and (line := " ".join(text.split())):
                yield line


def _relative_date(lines: Sequence[str], heading: int | None, now: datetime) -> DateWithPrecision | None:
    """Return the day that "2 hours ago" beside a headline means, seen from the time at which the page was fetched."""
    if heading is None:
        return None
    for line in lines[max(0, heading - _MAX_DISTANCE) : heading + _MAX_DISTANCE + 1]:
        if match := _AGO.fullmatch(line):
            count, unit = (text for text in match.groups() if text)
            minutes = (int(count) if count.isdigit() else 1) * _MINUTES[unit.lower()]
            day = (now - timedelta(minutes=minutes)).replace(hour=0, minute=0, second=0, microsecond=0)
            return DateWithPrecision(day, "day")
    return None
