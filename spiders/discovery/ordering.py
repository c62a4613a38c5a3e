"""In which order listed pages are fetched: the newest first, however a source lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

from items import Hint
from text.dates.addresses import date_in_url

T = TypeVar("T")

#: pages at most this old are fetched before all that earlier runs left; chosen, not measured: few holidays are longer
RECENT: Final = timedelta(days=7)


def listed_date(hint: Hint, at: datetime, *, is_first_reading: bool, trusts_lastmod: bool = True) -> datetime:
    """Return when a page that is listed at ``at`` came out, as far as is known; what lies ahead counts as now.

    One without any date is new where its list was read before; where it was not, all its archive may be undated, and
    it comes after what is known to be recent.
    """
    if hint.published:
        return min(hint.published, at)
    stated = date_in_url(hint.url)
    if stated is not None:
        end = timedelta(days=1) if stated.precision == "day" else timedelta(days=31)
        return min(stated.when + end, at)
    if hint.modified and trusts_lastmod:
        return min(hint.modified, at)
    return at - RECENT if is_first_reading else at


def from_both_ends(listed: Sequence[T]) -> Iterator[T]:
    """Yield the first, the last, the second, the last but one: some lists begin with the newest, some end with it."""
    middle = (len(listed) + 1) // 2
    for number in range(middle):
        yield listed[number]
        if (other := len(listed) - 1 - number) > number:
            yield listed[other]
