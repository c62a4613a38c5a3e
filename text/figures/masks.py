"""Digits that count nothing: numbers of laws, courts and regions, dates, times, telephones."""

from __future__ import annotations

import re

from text.dates.months import MONTH
from text.proceedings.docket_numbers import DOCKET_NUMBER

_MASKS = re.compile(
    r"\b(?:republic\s+act|batas\s+pambansa|presidential\s+decree|executive\s+order|administrative\s+(?:circular|order)|"
    r"house\s+bill|senate\s+bill|resolution|ordinance|circular|r\.?\s?a\.?|b\.?p\.?|p\.?d\.?|e\.?o\.?|h\.?b\.?|"
    r"s\.?b\.?)"
    r"\s*(?:nos?\.?\s*)?\d[\d,-]*(?:(?:,|\s+and|\s+at|\s+ug|\s+und|\s+en)\s+(?:ra\s+)?\d{4,5})*"
    r"|\b(?:section|sec\.|article|art\.|chapter|branch|sangay|region|rehiyon|room|saal|grade|phase|level|type|no\.|"
    r"route|highway|block|lot|unit|district|ward|§+)\s*(?:no\.?\s*)?\d[\w-]*"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?:{MONTH})\b\.?(?:,?\s+\d{{4}})?"
    rf"|\b(?:{MONTH})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?(?!\d|[.,]\d|\s*(?:children|people|"
    rf"percent))(?:,?\s+\d{{4}})?"
    rf"|\b(?:ika-?|sa\s+)\d{{1,2}}\s+(?:ng|sa)\s+(?:{MONTH})"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|(?<![\d.,₱$€£])(?<!php)(?<!p)\b(?:19|"
    r"20)\d\d(?:[-–/](?:19|20)?\d\d)?s?\b(?![.,]\d)"
    r"|\b\d{1,2}(?::\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|uhr|o'clock)\b|\b\d{1,2}:\d\d\b|\b24/7\b"
    r"|\b(?:hotline|actionline|helpline|call|text|tumawag\s+sa|dial|makatawag\s+sa|"
    r"telefon)\s+(?:\w+\s+){0,3}?\+?\d[\d\s()-]{2,}"
    r"|\b1343\b|\+\d[\d\s()-]{6,}|\(\d{2,4}\)\s?\d{3}[\d\s-]{3,}|\b0\d{2,4}[\s-]\d{3}[\d\s-]*|\b0[.,]0\b",
    re.IGNORECASE,
)


def mask_numbers(text: str) -> str:
    """Return a text of the same length in which digits that count nothing are blanked out."""
    return _MASKS.sub(_blank, DOCKET_NUMBER.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"\d", "_", match.group())
