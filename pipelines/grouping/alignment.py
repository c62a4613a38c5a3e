"""Two texts side by side: which words are the same passages, and which sentences answer to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.tfidf import common_words
from text.sentences import Sentence
from text.shingles import SIZE

#: from this share of its words on, a sentence answers to another
NEAR = 0.3
#: a passage is more than names when it holds so many words that are neither names nor common
TELLING = 2
#: fewer names and numbers than these tell nothing
FEWEST = 3
#: a form leaves so many names and numbers open, and this share of all in the text; fewer are an edit
LEFT_OPEN, OPEN_SHARE = 5, 1 / 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each text, by number, that have passages or words in common."""

    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two shared passages of a text: where it begins and ends, counted in words, and the shingles
    around it; before the first passage there is none."""

    start: int
    end: int
    before: str | None
    after: str


class Comparison:
    """What the later text has from the earlier one, and whether their names and numbers agree."""

    def __init__(self, earlier: DocumentFeatures, later: DocumentFeatures) -> None:
        self.earlier = earlier
        self.later = later
        self.shared = set(earlier.shingles) & set(later.shingles)
        self.names = earlier.names | later.names
        self.entities = self.names | earlier.numbers | later.numbers
        self.passages_of_earlier = passages(earlier, self.shared)
        self.passages_of_later = passages(later, self.shared)
        self.marks_of_earlier = told_words(earlier, self.passages_of_earlier, self.names)
        self.marks_of_later = told_words(later, self.passages_of_later, self.names)
        self.share_of_earlier = share(self.marks_of_earlier, earlier)
        self.share_of_later = share(self.marks_of_later, later)

    @property
    def same_words(self) -> bool:
        """Whether the texts are word for word the same; texts without words are not."""
        return bool(self.later.words) and self.earlier.words == self.later.words

    @property
    def largest_share(self) -> float:
        return max(self.share_of_earlier, self.share_of_later)

    @property
    def least_cover(self) -> float:
        """The share of the words that both texts have in common, standing text among them: the smaller of the two."""
        both = (self.passages_of_earlier, self.passages_of_later)
        return min(sum(marks) / len(marks) if marks else 0.0 for marks in both)

    @cached_property
    def pairs(self) -> list[Pair]:
        """The sentences that have passages in common."""
        return paired(self.earlier, self.later, self.shared, self.marks_of_later)

    @cached_property
    def agreement(self) -> float:
        """The share of the names and numbers in paired sentences that the other text knows too; 1 where few."""
        ours = entities(self.earlier.sentences[pair.earlier] for pair in self.pairs)
        theirs = entities(self.later.sentences[pair.later] for pair in self.pairs)
        known = ((ours, self.later.vocabulary), (theirs, self.earlier.vocabulary))
        return min((len(found & other) / len(found) for found, other in known if len(found) >= FEWEST), default=1.0)

    @cached_property
    def agreement_in_gaps(self) -> float:
        """The share of the names and numbers that one text has where the other has different words, and that the
        other knows all the same, of the text that is known better; 1 where there are too few to tell.

        What only one of the texts says at some place counts as added or left out: it contradicts nothing.
        """
        ours = gaps(self.earlier, self.passages_of_earlier)
        theirs = gaps(self.later, self.passages_of_later)
        shares = (
            self.known_in(self.earlier, filled(ours, theirs), self.later),
            self.known_in(self.later, filled(theirs, ours), self.earlier),
        )
        return 1.0 if None in shares else max(share for share in shares if share is not None)

    def known_in(self, document: DocumentFeatures, stretches: Iterable[Gap], other: DocumentFeatures) -> float | None:
        """The share of the names and numbers in some stretches that the other text knows; None where they are few."""
        within = self.entities.intersection(
            chain.from_iterable(document.words[gap.start : gap.end] for gap in stretches)
        )
        if len(within) < max(LEFT_OPEN, OPEN_SHARE * len(self.entities & document.vocabulary)):
            return None
        return len(within & other.vocabulary) / len(within)


def share(marks: Sequence[bool], document: DocumentFeatures) -> float:
    """The share of a text's own words, those that are not standing text, that are marked."""
    own = len(marks) - sum(document.boilerplate_words)
    return sum(marks) / own if own else 0.0


def passages(document: DocumentFeatures, shared: set[str]) -> list[bool]:
    """For each word whether it stands in a shared shingle."""
    marks = [False] * len(document.words)
    for first, behind in runs([shingle in shared for shingle in document.shingles]):
        end = min(behind - 1 + SIZE, len(marks))
        marks[first:end] = [True] * (end - first)
    return marks


def told_words(document: DocumentFeatures, shared: Sequence[bool], names: Set[str]) -> list[bool]:
    """The words that stand in a shared passage, in no standing text, and in more than a string of names."""
    marks = [mark and not stands for mark, stands in zip(shared, document.boilerplate_words, strict=True)]
    for start, end in runs(marks):
        if len(set(document.words[start:end]) - names - common_words()) < TELLING:
            marks[start:end] = [False] * (end - start)
    return marks


def gaps(document: DocumentFeatures, shared: Sequence[bool]) -> list[Gap]:
    """What stands between shared passages. The rest after the last of them is none: it may be cut or furniture."""
    found: list[Gap] = []
    ended, before = 0, None
    for start, end in runs(shared):
        if start > ended:
            found.append(Gap(ended, start, before, document.shingles[start]))
        ended, before = end, document.shingles[max(0, end - SIZE)]
    return found


def filled(ours: Iterable[Gap], theirs: Sequence[Gap]) -> list[Gap]:
    """Those of our gaps that begin or end like one of theirs: there, each text has words of its own."""
    before, after = {gap.before for gap in theirs}, {gap.after for gap in theirs}
    return [gap for gap in ours if gap.before in before or gap.after in after]


def runs(marks: Sequence[bool]) -> list[tuple[int, int]]:
    """Where the marked stretches begin and end."""
    flags = bytes(marks) + b"\0"  # which finds the next mark many times as fast as a loop
    found: list[tuple[int, int]] = []
    start = flags.find(1)
    while start >= 0:
        end = flags.index(0, start)
        found.append((start, end))
        start = flags.find(1, end)
    return found


def bounds(document: DocumentFeatures) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, counted in words."""
    ends = [0]
    for sentence in document.sentences:
        ends.append(ends[-1] + len(sentence.words))
    return list(pairwise(ends))


def paired(earlier: DocumentFeatures, later: DocumentFeatures, shared: set[str], marks: Sequence[bool]) -> list[Pair]:
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
