"""A text in sentences, each with what its words and its neighbours' say of a child."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from text.care.mentions import bits_of, child_meant
from text.care.words.ages import Age, read_ages
from text.care.words.tokens import CareToken, read_care_tokens
from text.care.words.vocabulary import (
    CHILD,
    CHILDREN,
    MONTH_NAME,
    OFFSPRING,
    OFFSPRINGS,
    PRONOUN,
    SURVIVOR,
    VICTIM,
    classes_of,
    word_list,
)
from text.sentences import sentence_spans

#: sentences before and behind in which a child that one speaks of still is meant
_REACH: Final = 2
#: what a full stop behind ends no sentence: the day of a date, short forms before names, numbers and dates
_UNENDED: Final = re.compile(r"(?:(?<!\d)\d{1,2}|\b(?i:geb|prop|bgy|blk|gng|kap|kgd|str|nr|ca|dhr|mevr|mw))\.$")
_NEXT_WORD: Final = re.compile(r"\s{0,2}([^\W\d_]{3,12})")
#: characters of the longest of them with its full stop
_LONGEST_UNENDED: Final = 6
_SINGLE: Final = CHILD | OFFSPRING
_TAKES_UP: Final = word_list("takes_up")
#: words by which a sentence takes up a child or a place
_THERE: Final = word_list("there")


@dataclass(frozen=True, slots=True)
class CareSentence:
    """A sentence of a text: a run of its words, with what they and the sentences beside it say of a child."""

    text: str
    tokens: Sequence[CareToken]
    first: int
    behind: int
    #: all classes of its words together, and the ages in it
    bits: int
    ages: tuple[Age, ...]
    #: how surely it speaks of a child, and how surely it or one beside it does
    child: int
    near: int
    #: the classes of the words of the sentences before and behind, and whether the next one goes on with "The girl"
    beside: int
    leads_to_child: bool

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.tokens[self.behind - 1].end

    @property
    def has_child_age(self) -> bool:
        """Return whether it tells the age of a child."""
        return any(age.is_child for age in self.ages)

    def indices(self, bits: int) -> Iterator[int]:
        """Yield the places of the words of some classes."""
        if self.bits & bits:
            for at in range(self.first, self.behind):
                if self.tokens[at].bits & bits:
                    yield at


def split_passages(text: str) -> list[CareSentence]:
    """Return the sentences of a text that speaks of a child or a survivor; none of another one."""
    tokens = read_care_tokens(text)
    ranges = list(_ranges(text, tokens))
    ages = [tuple(read_ages(tokens, *one)) for one in ranges]
    children = [child_meant(tokens, *one, own) for one, own in zip(ranges, ages, strict=True)]
    bits = [bits_of(tokens, *one) for one in ranges]
    if not any(children) and not any(one & SURVIVOR for one in bits):
        return []
    leads = [_begins_with_child(tokens, *one, own) for one, own in zip(ranges, ages, strict=True)]
    return [
        CareSentence(
            text,
            tokens,
            first,
            behind,
            bits[at],
            ages[at],
            children[at],
            _near(children, at),
            (bits[at - 1] if at else 0) | (bits[at + 1] if at + 1 < len(bits) else 0),
            at + 1 < len(bits) and leads[at + 1],
        )
        for at, (first, behind) in enumerate(ranges)
    ]


def _begins_with_child(tokens: Sequence[CareToken], first: int, behind: int, ages: Sequence[Age]) -> bool:
    """Return whether a sentence takes up a child: "The girl", "The seven-year-old", "There ... a boy"."""
    if tokens[first].bits & PRONOUN and any(age.is_child for age in ages):
        return True
    if tokens[first].folded in _THERE:
        return any(token.bits & (_SINGLE | CHILDREN) for token in tokens[first:behind])
    if behind - first < 2 or tokens[first].folded not in _TAKES_UP:
        return False
    words = tokens[first + 1 : first + 3]
    one = any(token.bits & (_SINGLE | VICTIM) and not token.bits & (CHILDREN | OFFSPRINGS) for token in words)
    return one or any(age.is_child and age.first <= first + 2 for age in ages)


def _near(children: Sequence[int], at: int) -> int:
    return max(children[max(0, at - _REACH) : at + _REACH + 1])


def _ranges(text: str, tokens: Sequence[CareToken]) -> Iterator[tuple[int, int]]:
    """Yield the first word of each sentence and the one behind its last."""
    at = 0
    for _, end in _whole_sentences(text):
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        if at > first:
            yield first, at


def _whole_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences; none ends with a short form, or the day of a date as in "am 4. Mai"."""
    begun = None
    for start, end in sentence_spans(text):
        begun = start if begun is None else begun
        if not _goes_on(text, start, end):
            yield begun, end
            begun = None
    if begun is not None:
        yield begun, end


def _goes_on(text: str, start: int, end: int) -> bool:
    """Return whether a full stop ends no sentence: behind a short form, or a day before its month."""
    short = _UNENDED.search(text, max(start, end - _LONGEST_UNENDED), end)
    if short is None or not short[0][0].isdigit():
        return short is not None
    following = _NEXT_WORD.match(text, end)
    return following is not None and bool(classes_of(following[1].lower()) & MONTH_NAME)
