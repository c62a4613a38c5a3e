"""What an article is about, in a third of a kilobyte: its weightiest words, how much each weighs, where it stands."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple
from zlib import crc32

from justext import get_stoplist  # type: ignore[import-untyped]

from text.sentences import AFTER_NUMBERS, Sentence

#: so many weighty and so many frequent words make a profile
WEIGHTY, FREQUENT = 60, 10
#: the opening of an article, in words
OPENING_WORDS = 100
#: what a word is: in the title, in the opening, a name, a number; and how many bits are kept for it
TITLE, OPENING, NAME, NUMBER = 1, 2, 4, 8
BITS = 5
#: what is assumed of words before the archive has shown it: in which share of the articles any word, and in which a
#: common one stands, an assumption that weighs as much as so many articles and stands alone until there are ENOUGH
SHARES, ASSUMED = (0.002, 0.3), 2500
ENOUGH = 500
#: numbers recur by chance, so that a rare one says less than a rare word
NUMBER_RARITY = 6.0
#: of the words that lead to an article one in so many may be a number
NUMBERS_OF = 4
#: a weight is kept in one byte, in steps of 1 / STEPS
STEPS = 6
LANGUAGES = ("English", "Tagalog", "Cebuano", "German", "Dutch", "Spanish", "French")


@cache
def common_words() -> frozenset[str]:
    """The commonest words of the languages that are read most here."""
    return frozenset(word.casefold() for language in LANGUAGES for word in get_stoplist(language))


def number_of(word: str) -> int:
    """The number under which a word is kept, of 27 bits."""
    return crc32(word.encode()) >> BITS


class Profile:
    """The kept words of an article by number, each with its weight and its marks."""

    def __init__(self, words: Mapping[int, tuple[float, int]]) -> None:
        self.words = words

    @cached_property
    def parts(self) -> dict[int, dict[int, float]]:
        """The weights of all words under 0, and of those with each mark under the mark."""
        marked = {
            mark: {word: weight for word, (weight, marks) in self.words.items() if marks & mark}
            for mark in (TITLE, OPENING, NAME, NUMBER)
        }
        return marked | {0: {word: weight for word, (weight, _) in self.words.items()}}

    @cached_property
    def lengths(self) -> dict[int, float]:
        """The Euclidean length of each part."""
        return {mark: math.hypot(*part.values()) for mark, part in self.parts.items()}

    def leading(self, most: int) -> list[int]:
        """The words that lead to this article, numbers among them: these are the same in a translation."""
        best = sorted(self.words, key=lambda word: -boosted(*self.words[word]))
        numbers = [word for word in best if self.words[word][1] & NUMBER][: most // NUMBERS_OF]
        return [word for word in best if word not in numbers][: most - len(numbers)] + numbers

    def packed(self) -> bytes:
        """The profile as bytes, five for a word."""
        heads = array("I", [word << BITS | marks for word, (_, marks) in self.words.items()])
        return heads.tobytes() + bytes(min(255, round(weight * STEPS)) for weight, _ in self.words.values())


def unpacked(packed: bytes) -> Profile:
    """The profile that ``packed`` made."""
    size = len(packed) // 5
    heads = array("I", packed[: 4 * size])
    weights = packed[4 * size :]
    marks = (1 << BITS) - 1
    return Profile({head >> BITS: (weight / STEPS, head & marks) for head, weight in zip(heads, weights, strict=True)})


def packed_cosine(profile: Profile, packed: bytes) -> float:
    """The cosine between a profile and a packed one by all their words, worked out without unpacking it."""
    size = len(packed) // 5
    known, weights = profile.parts[0], packed[4 * size :]
    heads = array("I", packed[: 4 * size])
    product = sum(
        known[head >> BITS] * weight for head, weight in zip(heads, weights, strict=True) if head >> BITS in known
    )
    return product / (profile.lengths[0] * math.hypot(*weights)) if product else 0.0


def boost_of(marks: int) -> float:
    """How much more a word counts that stands in the title or the opening, or is a name or a number."""
    return (1.5 if marks & TITLE else 1) * (1.2 if marks & OPENING else 1) * (1.5 if marks & (NAME | NUMBER) else 1)


#: by marks: asked for every word of every article
BOOSTS = tuple(map(boost_of, range(1 << BITS)))


def boosted(weight: float, marks: int) -> float:
    """A word's weight with a preference for the title, the opening, names and numbers."""
    return weight * BOOSTS[marks]


def idf(numbers: Mapping[str, int], known: Mapping[int, int], articles: int) -> dict[str, float]:
    """How much each word says: the logarithm of how seldom it is, when ``known`` of so many articles hold its number.

    An archive that has few articles says nothing yet: so in it every order of arrival gives the same weights.
    """
    common = common_words()
    if articles < ENOUGH:
        unseen = [-math.log(share) for share in SHARES]
        seldom = {word: unseen[word in common] for word in numbers}
    else:
        assumed, whole = [ASSUMED * share for share in SHARES], math.log(articles + ASSUMED)
        seldom = {
            word: whole - math.log(known.get(number, 0) + assumed[word in common]) for word, number in numbers.items()
        }
    return seldom | {word: min(seldom[word], NUMBER_RARITY) for word in seldom if word < AFTER_NUMBERS}


class Marked(NamedTuple):
    """The words of an article: how often each stands in it, a title's word twice more, its marks, and its number."""

    counts: Mapping[str, int]
    marks: Mapping[str, int]
    numbers: Mapping[str, int]


def marked(title: Sequence[str], sentences: Sequence[Sentence]) -> Marked:
    """The words of an article in the order in which they stand, those of its title last."""
    said = [word for sentence in sentences for word in sentence.words]
    counts = Counter(said)
    heading = dict.fromkeys(title)  # in their order, so that what ties is told apart the same way every time
    for word in heading:
        counts[word] += 2
    names = frozenset().union(*(sentence.names for sentence in sentences))
    numbers = [word for word in counts if word < AFTER_NUMBERS]
    marks = dict.fromkeys(counts, 0)
    for mark, words in (
        (TITLE, heading),
        (OPENING, {*said[:OPENING_WORDS], *heading}),
        (NAME, names),
        (NUMBER, numbers),
    ):
        for word in words:
            marks[word] |= mark
    return Marked(counts, marks, {word: number_of(word) for word in counts})


def profile_of(words: Marked, known: Mapping[int, int], articles: int) -> Profile:
    """The profile of an article; ``known`` says in how many of so many articles each word stands, by its number."""
    counts, marks, numbers = words
    often = {count: 1 + math.log(count) for count in set(counts.values())}
    seldom = idf(numbers, known, articles)
    weights = {word: often[count] * seldom[word] for word, count in counts.items()}
    favoured = {word: weight * BOOSTS[marks[word]] for word, weight in weights.items()}
    best = sorted(favoured, key=favoured.__getitem__, reverse=True)[:WEIGHTY]
    frequent = sorted(counts, key=counts.__getitem__, reverse=True)[:FREQUENT]
    return Profile({numbers[word]: (weights[word], marks[word]) for word in (*best, *frequent)})


def cosine(one: Profile, part: int, two: Profile, other: int) -> float:
    """The cosine between a part of one profile and a part of another."""
    mine, theirs = one.parts[part], two.parts[other]
    product = sum([mine[word] * theirs[word] for word in mine.keys() & theirs.keys()])
    return product / (one.lengths[part] * two.lengths[other]) if product else 0.0
