"""The time of a backfill in windows, each asked of the index by itself and halved where it holds too much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Window:
    """Some days of a domain, the first and the last included."""

    domain: str
    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.domain}/{self.first}--{self.last}"

    def halves(self) -> tuple[Window, ...]:
        """Return the earlier and the later half; nothing of a single day, which cannot be divided."""
        if self.first == self.last:
            return ()
        middle = self.first + (self.last - self.first) // 2
        return Window(self.domain, self.first, middle), Window(self.domain, middle + timedelta(days=1), self.last)

    def index_url(self, index: str, most: int) -> str:
        """Return what is asked of an index, as index servers of web archives understand it."""
        query = {
            "url": self.domain,
            "matchType": "domain",
            "from": f"{self.first:%Y%m%d}",
            "to": f"{self.last:%Y%m%d}",
            "limit": most,
        }
        return f"{index}{'&' if '?' in index else '?'}{urlencode(query)}"


def years(domain: str, since: date, until: date) -> Iterator[Window]:
    """Yield a window for each year of a domain, the first and the last as far as they are asked for."""
    for year in range(since.year, until.year + 1):
        yield Window(domain, max(since, date(year, 1, 1)), min(until, date(year, 12, 31)))
