"""Which sentences of a text another text says, too, in the same or other words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from text.sentences import Sentence, read_sentences
from text.words import AFTER_NUMBERS

#: share of a sentence's telling words that stand in one other sentence, or in two neighbouring ones, from which on that
#: says the same; set on the labelled stories ("What a text adds" in docs/measurements.md)
_SAME_SHARE: Final = 0.5
#: telling words below which a sentence is too short to add anything, as "He agreed." is
_LEAST_WORDS: Final = 3
#: letters from which on a word tells something in any of the languages
_TELLING_LETTERS: Final = 4


class ReadSentences(NamedTuple):
    """A text's sentences with the words of each that tell something."""

    sentences: Sequence[Sentence]
    telling: Sequence[frozenset[str]]


def read_telling(text: str) -> ReadSentences:
    """Return the sentences of a text, ready to be compared."""
    sentences = read_sentences(text)
    return ReadSentences(sentences, [_telling(sentence) for sentence in sentences])


def restated(text: ReadSentences, others: Iterable[ReadSentences]) -> list[bool]:
    """Return for each sentence of a text whether one of the others says it, too; of a very short one, always."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(_with_neighbours(others)):
        for word in words:
            index[word].append(number)
    return [_is_said(words, index) for words in text.telling]


def _is_said(words: frozenset[str], index: dict[str, list[int]]) -> bool:
    if len(words) < _LEAST_WORDS:
        return True
    shared = Counter(number for word in words if word in index for number in index[word])
    return max(shared.values(), default=0) >= _SAME_SHARE * len(words)


def _with_neighbours(others: Iterable[ReadSentences]) -> Iterable[frozenset[str]]:
    """Yield the words of every sentence, and of every two that follow each other: some texts join what others split."""
    for other in others:
        yield from other.telling
        yield from (one | two for one, two in pairwise(other.telling))


def _telling(sentence: Sentence) -> frozenset[str]:
    return frozenset(word for word in sentence.words if len(word) >= _TELLING_LETTERS or word < AFTER_NUMBERS)
