"""Where the letters that the topics ask for stand in the words of a page: all of them in one pass."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

from pipelines.relevance.page_words import BREAK

try:
    import osecwatch_native_anchors
except ImportError:  # it was not built, for want of a compiler
    osecwatch_native_anchors = None

_PARTING: Final = b" " + BREAK

#: small ASCII letters and digits, and whether no space may stand between them
Anchor = tuple[bytes, bool]
#: in threes: an anchor's number, and the blocks of its first and of its last letter, of those that have any
Places = memoryview


class AnchorFinder:
    """Finds anchors by the native automaton (``native/anchors.c``), where it was built."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self.reference = ReferenceFinder(anchors)
        self.automaton = native_automaton(anchors)

    def find(self, words: bytes) -> Places:
        """Return where anchors stand in the words of a page, each place of an anchor once."""
        if self.automaton is None:
            return self.reference.find(words)
        return memoryview(osecwatch_native_anchors.find(self.automaton, words)).cast("i")


def native_automaton(anchors: Sequence[Anchor]) -> object | None:
    """Return the native automaton of anchors; None where it was not built, or they are too many for it."""
    if osecwatch_native_anchors is None:
        return None
    try:
        automaton: object = osecwatch_native_anchors.automaton_of(list(anchors))
    except OverflowError:
        return None
    return automaton


class ReferenceFinder:
    """Finds anchors as the native automaton must, for where there is none."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self.unbroken = [unbroken for _, unbroken in anchors]
        self.patterns = BytesAhoCorasick([letters for letters, _ in anchors], implementation=Implementation.DFA)

    def find(self, words: bytes) -> Places:
        """Return where anchors stand in the words of a page, each place of an anchor once."""
        blocks = _starts(words.split(BREAK))
        parts = _starts(words.replace(BREAK, b" ").split(b" "))
        places: dict[tuple[int, int, int], None] = {}
        letters = words.translate(None, _PARTING)
        for anchor, begin, end in self.patterns.find_matches_as_indexes(letters, overlapping=True):
            if not self.unbroken[anchor] or bisect_right(parts, begin) == bisect_right(parts, end - 1):
                places[anchor, bisect_right(blocks, begin) - 1, bisect_right(blocks, end - 1) - 1] = None
        return memoryview(array("i", [number for place in places for number in place]))


def _starts(parts: list[bytes]) -> list[int]:
    """Return how many letters stand before each part that has any."""
    lengths = [length for part in parts if (length := len(part) - part.count(b" "))]
    return [0, *accumulate(lengths)][:-1]
