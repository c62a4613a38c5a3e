"""A text in words, each with what it says of a child and what stands before it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from text.care.words.vocabulary import CHILD, classes_of, word_list

#: letters of the longest word that is looked up; chosen, not measured: longer ones are addresses and data
_LONGEST_WORD: Final = 80
_WORD: Final = re.compile(r"(?i:taga)(?=-[^\W\d_])|[^\W_]+(?:['’_-][^\W_]+)*")
#: before these "kind" is no child, as it is in Dutch
_ENGLISH: Final = word_list("english")
#: with a capital and an article before it, a noun: "die Kleine"
_LITTLE_ONES: Final = frozenset(["Kleine", "Kleiner", "Kleinen"])
_GERMAN_ARTICLES: Final = frozenset(["die", "der", "das", "dem", "den"])
_GENITIVE: Final = ("'s", "’s")


class CareToken(NamedTuple):
    """A word with its place, in small letters without the ending of a genitive or "ay", and the bits of its classes."""

    word: str
    folded: str
    start: int
    end: int
    #: what stands between it and the word before
    gap: str
    bits: int
    #: whether it is written as a name may be
    is_capital: bool

    @property
    def is_genitive(self) -> bool:
        """Return whether it ends as an English genitive does."""
        return self.word.endswith(_GENITIVE)


def read_care_tokens(text: str) -> list[CareToken]:
    """Return the words of a text."""
    tokens: list[CareToken] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        folded = word.lower()
        if "’" in folded or "'" in folded:
            folded = folded.replace("’", "'").removesuffix("'s").removesuffix("'y")
        start = match.start()
        bits = classes_of(folded) if len(folded) <= _LONGEST_WORD else 0
        if word == "kind" and tokens and tokens[-1].folded in _ENGLISH:
            bits = 0
        elif word in _LITTLE_ONES and tokens and tokens[-1].folded in _GERMAN_ARTICLES:
            bits |= CHILD
        tokens.append(CareToken(word, folded, start, match.end(), text[end:start], bits, word[0].isupper()))
        end = match.end()
    return tokens
