"""Digits that count nothing: numbers of laws, courts and regions, dates, times, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from text.dates.months import MONTH
from text.proceedings.docket_numbers import DOCKET_NUMBER

MASKS = re.compile(
    r"\b(?:republic\s{1,4}act|batas\s{1,4}pambansa|presidential\s{1,4}decree|executive\s{1,4}order|"
    r"administrative\s{1,4}(?:circular|order)|"
    r"house\s{1,4}bill|senate\s{1,4}bill|resolution|ordinance|circular|r\.?\s?a\.?|b\.?p\.?|p\.?d\.?|e\.?o\.?|h\.?b\.?|"
    r"s\.?b\.?)"
    r"\s{0,4}(?:nos?\.?\s{0,4})?\d[\d,-]{0,20}(?:(?:,|\s{1,4}and|\s{1,4}at|\s{1,4}ug|\s{1,4}und|"
    r"\s{1,4}en)\s{1,4}(?:ra\s{1,4})?\d{4,5})*"
    r"|\b(?:section|sec\.|article|art\.|chapter|branch|sangay|region|rehiyon|room|saal|grade|phase|level|type|no\.|"
    r"route|highway|block|lot|unit|district|ward|§+)\s{0,4}(?:no\.?\s{0,4})?\d[\w-]{0,40}"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s{{1,4}}(?:of\s{{1,4}})?(?:{MONTH})\b\.?(?:,?\s{{1,4}}\d{{4}})?"
    rf"|\b(?:{MONTH})\b\.?\s{{1,4}}\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?(?!\d|[.,]\d|"
    rf"\s{{0,4}}(?:children|people|"
    rf"percent))(?:,?\s{{1,4}}\d{{4}})?"
    rf"|\b(?:ika-?|sa\s{{1,4}})\d{{1,2}}\s{{1,4}}(?:ng|sa)\s{{1,4}}(?:{MONTH})"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|(?<![\d.,₱$€£])(?<!php)(?<!p)\b(?:19|"
    r"20)\d\d(?:[-–/](?:19|20)?\d\d)?s?\b(?![.,]\d)(?!\s(?:euros?|franken|pesos?|piso|dollars?|pounds?)\b)"
    r"|\b\d{1,2}(?::\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|uhr|o'clock)\b|\b\d{1,2}:\d\d\b|\b24/7\b"
    r"|\b(?:hotline|actionline|helpline|call|text|tumawag\s{1,4}sa|dial|makatawag\s{1,4}sa|"
    r"telefon)\s{1,4}(?:(?:number|no\.?|at|sa|on|numero|nummer|unter|op|via|the|is|ng|or|text|"
    r"call)\s{1,4}){0,3}?\+?\d[\d\s()-]{2,30}"
    r"|\b1343\b|\+\d[\d\s()-]{6,30}|\(\d{2,4}\)\s?\d{3}[\d\s-]{3,30}|\b0\d{2,4}[\s-]\d{3}[\d\s-]{0,30}|\b0[.,]0\b",
    re.IGNORECASE,
)


_DIGITS = re.compile(r"\d+")
#: characters before and behind digits within which all of a match lies: the words before a telephone take 150 at most,
#: what follows the last digit, such as "percent", 30
_BEFORE, _BEHIND = 160, 40


def mask_numbers(text: str) -> str:
    """Return a text of the same length in which digits that count nothing are blanked out."""
    return _mask(MASKS, _mask(DOCKET_NUMBER, text))


def _mask(pattern: re.Pattern[str], text: str) -> str:
    """Blank the digits in a pattern's matches; it is looked for near digits only, since looking is dear."""
    masked: list[str] = []
    done = 0
    for start, end in _near_digits(text):
        for match in pattern.finditer(text, start, end):
            masked += (text[done : match.start()], _DIGITS.sub(_underscores, match.group()))
            done = match.end()
    return "".join((*masked, text[done:]))


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has digits, with all around them that may belong to them; no two of these stretches touch."""
    stretches: list[list[int]] = []
    for digits in _DIGITS.finditer(text):
        start, end = max(0, digits.start() - _BEFORE), digits.end() + _BEHIND
        if stretches and start <= stretches[-1][1]:
            stretches[-1][1] = end
        else:
            stretches.append([start, end])
    yield from ((start, end) for start, end in stretches)


def _underscores(digits: re.Match[str]) -> str:
    return "_" * len(digits.group())
