"""Dates of feeds and sitemaps: ISO 8601, and RFC 822 in all the ways in which it is broken."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from text.dates.months import MONTH, MONTHS
from text.dates.parsing import hour_of_day
from text.dates.places import is_zone_name, offset_at
from text.dates.zones import utc_offset

#: nothing in a feed is dated before there was a web, nor when none of us is here
_FEED_YEARS: Final = range(1990, 2101)
#: characters of a date in a feed that are read; the longest of our tests has 41
_MAX_FEED_DATE_CHARACTERS: Final = 64

_YEAR_OR_MONTH: Final = re.compile(r"\d{4}(?:-\d\d)?")
_SPACE_BEFORE_ZONE: Final = re.compile(r"\s+(?=[+-]\d\d:?\d\d$|Z$)")
#: a weekday in any language, which is no month's name; and what stands behind a date in brackets
_WEEKDAY: Final = re.compile(
    rf"^(?!(?:{MONTH})\b)[^\W\d_]{{2,12}}(?:-feira)?\.?,?\s*(?=\d|{MONTH}|ika-)", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_FILLER: Final = re.compile(r"(?<=[\s\d.])(?:de|del|ng|of|at|um|om|alas|@)\s+|^ika-", re.IGNORECASE)
_ORDINAL: Final = r"(?:st|nd|rd|th|\.)?"
_ZONE: Final = r"(?P<zone>(?:GMT|UTC)?[+-]\d\d?:?(?:\d\d)?|[A-Z]{1,5}|[A-Z]\w+/\w+)"
_TIME: Final = r"(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
_CLOCK: Final = rf"(?:(?:\s*[,–-]\s*|\s+|T){_TIME}\s?(?P<half>[ap]\.?m\.?)?(?:\s*(?:uhr|uur|h))?)?(?:\s*{_ZONE})?"
#: the forms of a day, each with a time of day and a zone behind it; the last is that of C's asctime
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<day>\d\d?){_ORDINAL}[\s-]+(?P<month>{MONTH})\.?,?[\s-]+(?P<year>\d{{4}}|\d\d){_CLOCK}",
        rf"(?P<month>{MONTH})\.?\s+(?P<day>\d\d?){_ORDINAL},?\s+(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<year>\d{{4}})(?P<mark>[/.-])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?){_CLOCK}",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d\d?)/(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<month>\d\d?)/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<month>{MONTH})\s+(?P<day>\d\d?)\s+{_TIME}(?P<half>)\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})",
    )
)


def parse_feed_date(text: str, zone: str = "") -> datetime | None:
    """Read a date of a feed or sitemap, aware, in the zone it was written in.

    One without a zone, or with a name that means nothing, is the local time of the source's ``zone`` (such as
    "Asia/Manila"), else UTC. None where it is no date, none at which there was a web, or day and month may be swapped.
    """
    text = " ".join(text.strip()[:_MAX_FEED_DATE_CHARACTERS].split())
    if _YEAR_OR_MONTH.fullmatch(text):
        text = f"{text}-01-01"[:10]
    text = _BRACKETS.sub("", text)
    try:
        when: datetime | None = datetime.fromisoformat(_SPACE_BEFORE_ZONE.sub("", text.upper()))
    except ValueError:
        when = _parse_written_out(_FILLER.sub("", _WEEKDAY.sub("", text)), zone)
    if when is None or when.year not in _FEED_YEARS:
        return None
    return when if when.tzinfo else _as_local(when, "", zone)


def _parse_written_out(text: str, zone: str) -> datetime | None:
    match = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if match is None:
        return None
    written = match["zone"] or ""
    if utc_offset(written, by_program=True) is None and ("+" in written or "-" in written):
        return None
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    month = MONTHS.get(match["month"].lower()) or int(match["month"])
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    is_midnight = (hour, minute, second) == (24, 0, 0)
    try:
        hour = 0 if is_midnight else hour_of_day(hour, match["half"] or "")
        local = datetime(year, month, int(match["day"]), hour, minute, second) + timedelta(days=is_midnight)  # noqa: DTZ001
        return _as_local(local, written, zone)
    except (ValueError, OverflowError):
        return None


def _as_local(local: datetime, written: str, zone: str) -> datetime:
    """Return a time of a clock as an aware one."""
    if "/" in written:
        zone, written = (written if is_zone_name(written) else zone), ""
    span = offset_at(local, zone, written)
    if span is None and written:
        span = offset_at(local, zone)
    return local.replace(tzinfo=UTC if span is None or not span else timezone(span))
