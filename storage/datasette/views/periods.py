"""The months that a page counts: those that its address asks for, or the latest."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from storage.datasette.charts import index_of, month_of

_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")

#: months that a page counts where its address asks for none
YEAR = 12


class CountedMonths(NamedTuple):
    """Some months in a row, by the first and the last, such as 2026-11."""

    first: str
    last: str

    @property
    def until(self) -> str:
        """Return the month behind the last: every time of the period stands before it."""
        return month_at(index_of(self.last) + 1)

    def has(self, month: str) -> bool:
        """Return whether a month lies in the period."""
        return self.first <= month <= self.last


def period_asked(first: str, last: str, now: datetime, months: int) -> CountedMonths:
    """Return the months from one to another; where they are missing or none, so many up to now."""
    end = last if _MONTH.fullmatch(last) else month_of(now)
    begin = first if _MONTH.fullmatch(first) else month_at(index_of(end) - months + 1)
    return CountedMonths(min(begin, end), max(begin, end))


def month_at(index: int) -> str:
    """Return the month with a number: twelve times the year, and the month from 0."""
    return f"{index // 12:04}-{index % 12 + 1:02}"
