"""That who did harm is of the child's family, and so whose child it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from text.care.findings import CareFinding
from text.care.mentions import INCEST, ONE_CHILD
from text.care.passages import CareSentence
from text.care.words.ages import age_number
from text.care.words.tokens import CareToken
from text.care.words.vocabulary import (
    ACCUSED,
    ANY_CHILD,
    ARREST,
    CHILD,
    CHILDREN,
    COMMON,
    GENERAL,
    GROWN_UP,
    HARM,
    LINKING,
    NICK,
    OFFSPRING,
    OFFSPRINGS,
    OWN,
    POSSESSIVE,
    PRONOUN,
    RECORDED,
    RELATIVE,
    REPORT,
    RESCUE,
    SAYS,
    VICTIM,
    word_list,
)

_OFFSPRING: Final = OFFSPRING | OFFSPRINGS
#: words that may stand between a word of possession and a child, or between a relative and what they did
_BETWEEN: Final = LINKING | OWN | POSSESSIVE | CHILD | CHILDREN
#: words behind a relative in which it is said whose they are
_OF_WHOM: Final = 5
#: words between harm and the relative it was done to
_BETWEEN_WORDS: Final = 4
#: words in which a relative's deed or arrest is looked for; chosen, not measured
_NEAR: Final = 7
_BY: Final = word_list("by")
_OF: Final = word_list("of")
#: weight from which on a relative is who did harm; chosen on tests/labelled/care.jsonl and care_second.jsonl
_DID_IT: Final = 4
_CLEFT: Final = word_list("cleft")
_COPULAS: Final = word_list("copulas")
_IN_GENERAL: Final = word_list("in_general")
_PARTNERS: Final = word_list("partners")
_RELATIONAL: Final = word_list("relational")
_SIBLINGS: Final = word_list("siblings")
_FLESH: Final = word_list("flesh")
_ARTICLES: Final = word_list("indefinite")
_DEFINITE: Final = word_list("definite")
#: words between parents and that they were arrested: "have been"
_AUXILIARIES: Final = 2
_POSTPOSED: Final = word_list("postposed")
_TOGETHER: Final = word_list("together")
_RELATED: Final = word_list("related")
_AND_CHILDREN: Final = word_list("and_children")


def find_incest(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield what says that who did harm is of the child's family, and so whose child it is."""
    if found := family_words(passage):
        tokens = passage.tokens
        yield CareFinding("incest", tokens[found[0]].start, tokens[found[1] - 1].end)


def find_ages_with_relatives(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield a relative beside the age of a child."""
    if not passage.has_child_age:
        return
    for at in passage.indices(RELATIVE):
        if not passage.tokens[at].is_genitive and _is_childs(passage, at):
            yield CareFinding("age_kin", passage.tokens[at].start, passage.tokens[at].end)


def _is_childs(passage: CareSentence, at: int) -> bool:
    """Return whether a relative is a child's by a word of possession before it, or by "of" behind it."""
    tokens = passage.tokens
    before = tokens[max(passage.first, at - 3) : at + 1]
    plural = (one for one, two in pairwise(before) if two.gap[:1] in {"'", "’"})
    if any(one.bits & POSSESSIVE or (one.is_genitive and one.bits & ANY_CHILD) for one in before[:-1]):
        return True
    if any(one.bits & ANY_CHILD for one in plural):
        return True
    behind = [one for one in tokens[at + 1 : min(at + 1 + _OF_WHOM, passage.behind)] if not one.bits & OWN]
    return (bool(behind) and behind[0].folded in _OF and any(one.bits & ANY_CHILD for one in behind)) or any(
        age.is_child and at < age.first < at + _OF_WHOM for age in passage.ages
    )


def family_words(passage: CareSentence) -> tuple[int, int] | None:
    """Return the words by which a sentence tells that a relative of a child did harm: first and behind the last."""
    for at in passage.indices(HARM):
        if passage.tokens[at].folded.startswith(INCEST):
            return at, at + 1
    for at in passage.indices(OWN):
        if at + 1 < passage.behind and passage.tokens[at + 1].folded in _FLESH:
            return at, at + 2
    if called := _called_relative(passage):
        return called
    if not (passage.bits | passage.beside) & (HARM | ARREST | ACCUSED | RECORDED | RESCUE | VICTIM):
        return None
    return _own_child(passage) or _relative_who_did_it(passage) or _partners_child(passage) or _related(passage)


def _called_relative(passage: CareSentence) -> tuple[int, int] | None:
    """Return the word in "the boys call her Lola"."""
    if passage.bits & NICK and passage.child:
        for at in passage.indices(RELATIVE):
            before = passage.tokens[max(passage.first, at - 3) : at]
            if any(one.bits & NICK for one in before) and before[-1].bits & (PRONOUN | POSSESSIVE):
                return at, at + 1
    return None


def _own_child(passage: CareSentence) -> tuple[int, int] | None:
    """Return "his own daughter" and the like, where harm is told too."""
    begins_owned = passage.tokens[passage.first].bits & POSSESSIVE and passage.beside & (ARREST | ACCUSED)
    victims = begins_owned or (passage.bits & VICTIM and passage.beside & (HARM | ARREST | ACCUSED))
    if not passage.bits & (HARM | ARREST | ACCUSED | RECORDED | RESCUE | VICTIM) and not victims:
        return None
    tokens = passage.tokens
    for at in passage.indices(_OFFSPRING | CHILD | CHILDREN):
        start = _first_of_possession(passage, at)
        words = tokens[start:at]
        behind = tokens[at + 1 : min(at + 3, passage.behind)]
        owned = any(one.bits & POSSESSIVE for one in words) or any(one.folded in _POSTPOSED for one in behind)
        itself = any(one.bits & OWN for one in words) or (owned and any(one.bits & OWN for one in behind))
        of_family = owned and (tokens[at].bits & _OFFSPRING or tokens[at].folded in _AND_CHILDREN)
        harmed = passage.bits & (HARM | ARREST | RECORDED) or victims
        if (itself or (of_family and harmed)) and _by_who(passage, start, at):
            return start, at + 1
        if tokens[at].folded in _RELATIONAL and (
            owned or _first(tokens[max(passage.first, at - _BETWEEN_WORDS) : at], HARM) < _NEAR
        ):
            return start, at + 1
    return None


def _partners_child(passage: CareSentence) -> tuple[int, int] | None:
    """Return "the daughter of his partner" and the like, where harm is told too."""
    tokens = passage.tokens
    for at in passage.indices(_OFFSPRING | CHILD | CHILDREN) if passage.bits & HARM else ():
        words = tokens[at + 1 : min(at + _OF_WHOM, passage.behind)]
        if (
            words
            and words[0].folded in _OF
            and any(one.folded in _PARTNERS for one in words)
            and any(one.bits & POSSESSIVE or one.folded in _PARTNERS for one in words[1:])
        ):
            return at, min(at + _OF_WHOM, passage.behind)
    return None


def _related(passage: CareSentence) -> tuple[int, int] | None:
    """Return a word for being related, where it is told of somebody accused and a child."""
    tokens = passage.tokens
    for at in (
        range(passage.first, passage.behind)
        if passage.near and passage.bits & ACCUSED and passage.bits & ANY_CHILD
        else ()
    ):
        if tokens[at].folded in _RELATED:
            return at, at + 1
    return None


def _first_of_possession(passage: CareSentence, at: int) -> int:
    """Return the first word that says whose a child is, among those before it; the child itself where none does."""
    tokens = passage.tokens
    found = start = at
    unknown = 0
    while start > passage.first and at - start < _NEAR:
        start -= 1
        token = tokens[start]
        if token.bits & (POSSESSIVE | OWN):
            found = start
        elif (
            not token.bits & _BETWEEN
            and not (token.is_genitive and token.bits & GROWN_UP)
            and not age_number(token.folded)
            and not any(age.first <= start < age.behind for age in passage.ages)
        ):
            unknown += 1
            if token.bits & ~COMMON or token.is_capital or unknown > 1:
                break
    return found


def _by_who(passage: CareSentence, start: int, at: int) -> bool:
    """Return whether the possessor of a child is not another child: "the girl and her sister"."""
    tokens = passage.tokens
    before = tokens[max(passage.first, start - 3) : start + 1]
    joined = any(one.folded in _TOGETHER for one in before[-2:])
    siblings = tokens[at].folded.startswith(
        (
            "sister",
            "brother",
            "sibling",
            "kapatid",
            "igsoon",
            "schwester",
            "bruder",
            "geschwister",
            "zus",
            "broer",
            "cousin",
        )
    )
    return not (joined and not passage.bits & HARM) and not (siblings and passage.child)


def _relative_who_did_it(passage: CareSentence) -> tuple[int, int] | None:
    """Return a relative of a child who did harm, was arrested or is called the suspect."""
    if not passage.near:
        return None
    for at in passage.indices(RELATIVE | OFFSPRING | OFFSPRINGS):
        token = passage.tokens[at]
        sibling = token.folded in _SIBLINGS and _is_childs(passage, at)
        if (token.bits & RELATIVE or sibling) and not token.is_genitive and _did_it(passage, at):
            return at, at + 1
    return None


def _did_it(passage: CareSentence, at: int) -> bool:
    """Weigh whether a relative is who did harm: whose they are, what they did, what was done to them."""
    tokens = passage.tokens
    before = tokens[max(passage.first, at - _NEAR) : at]
    behind = tokens[at + 1 : min(at + 1 + _NEAR, passage.behind)]
    article = before[-1:] and before[-1].folded in _ARTICLES
    if any(one.bits & GENERAL for one in before[-2:]) or (article and passage.bits & GENERAL):
        return False
    childs = _is_childs(passage, at)
    arrested = before[-1:] and before[-1].folded in _DEFINITE and _first(behind, ARREST) <= _AUXILIARIES
    if tokens[at].folded in _IN_GENERAL and not (childs or arrested):
        return False
    weight = 2 * childs + 2 * any(one.bits & OWN for one in (*before[-2:], *behind[:1]))
    weight += 3 * (_first(behind, ARREST | ACCUSED) < _NEAR) or 2 * (_first(behind, HARM) < _NEAR)
    weight += 2 * (any(one.bits & (ACCUSED | ARREST) for one in before) or _is_predicate(passage, at))
    weight += any(one.bits & RECORDED for one in behind) + (passage.near == ONE_CHILD)
    weight += 2 * (bool(passage.bits & HARM) and any(one.folded in _BY for one in before[-3:]))
    weight += bool(passage.bits & HARM) + bool(passage.bits & ACCUSED)
    return weight - 3 * _only_tells(behind) >= _DID_IT


def _is_predicate(passage: CareSentence, at: int) -> bool:
    """Return whether somebody is said to be a relative, in a sentence that tells of harm: "... is the girl's uncle"."""
    tokens = passage.tokens
    if at + 1 < passage.behind and tokens[at + 1].folded in _CLEFT and passage.bits & (HARM | RECORDED):
        return True
    while at > passage.first and tokens[at - 1].bits & (POSSESSIVE | OWN | ANY_CHILD | LINKING):
        at -= 1
        if tokens[at].folded in _COPULAS:
            return bool(passage.bits & (HARM | RECORDED))
    return False


def _only_tells(behind: Sequence[CareToken]) -> bool:
    """Return whether a relative's own verb is one of telling: the first behind them, in the same clause."""
    for one in behind:
        if "," in one.gap or one.bits & (HARM | ARREST | ACCUSED):
            return False
        if one.bits & (REPORT | SAYS):
            return True
        if not one.bits & (LINKING | POSSESSIVE | ANY_CHILD) and one.folded not in _OF:
            return False
    return False


def _first(tokens: Sequence[CareToken], bits: int) -> int:
    return next((number for number, one in enumerate(tokens) if one.bits & bits), _NEAR)
