"""Dates of feeds and sitemaps: ISO 8601, and RFC 822 in all the ways in which it is broken."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, NamedTuple

from text.dates.months import MONTH, MONTHS
from text.dates.orders import Order, ambiguous_days, disambiguate_figures, order_of_place
from text.dates.parsing import hour_of_day
from text.dates.places import is_zone_name, offset_at
from text.dates.zones import utc_offset

#: nothing in a feed is dated before there was a web, nor when none of us is here
_FEED_YEARS: Final = range(1990, 2101)
#: characters of a date in a feed that are read; the longest of our tests has 41
_MAX_FEED_DATE_CHARACTERS: Final = 64
#: characters of a day without a time, in any of the forms of ISO 8601: 2026-03-07
_MAX_DAY_CHARACTERS: Final = 10

#: the hour at which a day ends
_MIDNIGHT: Final = 24
_LAST_MINUTE: Final = 59
_WEEKDAYS: Final = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}

_YEAR_OR_MONTH: Final = re.compile(r"\d{4}(?:-\d\d)?")
_SPACE_BEFORE_ZONE: Final = re.compile(r"(?<!\s)\s+(?=[+-]\d\d:?\d\d$|Z$)")
#: a weekday in any language, which is no month's name; and what stands behind a date in brackets
_WEEKDAY: Final = re.compile(
    rf"^(?!(?:{MONTH})\b)[^\W\d_]{{2,12}}(?:-feira)?\.?,?\s*(?=\d|{MONTH}|ika-)", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"(?:(?<!\s)\s+)?(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_FILLER: Final = re.compile(r"(?<=[\s\d.])(?:de|del|ng|sa|of|at|um|om|alas|@)\s+|^ika-", re.IGNORECASE)
_ORDINAL: Final = r"(?:st|nd|rd|th|\.)?"
_ZONE: Final = r"(?P<zone>(?:GMT|UTC)?[+-]\d\d?:?(?:\d\d)?|[A-Z]{1,5}|[A-Z]\w+/\w+)"
_TIME: Final = r"(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
#: the halves of a day in Tagalog and Cebuano, by what English calls them
_HALVES: Final = {
    "umaga": "am",
    "buntag": "am",
    "tanghali": "pm",
    "udto": "pm",
    "hapon": "pm",
    "gabii": "pm",
    "gabi": "pm",
}
_HALF: Final = rf"(?P<half>[ap]\.?m\.?|{'|'.join(_HALVES)})?"
_CLOCK: Final = rf"(?:(?:\s*[,–-]\s*|\s+|T){_TIME}\s?{_HALF}(?:\s*(?:uhr|uur|h))?)?(?:\s*{_ZONE})?"
#: the forms of a day, each with a time of day and a zone behind it; the last is that of C's asctime
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<day>\d\d?){_ORDINAL}[\s-]++(?P<month>{MONTH})\.?,?[\s-]++(?P<year>\d{{4}}|\d\d){_CLOCK}",
        rf"(?P<month>{MONTH})\.?\s+(?P<day>\d\d?){_ORDINAL},?\s+(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<year>\d{{4}})(?P<mark>[/.-])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?){_CLOCK}",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d\d?)/(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<month>\d\d?)/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<month>{MONTH})\s+(?P<day>\d\d?)\s+{_TIME}(?P<half>)\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})",
    )
)


class FeedDate(NamedTuple):
    """A time that a feed gives, aware, in the zone it was written in, and how exactly it is known."""

    when: datetime
    #: second, day or month
    precision: str


def lowered_precision(date: FeedDate | None) -> str:
    """Return the precision of a date where it is not that of a second; else an empty text."""
    return "" if date is None or date.precision == "second" else date.precision


def parse_feed_date(text: str, zone: str = "") -> datetime | None:
    """Return the time that ``read_feed_date`` reads, whatever its precision."""
    date = read_feed_date(text, zone)
    return date.when if date else None


def read_feed_date(text: str, zone: str = "") -> FeedDate | None:
    """Read a date of a feed or sitemap.

    A time without a zone, or with a name that means nothing, is the local time of the source's ``zone`` (such as
    "Asia/Manila"); where nobody knows that it is taken as UTC, and only its day is known. None where it is no date,
    none at which there was a web, or day and month may be swapped.
    """
    text = _BRACKETS.sub("", " ".join(text.strip()[:_MAX_FEED_DATE_CHARACTERS].split()))
    is_month = _YEAR_OR_MONTH.fullmatch(text) is not None
    if is_month:
        text = f"{text}-01-01"[:_MAX_DAY_CHARACTERS]
    try:
        when = datetime.fromisoformat(_SPACE_BEFORE_ZONE.sub("", text.upper()))
        precision = "month" if is_month else "day" if len(text) <= _MAX_DAY_CHARACTERS else "second"
        date: FeedDate | None = (
            FeedDate(when, precision) if when.tzinfo else _as_local(FeedDate(when, precision), "", zone)
        )
    except ValueError:
        if order := _order_of_figures(text, zone):
            text = disambiguate_figures(text, order)
        date = _parse_written_out(_FILLER.sub("", _WEEKDAY.sub("", text)), zone)
    return date if date and date.when.year in _FEED_YEARS else None


def _order_of_figures(text: str, zone: str) -> Order | None:
    """Return which of figures such as 03/07/2026 is the day: by the weekday before them, else by the country."""
    named = _WEEKDAYS.get(text[:3].lower())
    for day_first, month_first in ambiguous_days(text):
        fitting = [date.when.weekday() == named for date in (day_first, month_first)]
        if fitting[0] != fitting[1]:
            return "day" if fitting[0] else "month"
    return order_of_place("", "", zone)


def _parse_written_out(text: str, zone: str) -> FeedDate | None:
    match = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if match is None:
        return None
    written = match["zone"] or ""
    if utc_offset(written, by_program=True) is None and ("+" in written or "-" in written):
        return None
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    month = MONTHS.get(match["month"].lower()) or int(match["month"])
    try:
        day = datetime(year, month, int(match["day"]))  # noqa: DTZ001
        clock = _clock_of(match)
        local = FeedDate(day, "day") if clock is None else FeedDate(day + clock, "second")
        return _as_local(local, written, zone)
    except (ValueError, OverflowError):
        return None


def _clock_of(match: re.Match[str]) -> timedelta | None:
    """Return the time of day; None where there is none. Raise ValueError where no clock shows it."""
    if match["hour"] is None:
        return None
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    half = (match["half"] or "").lower()
    hour = hour if hour == _MIDNIGHT else hour_of_day(hour, _HALVES.get(half, half))
    clock = timedelta(
        hours=hour, minutes=minute, seconds=min(second, _LAST_MINUTE)
    )  # a leap second is the last of its minute
    if minute > _LAST_MINUTE or clock > timedelta(hours=_MIDNIGHT):
        raise ValueError(f"{match[0]!r} has no time of day")
    return clock


def _as_local(date: FeedDate, written: str, zone: str) -> FeedDate:
    """Return a time of a clock as an aware one; where nobody knows the clock's zone, its day."""
    local, precision = date
    if "/" in written:
        zone, written = (written if is_zone_name(written) else zone), ""
    span = offset_at(local, zone, written)
    if span is None and written:
        span = offset_at(local, zone)
    if span is None:
        return FeedDate(local.replace(tzinfo=UTC), "day" if precision == "second" else precision)
    return FeedDate(local.replace(tzinfo=timezone(span) if span else UTC), precision)
