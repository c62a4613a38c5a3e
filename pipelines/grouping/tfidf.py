"""TF-IDF profiles: an article's weightiest words, their weights and places, in a third of a kilobyte."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple
from zlib import crc32

from justext import get_stoplist  # type: ignore[import-untyped]

from text.sentences import Sentence
from text.words import AFTER_NUMBERS

#: words of a profile: the weightiest, and the most frequent however common; they bound its size and the cost of
#: comparing two; chosen, not measured
WEIGHTY_WORDS, FREQUENT_WORDS = 60, 10
#: words of an article that count as its opening; chosen, not measured
OPENING_WORDS = 100
#: flags of a word: in the title, in the opening, a name, a number
TITLE, OPENING, NAME, NUMBER = 1, 2, 4, 8
#: bits kept for the flags; the other 27 of 32 are the word's number
FLAG_BITS = 5
#: the prior of a word's document frequency: the share of all articles in which any word stands, and in which a common
#: one does; it weighs as much as PRIOR_ARTICLES articles; chosen, not measured
PRIOR_SHARES, PRIOR_ARTICLES = (0.002, 0.3), 2500
#: counted articles below which only the prior holds, so that in a young archive every order of arrival gives the same
#: weights; chosen, not measured
MIN_COUNTED_ARTICLES = 500
#: IDF of a number at most: numbers recur by chance, so that a rare one says less than a rare word; chosen, not measured
MAX_NUMBER_IDF = 6.0
#: of the leading words of a profile, one in so many may be a number; chosen, not measured
NUMBER_QUOTA = 4
#: steps to a unit of weight, when a weight is packed into one byte: up to 42.5, in error by 1/12 at most
STEPS = 6
#: factors by which a word's weight counts for more in choosing a profile's words: in the title, in the opening, a name
#: or number; chosen, not measured
TITLE_BOOST, OPENING_BOOST, ENTITY_BOOST = 1.5, 1.2, 1.5
LANGUAGES = ("English", "Tagalog", "Cebuano", "German", "Dutch", "Spanish", "French")


@cache
def common_words() -> frozenset[str]:
    """Return the stop words of the languages that are read most here."""
    return frozenset(word.casefold() for language in LANGUAGES for word in get_stoplist(language))


def word_number(word: str) -> int:
    """Return the number of 27 bits that stands for a word in profiles and document frequencies."""
    return crc32(word.encode()) >> FLAG_BITS


class Profile:
    """The weightiest words of an article by number, each with its TF-IDF weight and its flags."""

    def __init__(self, words: Mapping[int, tuple[float, int]]) -> None:
        self.words = words

    @cached_property
    def parts(self) -> dict[int, dict[int, float]]:
        """The weights of all words under 0, and of those with each flag under the flag."""
        flagged = {
            flag: {word: weight for word, (weight, flags) in self.words.items() if flags & flag}
            for flag in (TITLE, OPENING, NAME, NUMBER)
        }
        return flagged | {0: {word: weight for word, (weight, _) in self.words.items()}}

    @cached_property
    def lengths(self) -> dict[int, float]:
        """The Euclidean length of each part."""
        return {flag: math.hypot(*part.values()) for flag, part in self.parts.items()}

    def leading(self, most: int) -> list[int]:
        """Return the words by which an article is found, numbers among them: these are the same in a translation."""
        best = sorted(self.words, key=lambda word: -boosted_weight(*self.words[word]))
        numbers = [word for word in best if self.words[word][1] & NUMBER][: most // NUMBER_QUOTA]
        return [word for word in best if word not in numbers][: most - len(numbers)] + numbers

    def pack(self) -> bytes:
        """Return the profile as bytes, five for a word."""
        heads = array("I", [word << FLAG_BITS | flags for word, (_, flags) in self.words.items()])
        return heads.tobytes() + bytes(min(255, round(weight * STEPS)) for weight, _ in self.words.values())


def unpack_profile(packed: bytes) -> Profile:
    """Return the profile that ``Profile.pack`` packed."""
    size = len(packed) // 5
    heads = array("I", packed[: 4 * size])
    weights = packed[4 * size :]
    mask = (1 << FLAG_BITS) - 1
    return Profile(
        {head >> FLAG_BITS: (weight / STEPS, head & mask) for head, weight in zip(heads, weights, strict=True)}
    )


def packed_cosine(profile: Profile, packed: bytes) -> float:
    """Return the cosine similarity of a profile and a packed one by all their words, without unpacking it."""
    size = len(packed) // 5
    known, weights = profile.parts[0], packed[4 * size :]
    heads = array("I", packed[: 4 * size])
    product = sum(
        known[head >> FLAG_BITS] * weight
        for head, weight in zip(heads, weights, strict=True)
        if head >> FLAG_BITS in known
    )
    return product / (profile.lengths[0] * math.hypot(*weights)) if product else 0.0


def boost(flags: int) -> float:
    """Return the factor by which a word with these flags counts for more."""
    title = TITLE_BOOST if flags & TITLE else 1
    opening = OPENING_BOOST if flags & OPENING else 1
    return title * opening * (ENTITY_BOOST if flags & (NAME | NUMBER) else 1)


#: by flags: asked for every word of every article
BOOSTS = tuple(map(boost, range(1 << FLAG_BITS)))


def boosted_weight(weight: float, flags: int) -> float:
    """Return a word's weight, boosted for the title, the opening, names and numbers."""
    return weight * BOOSTS[flags]


def idf(numbers: Mapping[str, int], frequencies: Mapping[int, int], articles: int) -> dict[str, float]:
    """Return the inverse document frequency of each word, in natural logarithms.

    ``numbers`` are the words with their numbers; ``frequencies`` says by number in how many of so many articles each
    stands.
    """
    common = common_words()
    if articles < MIN_COUNTED_ARTICLES:
        prior = [-math.log(share) for share in PRIOR_SHARES]
        found = {word: prior[word in common] for word in numbers}
    else:
        assumed, total = [PRIOR_ARTICLES * share for share in PRIOR_SHARES], math.log(articles + PRIOR_ARTICLES)
        found = {
            word: total - math.log(frequencies.get(number, 0) + assumed[word in common])
            for word, number in numbers.items()
        }
    return found | {word: min(found[word], MAX_NUMBER_IDF) for word in found if word < AFTER_NUMBERS}


class WordCounts(NamedTuple):
    """The words of an article: how often each stands in it, a title's word twice more, its flags, and its number."""

    counts: Mapping[str, int]
    flags: Mapping[str, int]
    numbers: Mapping[str, int]


def count_terms(title: Sequence[str], sentences: Sequence[Sentence]) -> WordCounts:
    """Count and flag the words of an article in the order in which they stand, those of its title last."""
    said = [word for sentence in sentences for word in sentence.words]
    counts = Counter(said)
    heading = dict.fromkeys(title)  # in their order, so that equal weights are sorted the same way every time
    for word in heading:
        counts[word] += 2
    names = frozenset().union(*(sentence.names for sentence in sentences))
    numbers = [word for word in counts if word < AFTER_NUMBERS]
    flags = dict.fromkeys(counts, 0)
    for flag, words in (
        (TITLE, heading),
        (OPENING, {*said[:OPENING_WORDS], *heading}),
        (NAME, names),
        (NUMBER, numbers),
    ):
        for word in words:
            flags[word] |= flag
    return WordCounts(counts, flags, {word: word_number(word) for word in counts})


def make_profile(words: WordCounts, frequencies: Mapping[int, int], articles: int) -> Profile:
    """Return the profile of an article, by document frequencies as in ``idf``."""
    counts, flags, numbers = words
    term_frequency = {count: 1 + math.log(count) for count in set(counts.values())}
    inverse = idf(numbers, frequencies, articles)
    weights = {word: term_frequency[count] * inverse[word] for word, count in counts.items()}
    boosted = {word: weight * BOOSTS[flags[word]] for word, weight in weights.items()}
    best = sorted(boosted, key=boosted.__getitem__, reverse=True)[:WEIGHTY_WORDS]
    frequent = sorted(counts, key=counts.__getitem__, reverse=True)[:FREQUENT_WORDS]
    return Profile({numbers[word]: (weights[word], flags[word]) for word in (*best, *frequent)})


def cosine(one: Profile, part: int, two: Profile, other: int) -> float:
    """Return the cosine similarity of a part of one profile and a part of another."""
    mine, theirs = one.parts[part], two.parts[other]
    product = sum([mine[word] * theirs[word] for word in mine.keys() & theirs.keys()])
    return product / (one.lengths[part] * two.lengths[other]) if product else 0.0
