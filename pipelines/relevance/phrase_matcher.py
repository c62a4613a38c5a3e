"""Find many patterns in a text at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ahocorasick_rs import AhoCorasick, Implementation


class PhraseMatcher:
    """Find every pattern in one pass over a text, as often as it stands there and whatever else it overlaps."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        """``names`` says for each pattern by which names it is known."""
        self.names = list(names.values())
        self.patterns = AhoCorasick(list(names), implementation=Implementation.DFA)

    def find(self, text: str) -> Counter[str]:
        """The names of the patterns found, and how often."""
        found: Counter[str] = Counter()
        for number, _, _ in self.patterns.find_matches_as_indexes(text, overlapping=True):
            found.update(self.names[number])
        return found
