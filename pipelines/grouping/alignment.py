"""Two texts aligned: which words are the same passages, and which sentences correspond."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.tfidf import common_words
from text.phrases.name_forms import are_other_names, is_in_short
from text.shingles import INDEX_SHINGLE_WORDS
from text.words import split_words

#: share of a sentence's words in shared passages from which on it corresponds to another; chosen, not measured
MIN_PAIR_SHARE = 0.3
#: words that are neither names nor common, from which on a passage is more than a string of names; chosen, not measured
MIN_CONTENT_WORDS = 2
#: words before and behind a shared passage in which the names of its sentence are the passage's own: where lines are
#: not told from sentences, the rest may be another's; chosen, not measured
CONTEXT_WORDS = 10
#: names and numbers below which their agreement says nothing; chosen, not measured
MIN_ENTITIES = 3
#: names and numbers in the gaps of a form, and their share of all in the text, below which the difference is an edit
#: rather than another case; chosen, not measured
MIN_GAP_ENTITIES, MIN_GAP_ENTITY_SHARE = 5, 1 / 6

#: names and numbers that a form is filled in with at one place, in each of the texts: one number may be a correction
MIN_FILLED = 2
#: other words that both sentences have, and their share of the longer one's: the form itself; chosen, not measured
MIN_FRAME_WORDS, MIN_FRAME_SHARE = 3, 0.6
#: a place before a dash, with which outlets begin one and the same text
_DATELINE = re.compile(r"[^.!?\n]{1,60}?\s[—–-]{1,2}\s")


@dataclass(frozen=True, slots=True)
class SentencePair:
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
    """What the later text shares with the earlier one, and whether their names and numbers agree."""

    def __init__(self, earlier: DocumentFeatures, later: DocumentFeatures) -> None:
        self.earlier = earlier
        self.later = later
        self.shared = set(earlier.shingles) & set(later.shingles)
        self.names = earlier.names | later.names
        self.entities = self.names | earlier.numbers | later.numbers
        self.passages_of_earlier = shared_passages(earlier, self.shared)
        self.passages_of_later = shared_passages(later, self.shared)
        self.reused_in_earlier = reused_words(earlier, self.passages_of_earlier, self.names)
        self.reused_in_later = reused_words(later, self.passages_of_later, self.names)
        self.share_of_earlier = share_of_own_words(self.reused_in_earlier, earlier)
        self.share_of_later = share_of_own_words(self.reused_in_later, later)

    @property
    def same_words(self) -> bool:
        """Whether the texts are word for word the same; texts without words are not."""
        return bool(self.later.words) and self.earlier.words == self.later.words

    @property
    def largest_share(self) -> float:
        """The larger of the two shares."""
        return max(self.share_of_earlier, self.share_of_later)

    @property
    def least_containment(self) -> float:
        """The share of the words that both texts have in common, boilerplate among them: the smaller of the two."""
        both = (self.passages_of_earlier, self.passages_of_later)
        return min(sum(flags) / len(flags) if flags else 0.0 for flags in both)

    @cached_property
    def pairs(self) -> list[SentencePair]:
        """The sentences that have passages in common."""
        return pair_sentences(self.earlier, self.later, self.shared, self.reused_in_later)

    @cached_property
    def agreement(self) -> float:
        """The share of the names and numbers in paired sentences that the other text has too; 1 where they are few."""
        ours = names_and_numbers_near(self.earlier, {pair.earlier for pair in self.pairs}, self.passages_of_earlier)
        theirs = names_and_numbers_near(self.later, {pair.later for pair in self.pairs}, self.passages_of_later)
        known = ((ours, self.later.vocabulary), (theirs, self.earlier.vocabulary))
        return min(
            (len(found & other) / len(found) for found, other in known if len(found) >= MIN_ENTITIES), default=1.0
        )

    @cached_property
    def agreement_in_gaps(self) -> float:
        """The share of the names and numbers that one text has where the other has different words, and that the
        other has all the same, of the text for which it is larger; 1 where there are too few to tell.

        What only one of the texts says at some place counts as added or left out: it contradicts nothing.
        """
        ours = gaps_between(self.earlier, self.passages_of_earlier)
        theirs = gaps_between(self.later, self.passages_of_later)
        shares = (
            self.known_share(self.earlier, substituted_gaps(ours, theirs), self.later),
            self.known_share(self.later, substituted_gaps(theirs, ours), self.earlier),
        )
        return 1.0 if None in shares else max(share for share in shares if share is not None)

    def known_share(self, document: DocumentFeatures, gaps: Iterable[Gap], other: DocumentFeatures) -> float | None:
        """Return the share of the names and numbers in some gaps that the other text has; None where they are few."""
        within = self.entities.intersection(chain.from_iterable(document.words[gap.start : gap.end] for gap in gaps))
        if len(within) < max(MIN_GAP_ENTITIES, MIN_GAP_ENTITY_SHARE * len(self.entities & document.vocabulary)):
            return None
        return len(within & other.vocabulary) / len(within)


def share_of_own_words(flags: Sequence[bool], document: DocumentFeatures) -> float:
    """Return the share of a text's own words, those that are no boilerplate, that are flagged."""
    own = len(flags) - sum(document.boilerplate_words)
    return sum(flags) / own if own else 0.0


def shared_passages(document: DocumentFeatures, shared: set[str]) -> list[bool]:
    """Flag each word that stands in a shared shingle."""
    flags = [False] * len(document.words)
    for first, behind in flagged_runs([shingle in shared for shingle in document.shingles]):
        end = min(behind - 1 + INDEX_SHINGLE_WORDS, len(flags))
        flags[first:end] = [True] * (end - first)
    return flags


def reused_words(document: DocumentFeatures, shared: Sequence[bool], names: Set[str]) -> list[bool]:
    """Flag the words that stand in a shared passage, in no boilerplate, and in more than a string of names."""
    flags = [flag and not repeated for flag, repeated in zip(shared, document.boilerplate_words, strict=True)]
    for start, end in flagged_runs(flags):
        if len(set(document.words[start:end]) - names - common_words()) < MIN_CONTENT_WORDS:
            flags[start:end] = [False] * (end - start)
    return flags


def gaps_between(document: DocumentFeatures, shared: Sequence[bool]) -> list[Gap]:
    """Return what stands between shared passages, without the rest after the last: it may be cut, or boilerplate."""
    found: list[Gap] = []
    ended, before = 0, None
    for start, end in flagged_runs(shared):
        if start > ended:
            found.append(Gap(ended, start, before, document.shingles[start]))
        ended, before = end, document.shingles[max(0, end - INDEX_SHINGLE_WORDS)]
    return found


def substituted_gaps(ours: Iterable[Gap], theirs: Sequence[Gap]) -> list[Gap]:
    """Return those of our gaps that begin or end like one of theirs: there, each text has words of its own."""
    before, after = {gap.before for gap in theirs}, {gap.after for gap in theirs}
    return [gap for gap in ours if gap.before in before or gap.after in after]


def flagged_runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where the flagged stretches begin and end."""
    packed = bytes(flags) + b"\0"  # which finds the next flag many times as fast as a loop
    found: list[tuple[int, int]] = []
    start = packed.find(1)
    while start >= 0:
        end = packed.index(0, start)
        found.append((start, end))
        start = packed.find(1, end)
    return found


def sentence_bounds(document: DocumentFeatures) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends, counted in words."""
    ends = [0]
    for sentence in document.sentences:
        ends.append(ends[-1] + len(sentence.words))
    return list(pairwise(ends))


def pair_sentences(
    earlier: DocumentFeatures, later: DocumentFeatures, shared: set[str], reused: Sequence[bool]
) -> list[SentencePair]:
    """Pair each later sentence with the earlier one that most of its shared shingles stand in."""
    sentence_of: dict[str, int] = {}
    for number, (start, end) in enumerate(sentence_bounds(earlier)):
        for shingle in earlier.shingles[start:end]:
            sentence_of.setdefault(shingle, number)
    pairs: list[SentencePair] = []
    for number, (start, end) in enumerate(sentence_bounds(later)):
        found = Counter(sentence_of[one] for one in later.shingles[start:end] if one in shared)
        if found and sum(reused[start:end]) >= MIN_PAIR_SHARE * (end - start):
            pairs.append(SentencePair(found.most_common(1)[0][0], number))
    return pairs


def names_and_numbers_near(document: DocumentFeatures, sentences: Set[int], shared: Sequence[bool]) -> set[str]:
    """Return the names and numbers that some sentences have in shared passages, or not far from them."""
    found: set[str] = set()
    for number, (start, end) in enumerate(sentence_bounds(document)):
        if number in sentences:
            sentence = document.sentences[number]
            told = sentence.names | sentence.numbers
            for first, behind in flagged_runs(shared[start:end]):
                found.update(told.intersection(sentence.words[max(0, first - CONTEXT_WORDS) : behind + CONTEXT_WORDS]))
    return found


def is_filled_in_otherwise(comparison: Comparison) -> bool:
    """Return whether a sentence of the one text is that of the other but for names and numbers unknown to the other.

    Several at one place make another case, and so does one name; one number, day or month may be a correction.
    """
    earlier, later = comparison.earlier, comparison.later
    behind = {(gap.before, gap.after): gap for gap in _places(later, comparison.passages_of_later)}
    places = [
        (gap, behind[gap.before, gap.after])
        for gap in _places(earlier, comparison.passages_of_earlier)
        if (gap.before, gap.after) in behind
    ]
    entities = comparison.entities | _names_at_beginnings(comparison, places)
    return any(_says_it_of_others(comparison, entities, *pair) for pair in places)


def _says_it_of_others(comparison: Comparison, entities: Set[str], ours: Gap, theirs: Gap) -> bool:
    earlier, later = comparison.earlier, comparison.later
    our_words, their_words = earlier.words[ours.start : ours.end], later.words[theirs.start : theirs.end]
    one = _filled_in(our_words, their_words, later, entities).difference(split_words(earlier.article.source))
    two = _filled_in(their_words, our_words, earlier, entities).difference(split_words(later.article.source))
    others = are_other_names(one, two) and not (is_in_short(one, their_words) or is_in_short(two, our_words))
    told_anew = others or min(len(one), len(two)) >= MIN_FILLED
    if not told_anew or _is_dateline(earlier, ours) or _is_dateline(later, theirs):
        return False
    frames = _frame(earlier, ours, entities), _frame(later, theirs, entities)
    shared = (frames[0] & frames[1]).total()
    return shared >= max(MIN_FRAME_WORDS, MIN_FRAME_SHARE * max(frame.total() for frame in frames))


def _places(document: DocumentFeatures, shared: Sequence[bool]) -> list[Gap]:
    """Return the gaps of a text, and its last words where no more are changed than one alone changes."""
    found = gaps_between(document, shared)
    rest = len(shared) - max((end for _, end in flagged_runs(shared)), default=len(shared))
    if 0 < rest <= INDEX_SHINGLE_WORDS:
        end = len(shared) - rest
        found.append(Gap(end, len(shared), document.shingles[max(0, end - INDEX_SHINGLE_WORDS)], ""))
    return found


def _names_at_beginnings(comparison: Comparison, places: Iterable[tuple[Gap, Gap]]) -> set[str]:
    """Return the changed words that stand where sentences begin only and may be names; none where others are changed.

    An editor who puts one word for another there does so elsewhere too; who fills in a form changes names only.
    """
    earlier, later = comparison.earlier, comparison.later
    sentences = [sentence.words for sentence in chain(earlier.sentences, later.sentences)]
    first = {words[0] for words in sentences}.difference(*(words[1:] for words in sentences))
    changed: set[str] = set()
    for ours, theirs in places:
        changed |= set(earlier.words[ours.start : ours.end]) ^ set(later.words[theirs.start : theirs.end])
    return first & changed if changed <= first | comparison.entities | common_words() else set()


def _filled_in(words: Sequence[str], others: Sequence[str], other: DocumentFeatures, entities: Set[str]) -> set[str]:
    """Return the names and numbers that only one of two gaps has, unless the other text knows one of them."""
    within = entities & set(words).difference(others)
    return set() if within & other.vocabulary else set(within)


def _is_dateline(document: DocumentFeatures, gap: Gap) -> bool:
    found = _DATELINE.match(document.article.text)
    return not gap.start and found is not None and len(split_words(found[0])) >= gap.end


def _frame(document: DocumentFeatures, gap: Gap, entities: Set[str]) -> Counter[str]:
    """Return the words of the sentences in which a gap stands, but for names and numbers."""
    bounds = [one for one in sentence_bounds(document) if one[0] < gap.end and one[1] > gap.start]
    words = document.words[bounds[0][0] : bounds[-1][1]] if bounds else []
    return Counter(word for word in words if word not in entities)
