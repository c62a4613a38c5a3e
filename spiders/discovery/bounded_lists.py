"""Lists that are longer than what is read of them: which of their entries are kept, and what is said of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Final, Generic, TypeVar

from spiders.discovery.ordering import from_both_ends

T = TypeVar("T")

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BoundedList(Generic[T]):
    """The entries that are kept of a list, in its order, and how many it has."""

    kept: Sequence[T]
    total: int
    #: there may be more than were counted
    is_endless: bool = False

    @property
    def note(self) -> str:
        """A sentence on what was left out; empty where nothing was."""
        if (left := self.total - len(self.kept)) <= 0 and not self.is_endless:
            return ""
        total = f"{self.total:,} entries{' or more' if self.is_endless else ''}"
        return f"it has {total}, of which the newest {len(self.kept):,} are read; {left:,} are left out"


def newest(
    entries: Iterable[T], date_of: Callable[[T], datetime | None], most: int, most_looked_at: int
) -> BoundedList[T]:
    """Return the newest of some entries by their dates, those without one last: of them the first and the last.

    ``most`` are kept, and no more than ``most_looked_at`` are looked at.
    """
    entries = iter(entries)
    listed = list(islice(entries, most_looked_at))
    is_endless = len(listed) == most_looked_at and next(entries, None) is not None
    if len(listed) <= most:
        return BoundedList(listed, len(listed), is_endless)
    # sorting is stable: entries of the same date, and those without one, stay as they are taken from both ends
    dates = [date_of(entry) or _NEVER for entry in listed]
    ranked = sorted(from_both_ends(range(len(listed))), key=dates.__getitem__, reverse=True)
    return BoundedList([listed[number] for number in sorted(ranked[:most])], len(listed), is_endless)
