"""Two texts side by side: which words are the same passages, and which sentences answer to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipelines.grouping.document import Document
from pipelines.grouping.profile import common_words
from pipelines.grouping.shingles import SIZE
from pipelines.grouping.words import Sentence

#: from this share of its words on, a sentence answers to another
NEAR = 0.3
#: a passage is more than names when it holds so many words that are neither names nor common
TELLING = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each text, by number, that have passages or words in common."""

    earlier: int
    later: int


class Comparison:
    """What the later text has from the earlier one, and whether their names and numbers agree."""

    def __init__(self, earlier: Document, later: Document) -> None:
        self.earlier = earlier
        self.later = later
        self.shared = set(earlier.shingles) & set(later.shingles)
        names = earlier.names | later.names
        self.marks_of_earlier = shared_words(earlier, self.shared, names)
        self.marks_of_later = shared_words(later, self.shared, names)
        self.share_of_earlier = share(self.marks_of_earlier)
        self.share_of_later = share(self.marks_of_later)

    @property
    def largest_share(self) -> float:
        return max(self.share_of_earlier, self.share_of_later)

    @cached_property
    def pairs(self) -> list[Pair]:
        """The sentences that have passages in common."""
        return paired(self.earlier, self.later, self.shared, self.marks_of_later)

    @cached_property
    def agreement(self) -> float:
        """The share of the names and numbers in paired sentences that the other text knows too; 1 without any."""
        ours = entities(self.earlier.sentences[pair.earlier] for pair in self.pairs)
        theirs = entities(self.later.sentences[pair.later] for pair in self.pairs)
        known = ((ours, self.later.vocabulary), (theirs, self.earlier.vocabulary))
        return min((len(found & other) / len(found) for found, other in known if found), default=1.0)


def share(marks: Sequence[bool]) -> float:
    """The share of the words that are marked."""
    return sum(marks) / len(marks) if marks else 0.0


def shared_words(document: Document, shared: set[str], names: frozenset[str]) -> list[bool]:
    """The words that stand in a shared shingle, in no standing text, and in more than a string of names."""
    marks = [False] * len(document.words)
    for at, shingle in enumerate(document.shingles):
        if shingle in shared:
            marks[at : at + SIZE] = [True] * min(SIZE, len(marks) - at)
    marks = [mark and not stands for mark, stands in zip(marks, document.standing_words, strict=True)]
    for start, end in runs(marks):
        if len(set(document.words[start:end]) - names - common_words()) < TELLING:
            marks[start:end] = [False] * (end - start)
    return marks


def runs(marks: Sequence[bool]) -> list[tuple[int, int]]:
    """Where the marked stretches begin and end."""
    edges = [at for at, (before, here) in enumerate(pairwise([False, *marks, False])) if before != here]
    return list(zip(edges[::2], edges[1::2], strict=True))


def bounds(document: Document) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, counted in words."""
    ends = [0]
    for sentence in document.sentences:
        ends.append(ends[-1] + len(sentence.words))
    return list(pairwise(ends))


def paired(earlier: Document, later: Document, shared: set[str], marks: Sequence[bool]) -> list[Pair]:
    """Each later sentence with the earlier one that most of its shared shingles stand in."""
    home: dict[str, int] = {}
    for number, (start, end) in enumerate(bounds(earlier)):
        for shingle in earlier.shingles[start:end]:
            home.setdefault(shingle, number)
    pairs: list[Pair] = []
    for number, (start, end) in enumerate(bounds(later)):
        homes = Counter(home[one] for one in later.shingles[start:end] if one in shared)
        if homes and sum(marks[start:end]) >= NEAR * (end - start):
            pairs.append(Pair(homes.most_common(1)[0][0], number))
    return pairs


def entities(sentences: Iterable[Sentence]) -> set[str]:
    """The names and numbers of some sentences."""
    return {word for sentence in sentences for word in sentence.names | sentence.numbers}
