"""Dates that stand anywhere on a page, for pages that state none in the usual places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extraction.fields.visible_dates import labelled_dates, plain_words
from text.dates.finding import find_stated_date
from text.dates.parsing import DateWithPrecision, is_possible_date
from text.unicode import text_key

#: words beside a date that is a label's, and beside one that stands alone
_MAX_LABELLED_WORDS = 8
_MAX_LONE_WORDS = 3
#: words that a label has in front of its date: "First published on Monday,"
_MAX_WORDS_OF_LABEL = 4
#: texts between a headline and a date that belongs to it; measured on the benchmark's general pages, 2026-11
_MAX_DISTANCE = 6
_MARGINS = frozenset(["footer", "nav", "aside", "script", "style", "noscript", "title", "form"])
#: characters of the shortest attribute that holds data
_MIN_DATA = 30
_AGO = re.compile(
    r"(?:(?P<count>\d{1,2}|an?|one)\s+(?P<unit>min|hour|hr|day)\w*\s+ago|"
    r"vor\s+(?P<zahl>\d{1,2}|eine[rmn]?)\s+(?P<einheit>min|stunde|tag)\w*|"
    r"(?P<aantal>\d{1,2}|een)\s+(?P<eenheid>min|uur|dag)\w*\s+geleden)\W*",
    re.IGNORECASE,
)
_MINUTES = {"min": 1, "hour": 60, "hr": 60, "stunde": 60, "uur": 60, "day": 1440, "tag": 1440, "dag": 1440}


#: a sentence of an article about itself: "This was originally published on"
_FIRST_PUBLISHED = re.compile(
    r"\b(?:originally|first)\s+(?:published|posted|appeared)(?:\s+(?:on|in))?\W*$", re.IGNORECASE
)
#: how scripts and their data call the day of publication; their quotation marks may be escaped
_SCRIPT_DATE = re.compile(
    r"""[\\"'](?:date_?published|(?:first_?)?published_?(?:at|date|on|time)|publish_?(?:date|time)|publication_?date)"""
    r"""\\?["']\s*:\s*\\?["']([^"'\\]{8,40})\\?["']""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageDates:
    """The first date that a label calls that of publication, one beside the headline, and the first of an update."""

    published: DateWithPrecision | None = None
    beside_headline: DateWithPrecision | None = None
    updated: DateWithPrecision | None = None


def find_page_dates(lines: Sequence[str], headlines: Sequence[str], *, now: datetime) -> PageDates:
    """Find the dates in short texts of a page outside its margins; sentences tell of other days."""
    keys = {text_key(headline) for headline in headlines if headline}
    heading = next((number for number, line in enumerate(lines) if text_key(line) in keys), None)
    found: dict[str, DateWithPrecision] = {}
    for number, mention, kind in labelled_dates(lines):
        words = len(plain_words(lines[number]))
        if not is_possible_date(mention.date, now):
            continue
        if _FIRST_PUBLISHED.search(lines[number][: mention.start]):
            found.setdefault("published", mention.date)
        if words > _MAX_LABELLED_WORDS or _is_cited(lines[number][: mention.start], kind):
            continue
        beside = heading is not None and abs(number - heading) <= _MAX_DISTANCE
        if kind or (beside and words <= _MAX_LONE_WORDS):
            found.setdefault(kind or "beside", mention.date)
    relative = _relative_date(lines, heading, now)
    return PageDates(found.get("published"), found.get("beside") or relative, found.get("updated"))


def _is_cited(before: str, kind: str) -> bool:
    """Return whether the date belongs to a work that the line cites, and the label to that."""
    return kind == "published" and len(before.split()) > _MAX_WORDS_OF_LABEL


def page_texts(tree: HtmlElement) -> Iterator[str]:
    """Yield the texts between tags outside the margins of a page, in page order."""
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


def find_script_date(tree: HtmlElement, *, now: datetime) -> DateWithPrecision | None:
    """Return the day of publication in a page's scripts and data attributes, where they name one day only."""
    scripts = (script.text or "" for script in tree.iter("script"))
    attributes = (value for element in tree.iter(etree.Element) for value in element.values() if len(value) > _MIN_DATA)
    values = {match[1] for text in (*scripts, *attributes) for match in _SCRIPT_DATE.finditer(text)}
    dates = [date for value in sorted(values) if (date := find_stated_date(value)) and is_possible_date(date, now)]
    return dates[0] if len({date.day for date in dates}) == 1 else None
