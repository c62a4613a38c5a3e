"""What an article is about, in a third of a kilobyte: its weightiest words, how much each weighs, where it stands."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from heapq import nlargest
from zlib import crc32

from justext import get_stoplist  # type: ignore[import-untyped]

from pipelines.grouping.words import Sentence

#: so many weighty and so many frequent words make a profile
WEIGHTY, FREQUENT_WORDS = 60, 10
#: the opening of an article, in words
OPENING_WORDS = 100
#: what a word is, as bits: in the title, in the opening, a name, a number, among the most frequent
TITLE, OPENING, NAME, NUMBER, FREQUENT = 1, 2, 4, 8, 16
BITS = 5
#: what is assumed of words before the archive has shown it: in which share of the articles a common word and any
#: other stands, an assumption that weighs as much as so many articles and stands alone until there are ENOUGH
COMMON_SHARE, OTHER_SHARE, ASSUMED = 0.3, 0.002, 2500
ENOUGH = 500
#: numbers recur by chance, so that a rare one says less than a rare word
NUMBER_RARITY = 6.0
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
        parts: dict[int, dict[int, float]] = {mark: {} for mark in (0, TITLE, OPENING, NAME, NUMBER, FREQUENT)}
        for word, (weight, marks) in self.words.items():
            for mark, part in parts.items():
                if not mark or marks & mark:
                    part[word] = weight
        return parts

    @cached_property
    def lengths(self) -> dict[int, float]:
        """The Euclidean length of each part."""
        return {mark: math.hypot(*part.values()) for mark, part in self.parts.items()}

    def leading(self, most: int) -> list[int]:
        """The words that lead to this article, the best first."""
        return sorted(self.words, key=lambda word: -favour(*self.words[word]))[:most]

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


def glance(profile: Profile, packed: bytes) -> float:
    """The cosine between a profile and a packed one by all their words, worked out without unpacking it."""
    size = len(packed) // 5
    known, weights = profile.parts[0], packed[4 * size :]
    heads = array("I", packed[: 4 * size])
    product = sum(
        known[head >> BITS] * weight for head, weight in zip(heads, weights, strict=True) if head >> BITS in known
    )
    return product / (profile.lengths[0] * math.hypot(*weights)) if product else 0.0


def preference(marks: int) -> float:
    """How much more a word counts that stands in the title or the opening, or is a name or a number."""
    return (1.5 if marks & TITLE else 1) * (1.2 if marks & OPENING else 1) * (1.5 if marks & (NAME | NUMBER) else 1)


#: by marks: asked for every word of every article
PREFERENCES = tuple(map(preference, range(1 << BITS)))


def favour(weight: float, marks: int) -> float:
    """A word's weight with a preference for the title, the opening, names and numbers."""
    return weight * PREFERENCES[marks]


@lru_cache(maxsize=4096)  # many words of an article stand in as many others
def rarity(common: bool, number: bool, holding: int, articles: int) -> float:
    """How much a word says: the logarithm of how seldom it is, when ``holding`` of so many articles hold it.

    An archive that has few articles says nothing yet: so in it every order of arrival gives the same weights.
    """
    share = COMMON_SHARE if common else OTHER_SHARE
    seldom = -math.log(share) if articles < ENOUGH else math.log((articles + ASSUMED) / (holding + ASSUMED * share))
    return max(0.0, min(seldom, NUMBER_RARITY) if number else seldom)


def marked(title: Sequence[str], sentences: Iterable[Sentence]) -> tuple[Counter[str], dict[str, int]]:
    """How often each word stands in an article, a title's word twice more, and the marks of each."""
    counts: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    read = 0
    for sentence in sentences:
        counts.update(sentence.words)
        for word in sentence.words[: max(0, OPENING_WORDS - read)]:
            marks[word] |= OPENING
        for word in sentence.names:
            marks[word] |= NAME
        read += len(sentence.words)
    for word in dict.fromkeys(title):  # in their order, so that what ties is told apart the same way every time
        counts[word] += 2
        marks[word] |= TITLE | OPENING
    for word, _ in counts.most_common(FREQUENT_WORDS):
        marks[word] |= FREQUENT
    return counts, {word: marks[word] | (NUMBER if word[0].isdigit() else 0) for word in counts}


def profile_of(counts: Mapping[str, int], marks: Mapping[str, int], known: Mapping[str, int], articles: int) -> Profile:
    """The profile of an article; ``known`` says in how many of so many articles each word stands."""
    common = common_words()
    weights = {
        word: (1 + math.log(count)) * rarity(word in common, word[0] <= "9", known.get(word, 0), articles)
        for word, count in counts.items()
    }
    favoured = {word: weight * PREFERENCES[marks[word]] for word, weight in weights.items()}
    best = nlargest(WEIGHTY, favoured, key=favoured.__getitem__)
    frequent = (word for word, mark in marks.items() if mark & FREQUENT)
    return Profile({number_of(word): (weights[word], marks[word]) for word in (*best, *frequent)})


def cosine(one: Profile, part: int, two: Profile, other: int) -> float:
    """The cosine between a part of one profile and a part of another."""
    few, many = sorted((one.parts[part], two.parts[other]), key=len)
    product = sum(weight * many[word] for word, weight in few.items() if word in many)
    return product / (one.lengths[part] * two.lengths[other]) if product else 0.0
