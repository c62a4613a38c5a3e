"""Barangays: only where the text says that a name is one's, and which city it is in."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import Final

from text.phrases.finding import fold_phrase
from text.places.gazetteer import Locality, barangays_of, write_out

_BARANGAY: Final = re.compile(
    r"\b(?:Barangay|barangay|Brgy\.?|Bgy\.?)\s+((?:[A-Z0-9ÑÁÉÍÓÚ][\w.'’-]*)(?:\s+(?:(?:de|del|dela|ng|sa|na)\s+)?"
    r"[A-Z0-9ÑÁÉÍÓÚ][\w.'’-]*){0,3})"
)


def find_barangays(text: str, places: Sequence[tuple[int, Locality]]) -> Iterator[tuple[str, str, int, int]]:
    """Yield code, name, beginning and end of the barangays of a text's cities; ``places`` stand at their beginnings."""
    towns = [(start, place) for start, place in places if place.kind in {"city", "municipality"}]
    for match in _BARANGAY.finditer(text) if towns else ():
        position = bisect(towns, match.start(1), key=_start)
        _, town = min(towns[max(0, position - 1) : position + 1], key=lambda one: _distance(one[0], match.start(1)))
        words = match[1].split()
        for count in range(len(words), 0, -1):
            if found := barangays_of(town.code).get(fold_phrase(write_out(" ".join(words[:count])))):
                end = match.start(1) + len(" ".join(words[:count]).rstrip(".,"))
                yield *found, match.start(), end
                break


def _start(town: tuple[int, Locality]) -> int:
    return town[0]


def _distance(start: int, end: int) -> int:
    """Return how far a city is from a barangay; the one behind it is the nearer, as in "Barangay Lahug, Cebu City"."""
    return start - end if start >= end else 3 * (end - start)
