"""The dates that readers see near the headline, and whether they are said to be those of an update."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.fields.date_weights import DATE_WEIGHTS
from pipelines.extraction.fields.voting import Candidate
from pipelines.extraction.markup.structured_data import StructuredData, TimeElement
from text.bylines.labels import starts_byline
from text.dates.finding import DateMention, find_dates, find_stated_date
from text.dates.parsing import DateWithPrecision
from text.prose import is_sentence

#: class names
_UPDATED_CLASS = re.compile(r"updat|modif")
_NOT_PUBLISHED_CLASS = re.compile(r"updat|modif|comment|related|teaser|recommend|most-|latest|recent|expir|event")
#: the margins of a page, but not of its article
_MARGIN_CLASS = re.compile(r"(?:^|\s)(?![\w-]*(?:article|entry|post|story))[\w-]*(?:sidebar|footer)")
_PUBLISHED_CLASS = re.compile(r"publi|posted|entry-date|post-date|article-date|dateline|byline|article__date|created")
#: how blogging software marks a page that has not been changed since
_UNCHANGED = "published updated"
#: the words before a date that say which it is; the nearest one counts
_DATE_LABEL = re.compile(
    r"(?P<updated>\b(?:updated|modified|revised|reviewed|amended|edited|aktualisiert|geändert|überarbeitet|bijgewerkt|"
    r"gewijzigd|aangepast|in-?update|na-?update|binago|actualizado|modifié|mis à jour|aggiornato)\b|"
    r"\b(?:last|latest|letztes?|letzte|laatste|zuletzt|laatst|huling)\s+(?:update|change|review|edit|änderung|"
    r"wijziging|pagbabago)|\bupdate\s*:|\bstand:?\s*(?:vom\s*)?$)|"
    r"(?P<published>\b(?:publish(?:ed)?|publication|posted|created|released|issued|dated?|publiziert|veröffentlicht|"
    r"erschienen|erstellt|datum|gepubliceerd|geplaatst|publicado|publié|pubblicato|inilathala)\b)",
    re.IGNORECASE,
)
#: words; a longer line is no date line, a shorter one may carry the label of the next
_MAX_LINE_WORDS = 30
_MAX_LABEL_LINE_WORDS = 4
#: the prose above the text is a standfirst, and perhaps a caption or the offer of a newsletter
_MAX_PROSE_ABOVE = 2
#: characters of the time of day behind a date
_MAX_CLOCK_CHARACTERS = 25
_FIGURE = re.compile(r"\d")
_SCRIPT_CODE = re.compile(r"[{}]|\w=|\(\)")
#: "MANILA, 4 May 2024 (PNA) -" at the start of the text
_PLACE_BEFORE = re.compile(r"\W{0,3}(?:\s*|(?:\(?[A-ZÀ-Þ][\w.'’)-]*,?\s+){1,6})(?:[(–—|-]\s*)?")
_DASH_BEHIND = re.compile(r"\s*(?:\)\s*)?(?:\([^)]{2,40}\)\s*)?[-–—:|]")


@dataclass(frozen=True, slots=True)
class VisibleDate:
    """A date that readers see, and whether it is said to be that of an update."""

    statement: Candidate[DateWithPrecision]
    updated: bool


def visible_dates(structured: StructuredData, header: Iterable[str]) -> Iterator[VisibleDate]:
    """Yield the dates of ``<time>`` elements and of the lines near the headline."""
    yield from _time_element_dates(structured)
    for position, date, updated in _date_lines(tuple(header)):
        yield VisibleDate(Candidate(date, "visible date", _line_weight(position)), updated)


def _time_element_dates(structured: StructuredData) -> Iterator[VisibleDate]:
    """``<time>`` elements, those nearest to the headline first; teasers and the like never."""
    marks = sorted(structured.times, key=lambda mark: -mark.nearness)
    for position, mark in enumerate(marks[:8]):
        date = find_stated_date(mark.value or mark.text)
        label = _last_label(f"{mark.label} {mark.text}")
        unchanged = _UNCHANGED in mark.context
        updated = label == "updated" or (not label and not unchanged and bool(_UPDATED_CLASS.search(mark.context)))
        elsewhere = _NOT_PUBLISHED_CLASS.search(mark.context) or (
            label != "published" and _MARGIN_CLASS.search(mark.context)
        )
        if date and (updated or unchanged or not elsewhere):
            yield VisibleDate(Candidate(date, "time", _time_weight(mark, label) / (position + 1)), updated)


def _time_weight(mark: TimeElement, label: str) -> float:
    published = label == "published" or _PUBLISHED_CLASS.search(mark.context)
    return DATE_WEIGHTS["time element, published" if published else "time element"]


def _line_weight(position: int) -> float:
    further = DATE_WEIGHTS["each line further down"] * position
    return max(DATE_WEIGHTS["visible date"] - further, DATE_WEIGHTS["visible date, least"])


@lru_cache(maxsize=1)  # publication and update are asked for one after the other
def _date_lines(header: tuple[str, ...]) -> tuple[tuple[int, DateWithPrecision, bool], ...]:
    """Return the dates near the headline with their line's number: of short lines, and of the dateline of the text.

    Dates in sentences are of what is told, and nothing behind the beginning of the text is read.
    """
    lines = ["" if _SCRIPT_CODE.search(line) else line for line in header]
    prose = [position for position, line in enumerate(lines) if _is_long_or_sentence(line)]
    text = [position for position in prose[1:] if position - 1 in prose] + prose[_MAX_PROSE_ABOVE:]
    beginning = lines[: min(text) + 1] if text else lines
    return tuple(
        (position, mention.date, kind == "updated")
        for position, mention, kind in labelled_dates(beginning)
        if position not in prose or _is_dateline(lines[position], mention)
    )


def _is_long_or_sentence(line: str) -> bool:
    """Return whether a line is long or a sentence, and not "By" or "Published" with a date that closes with "a.m."."""
    if len(line.split()) > _MAX_LINE_WORDS:
        return True
    if not is_sentence(line) or len(plain_words(line)) < 4:
        return False
    label, last = _DATE_LABEL.search(line), max((mention.end for mention in find_dates(line)), default=0)
    begins = starts_byline(line) or (label and label.start() <= len("First "))
    return not begins or last < len(line) - _MAX_CLOCK_CHARACTERS


def plain_words(line: str) -> list[str]:
    """Return the words of a line in which there is no figure."""
    return [word for word in line.split() if not _FIGURE.search(word)]


def _is_dateline(line: str, mention: DateMention) -> bool:
    return bool(_PLACE_BEFORE.fullmatch(line[: mention.start]) and _DASH_BEHIND.match(line[mention.end :]))


def labelled_dates(lines: Iterable[str]) -> Iterator[tuple[int, DateMention, str]]:
    """Yield each date with its line's number, and "updated", "published" or "" as the nearest label before it says.

    The label may stand alone on the line above.
    """
    above = ""
    for position, line in enumerate(lines):
        kind, end = _last_label(above), 0
        for mention in find_dates(line):
            kind = _last_label(line[end : mention.start]) or (kind if end == 0 else "")
            yield position, mention, kind
            end = mention.end
        above = line if end == 0 and len(line.split()) <= _MAX_LABEL_LINE_WORDS else ""


def _last_label(text: str) -> str:
    """Return "updated" or "published" as the last label in a text says, "" without one."""
    return next((str(match.lastgroup) for match in reversed(list(_DATE_LABEL.finditer(text)))), "")
