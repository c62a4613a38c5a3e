"""Whether figures such as 05/04/2024 give the day or the month first: what tells, and reading them by it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, Literal

from text.dates.parsing import DateWithPrecision, date_of_parts

Order = Literal["day", "month"]

_FIGURES: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
#: who writes the month first: the countries' top-level domains, and zones where one country has several
_MONTH_FIRST_DOMAINS: Final = frozenset("us gov mil edu ph".split())  # noqa: SIM905
_MONTH_FIRST_REGIONS: Final = frozenset("us ph".split())  # noqa: SIM905
_MONTH_FIRST_ZONES: Final = re.compile(
    r"US/.*|Asia/Manila|Pacific/(?:Honolulu|Guam|Saipan|Pago_Pago)|America/(?:New_York|Chicago|Denver|Los_Angeles|"
    r"Phoenix|Anchorage|Detroit|Boise|Juneau|Indiana/.*|Kentucky/.*|Menominee|North_Dakota/.*|Puerto_Rico)"
)
#: Canada writes either order
_EITHER_ZONES: Final = re.compile(
    r"Canada/.*|America/(?:Toronto|Vancouver|Edmonton|Winnipeg|Halifax|St_Johns|Regina|Moncton|Whitehorse|Iqaluit)"
)
#: languages that are written in countries of either order
_EITHER_LANGUAGES: Final = frozenset("en fil tl ceb".split())  # noqa: SIM905


def ambiguous_days(text: str) -> Iterator[tuple[DateWithPrecision, DateWithPrecision]]:
    """Yield the two days that figures such as 05/04/2024 may mean: day first, and month first."""
    for match in _FIGURES.finditer(text):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        day_first, month_first = date_of_parts(year, other, one), date_of_parts(year, one, other)
        if day_first and month_first and one != other:
            yield day_first, month_first


def order_of_figures(texts: Iterable[str]) -> Order | None:
    """Return the order that figures with a number above twelve show; None without any, or with both."""
    orders: set[Order] = set()
    for match in (match for text in texts for match in _FIGURES.finditer(text)):
        one, other = int(match[1]), int(match[3])
        if 1 <= min(one, other) <= 12 < max(one, other) <= 31:
            orders.add("day" if one > other else "month")
    return orders.pop() if len(orders) == 1 else None


def order_of_known_days(texts: Iterable[str], known: Collection[str]) -> Order | None:
    """Return the order in which figures mean a day, or a month (2024-05), that is known from elsewhere."""
    orders: set[Order] = set()
    for day_first, month_first in (pair for text in texts for pair in ambiguous_days(text)):
        agrees = [date.day in known or date.day[:7] in known for date in (day_first, month_first)]
        if agrees[0] != agrees[1]:
            orders.add("day" if agrees[0] else "month")
    return orders.pop() if len(orders) == 1 else None


def order_of_place(host: str, language: str, zone: str) -> Order | None:
    """Return the order of the country that the source's zone, a host's domain or a language's region names."""
    if zone:
        return None if _EITHER_ZONES.fullmatch(zone) else "month" if _MONTH_FIRST_ZONES.fullmatch(zone) else "day"
    domain = host.rpartition(".")[2]
    if domain in _MONTH_FIRST_DOMAINS:
        return "month"
    if len(domain) == 2 and domain not in {"ca", "io", "ai", "tv", "co", "me", "eu"}:
        return "day"
    code, _, region = language.lower().replace("_", "-").partition("-")
    if region in _MONTH_FIRST_REGIONS:
        return "month"
    return "day" if code and (code not in _EITHER_LANGUAGES or (region and region != "ca")) else None


def disambiguate_figures(text: str, order: Order) -> str:
    """Return the text with figures that may be two days as the one day that they are in this order, in ISO form."""

    def settled(match: re.Match[str]) -> str:
        one, other = int(match[1]), int(match[3])
        if not (1 <= one <= 12 and 1 <= other <= 12):
            return match[0]
        day, month = (one, other) if order == "day" else (other, one)
        return f"{match[4]}-{month:02}-{day:02}"

    return _FIGURES.sub(settled, text)
