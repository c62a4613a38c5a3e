"""How surely a sentence speaks of a child that is meant, by its words for one and by what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from text.care.words.ages import Age, age_number
from text.care.words.tokens import CareToken
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
    TITLE,
    VICTIM,
    VILLAGE_HEAD,
    given_names,
    word_list,
)

#: how surely a sentence speaks of a child that is meant: of children in general or none, of several, of one
NO_CHILD, CHILDREN_MEANT, ONE_CHILD = 0, 1, 2
#: words before the name of a small child, and beginnings of those for harm done within a family
LITTLE: Final = word_list("little")
INCEST: Final = ("incest", "inzest", "insest", "blutschande", "bloedschande")
#: what children are the business of: none of them is meant
_BUSINESS: Final = word_list("business")
#: behind which "of children" is a crime or a right
_CRIME: Final = word_list("crime")
#: years of school, and how they are numbered
_SCHOOL_YEARS: Final = word_list("school_years")
_ORDINALS: Final = word_list("ordinals")
_SINGLE: Final = CHILD | OFFSPRING
_MANY: Final = word_list("many")
#: figures of the longest number that counts something; a longer one may be a telephone's or a year
_LONGEST_COUNT: Final = 3
#: words before a child that say whether one is meant
_BEFORE_CHILD: Final = 3
_TURNING: Final = word_list("turning")
#: that harm was done, or somebody was rescued or arrested
_HARMED: Final = HARM | RESCUE | VICTIM | ARREST | ACCUSED | RECORDED | RELATIVE
#: words behind which somebody tells of their own childhood, and that count children beside numbers
_LOOKING_BACK: Final = word_list("looking_back")
_COUNTS: Final = word_list("counts")


def child_meant(tokens: Sequence[CareToken], first: int, behind: int, ages: Sequence[Age]) -> int:
    """Return how surely a sentence speaks of a child."""
    bits = bits_of(tokens, first, behind)
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


def _same_clause(tokens: Sequence[CareToken], first: int, at: int) -> list[CareToken]:
    """Return the words before a place, from the last mark of punctuation on."""
    start = at
    while start > first and tokens[start].gap.isspace():
        start -= 1
    return list(tokens[start:at])


def _is_count(word: str) -> bool:
    """Return whether a word counts children, and is no article: "ein", "een", "isang"."""
    return age_number(word) > 1 or word in _COUNTS


def _meant_by(tokens: Sequence[CareToken], first: int, at: int, behind: int) -> int:
    """Return how surely one word means a child that a text tells of."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < behind else None
    before = _same_clause(tokens, max(first, at - _BEFORE_CHILD), at)
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


def bits_of(tokens: Sequence[CareToken], first: int, behind: int) -> int:
    """Return all classes of some words together."""
    bits = 0
    for token in tokens[first:behind]:
        bits |= token.bits
    return bits
