"""A text in sentences, each with what its words and its neighbours' say of a child."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from text.care.words.ages import Age, age_number, read_ages
from text.care.words.tokens import CareToken, read_care_tokens
from text.care.words.vocabulary import (
    ACCOUNT,
    ACCUSED,
    ANY_CHILD,
    ARREST,
    BIRTH,
    CHILD,
    CHILDREN,
    CONTEST,
    DWELL,
    GENERAL,
    GROWN_UP,
    HARM,
    HOUSEHOLD,
    MONTH_NAME,
    NAMED,
    NICK,
    OFFSPRING,
    OFFSPRINGS,
    PHONE_WORD,
    PLACED,
    PLATFORM,
    POSSESSIVE,
    PRONOUN,
    PUPIL,
    RECORDED,
    RELATIVE,
    RESCUE,
    SAYS,
    SCHOOL_HEAD,
    SHELTER_HEAD,
    STREET_HEAD,
    STUDY,
    SURVIVOR,
    TITLE,
    VICTIM,
    VILLAGE_HEAD,
    classes_of,
    given_names,
    word_list,
)
from text.sentences import sentence_spans

#: how surely a sentence speaks of a child that is meant: of children in general or none, of several, of one
NO_CHILD, CHILDREN_MEANT, ONE_CHILD = 0, 1, 2
#: sentences before and behind in which a child that one speaks of still is meant
_REACH: Final = 2
#: what a full stop behind ends no sentence: the day of a date, short forms before names, numbers and dates
_UNENDED: Final = re.compile(r"(?:(?<!\d)\d{1,2}|\b(?i:geb|prop|bgy|blk|gng|kap|kgd|str|nr|ca|dhr|mevr|mw))\.$")
_NEXT_WORD: Final = re.compile(r"\s{0,2}([^\W\d_]{3,12})")
#: characters of the longest of them with its full stop
_LONGEST_UNENDED: Final = 6
#: what children are the business of: none of them is meant
_BUSINESS: Final = word_list("business")
#: behind which "of children" is a crime or a right
_CRIME: Final = word_list("crime")
#: years of school, and how they are numbered
_SCHOOL_YEARS: Final = word_list("school_years")
_ORDINALS: Final = word_list("ordinals")
#: words before the name of a small child, and beginnings of those for harm done within a family
LITTLE: Final = word_list("little")
INCEST: Final = ("incest", "inzest", "insest", "blutschande", "bloedschande")
_SINGLE: Final = CHILD | OFFSPRING
#: words behind which somebody tells of their own childhood, and that count children beside numbers
_TAKES_UP: Final = word_list("takes_up")
_MANY: Final = word_list("many")
#: figures of the longest number that counts something; a longer one may be a telephone's or a year
_LONGEST_COUNT: Final = 3
_THERE: Final = word_list("there")
_TURNING: Final = word_list("turning")
#: that harm was done, or somebody was rescued or arrested
_HARMED: Final = HARM | RESCUE | VICTIM | ARREST | ACCUSED | RECORDED | RELATIVE
_LOOKING_BACK: Final = word_list("looking_back")
_COUNTS: Final = word_list("counts")


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
    children = [_child_meant(tokens, *one, own) for one, own in zip(ranges, ages, strict=True)]
    bits = [_bits(tokens, *one) for one in ranges]
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


def _bits(tokens: Sequence[CareToken], first: int, behind: int) -> int:
    bits = 0
    for token in tokens[first:behind]:
        bits |= token.bits
    return bits


def _child_meant(tokens: Sequence[CareToken], first: int, behind: int, ages: Sequence[Age]) -> int:
    """Return how surely a sentence speaks of a child."""
    bits = _bits(tokens, first, behind)
    if bits & CONTEST and not bits & _HARMED:
        return NO_CHILD
    if any(age.is_child for age in ages):
        return ONE_CHILD
    found = NO_CHILD
    for at in range(first, behind):
        if tokens[at].bits & ANY_CHILD:
            found = max(found, _meant_by(tokens, first, at, behind))
        elif (tokens[at].folded in _SCHOOL_YEARS and _is_counted(tokens, first, at, behind)) or (
            tokens[at].folded in LITTLE and at + 1 < behind and _is_little(tokens[at], tokens[at + 1])
        ):
            found = ONE_CHILD
        elif (tokens[at].bits & HARM and tokens[at].folded.startswith(INCEST)) or _are_rescued(tokens, first, at):
            found = max(found, CHILDREN_MEANT)
    return found or (CHILDREN_MEANT if _is_implied(tokens, first, behind, bits) else NO_CHILD)


def _are_rescued(tokens: Sequence[CareToken], first: int, at: int) -> bool:
    """Return whether a Tagalog or Cebuano word means those who were rescued: "ang mga nasagip"."""
    return bool(tokens[at].bits & RESCUE) and at > first and tokens[at - 1].folded == "mga"


def _is_little(little: CareToken, name: CareToken) -> bool:
    """Return whether a name follows "little"; in German every noun would look like one."""
    is_german = little.folded.startswith("kleine")
    return name.folded in given_names() or (name.is_capital and not name.bits and not is_german)


def _is_implied(tokens: Sequence[CareToken], first: int, behind: int, bits: int) -> bool:
    """Return whether a sentence without a word for a child tells of one: a birth, a parent, an account, a shelter."""
    words = tokens[first:behind]
    birth = bits & BIRTH and any(one.bits & BIRTH and one.folded not in _TURNING for one in words)
    owned = (two for one, two in pairwise(words) if one.bits & POSSESSIVE)
    parent = any(one.bits & RELATIVE or (one.bits & STUDY and one.bits & TITLE) for one in owned)
    filmed = bits & HARM and bits & RECORDED and bits & (ACCUSED | RELATIVE)
    may_be_reached = bits & PHONE_WORD and bits & (RELATIVE | HOUSEHOLD)
    reached = may_be_reached and any(one.word.isdigit() and len(one.word) > _LONGEST_COUNT for one in words)
    family = bits & HOUSEHOLD and bits & DWELL
    return bool(birth or parent or filmed or reached or family or (bits & PLATFORM and bits & ACCUSED) or _is_she(bits))


def _is_she(bits: int) -> bool:
    """Return whether "she" may be a child, by what is told of her: school, a nickname, an account, a home."""
    if not bits & (PRONOUN | POSSESSIVE):
        return False
    account = bits & POSSESSIVE and bits & (PLATFORM | ACCOUNT)
    school = bits & SCHOOL_HEAD and bits & STUDY and bits & PRONOUN
    called = bits & NICK and not bits & (ARREST | ACCUSED | TITLE) and bits & (STUDY | DWELL | NAMED | HOUSEHOLD)
    lives = (bits & DWELL and bits & (STREET_HEAD | VILLAGE_HEAD)) or (bits & PLACED and bits & SHELTER_HEAD)
    return bool(account or school or called or (lives and not bits & (ARREST | ACCUSED | GROWN_UP | SAYS | TITLE)))


def _is_counted(tokens: Sequence[CareToken], first: int, at: int, behind: int) -> bool:
    """Return whether a number stands beside a word: "Grade 6", "third grade"."""
    beside = [tokens[n].folded for n in (at - 1, at + 1) if first <= n < behind]
    return any(age_number(word) or word in _ORDINALS for word in beside)


def _is_count(word: str) -> bool:
    """Return whether a word counts children, and is no article: "ein", "een", "isang"."""
    return age_number(word) > 1 or word in _COUNTS


def _meant_by(tokens: Sequence[CareToken], first: int, at: int, behind: int) -> int:
    """Return how surely one word means a child that a text tells of."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < behind else None
    before = [tokens[n] for n in range(max(first, at - 3), at)]
    after_genitive = token.is_genitive or (after is not None and after.gap[:1] in {"'", "’"})
    if after and (after.gap == "-" or (after.folded in _BUSINESS and after.gap.isspace())):
        return NO_CHILD
    counted = any(_is_count(one.folded) or one.bits & POSSESSIVE for one in before[-2:])
    if counted and not (len(before) > 1 and before[-2].folded in _CRIME):
        return ONE_CHILD
    looks_back = token.bits & CHILD and not after_genitive and any(one.folded in _LOOKING_BACK for one in before[-2:])
    if looks_back or any(one.bits & GENERAL for one in before) or (len(before) > 1 and before[-2].folded in _CRIME):
        return NO_CHILD
    one_of_many = not before or before[-1].folded == "mga"
    if token.bits & (_SINGLE | VICTIM) and not token.bits & (CHILDREN | OFFSPRINGS) and token.folded not in _MANY:
        return CHILDREN_MEANT if one_of_many else ONE_CHILD
    if token.bits & PUPIL:
        return ONE_CHILD if before and not one_of_many and not token.folded.endswith("s") else NO_CHILD
    return CHILDREN_MEANT
