"""The order of day and month on a page, and its data and lines with every figure read in that order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from items import Hint
from pipelines.extraction.markup.structured_data import StructuredData
from text.dates.addresses import date_in_url
from text.dates.finding import find_dates
from text.dates.orders import (
    Order,
    ambiguous_days,
    disambiguate_figures,
    order_of_figures,
    order_of_known_days,
    order_of_place,
)
from text.dates.parsing import is_possible_date

_DATE_KEYS = ("datePublished", "dateCreated", "dateModified")


def find_day_order(
    stated: Sequence[str],
    shown: Iterable[str],
    structured: StructuredData,
    url: str,
    hint: Hint | None,
    *,
    now: datetime,
) -> Order | None:
    """Return the order in which figures that may be two days are meant, None where none are or nothing tells.

    What the page itself shows comes before the country; ``shown`` holds its texts, read only where they are needed.
    """
    unsure = [text for text in stated if any(ambiguous_days(text))]
    if not unsure:
        return None
    texts = list(shown)
    return (
        order_of_figures((*stated, *texts))
        or order_of_known_days(unsure, _known_days((*stated, *texts), url, hint))
        or _order_of_the_past(unsure, now)
        or order_of_place(urlsplit(url).hostname or "", structured.language, (hint.timezone if hint else "") or "")
    )


def stated_dates(structured: StructuredData) -> list[str]:
    """Return what a page's data says in places where dates stand."""
    declared = [value for key in _DATE_KEYS if isinstance(value := structured.article.get(key), str)]
    metas = [value for name, values in structured.metas.items() if "dat" in name or "publi" in name for value in values]
    return [*declared, *metas, *(text for mark in structured.times for text in (mark.value, mark.text))]


def disambiguate_data(structured: StructuredData, order: Order) -> StructuredData:
    """Return a page's data with the figures in its dates read in one order."""
    article = {
        key: disambiguate_figures(value, order) if key in _DATE_KEYS and isinstance(value, str) else value
        for key, value in structured.article.items()
    }
    metas = {
        name: tuple(disambiguate_figures(value, order) for value in values) for name, values in structured.metas.items()
    }
    times = tuple(
        replace(mark, value=disambiguate_figures(mark.value, order), text=disambiguate_figures(mark.text, order))
        for mark in structured.times
    )
    return replace(structured, article=article, metas=metas, times=times)


def _known_days(texts: Iterable[str], url: str, hint: Hint | None) -> frozenset[str]:
    """Return the days, and the month of an address, that are named without doubt."""
    days = {mention.date.day for text in texts for mention in find_dates(text)}
    if hint:
        days |= {when.date().isoformat() for when in (hint.published, hint.modified) if when}
    if date := date_in_url(url):
        days.add(date.day[:7] if date.precision == "month" else date.day)
    return frozenset(days)


def _order_of_the_past(texts: Iterable[str], now: datetime) -> Order | None:
    """Return the order in which no figure lies ahead, where the other one has some that does."""
    for day_first, month_first in (pair for text in texts for pair in ambiguous_days(text)):
        if is_possible_date(day_first, now) != is_possible_date(month_first, now):
            return "day" if is_possible_date(day_first, now) else "month"
    return None
