"""Where a child lives or was found, by name: street, purok, housing estate, barangay, village."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.care.findings import CareFinding
from text.care.homes import LIVES_THERE, behind_capitals, home_weight
from text.care.passages import CareSentence
from text.care.persons.names import is_large_place
from text.care.words.tokens import CareToken
from text.care.words.vocabulary import (
    ANY_CHILD,
    BODY,
    COMMON,
    LINKING,
    OFFICIALS,
    POSSESSIVE,
    STREET_HEAD,
    TITLE,
    VILLAGE_HEAD,
    word_list,
)

_CALLED_BY_NUMBER: Final = word_list("called_by_number")
#: heads that stand before a street's name, and those behind one that need no capital
_BEFORE_NAME: Final = word_list("before_name")
_SMALL_HEADS: Final = word_list("small_heads")
#: endings by which a word is a street, and those that need a number or a preposition too
_SURE: Final = re.compile(
    r".{2,40}(?:straße|strasse|straat|gasse|allee|laan|gracht|plein|kade|steeg|singel|dijk|dreef)"
)
_MAYBE: Final = re.compile(r".{2,40}(?:weg|platz|ring|damm|ufer|stieg|hof)")
_PREPOSITIONS: Final = word_list("street_prepositions")
#: what stands before a street whose name has no such ending, where a number follows: "Am Anger 5", "aan de Hoefslag 22"
_BEFORE_NUMBERED: Final = word_list("numbered_street")
_HOUSE_NUMBER: Final = re.compile(r"\d{1,3}[a-z]?")
_OF: Final = frozenset(["of", "ng", "sa"])

#: the words of a place, from the first to behind the last
_Words = tuple[int, int]


def find_streets(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the street, purok, sitio or housing estate in which a child lives or was found."""
    if not passage.near or home_weight(passage) < LIVES_THERE - 1:
        return
    tokens = passage.tokens
    for at in range(passage.first, passage.behind):
        words = _street_at(passage, at) if tokens[at].bits & STREET_HEAD else _numbered_at(passage, at)
        if words:
            yield CareFinding("street", tokens[words[0]].start, tokens[words[1] - 1].end)


def _street_at(passage: CareSentence, at: int) -> _Words | None:
    """Return the words of a street with a head at a place."""
    token, behind = passage.tokens[at], _close_behind(passage, at)
    if token.folded in _BEFORE_NAME or token.folded in _CALLED_BY_NUMBER:
        named = (
            behind and (behind.is_capital or _is_number(behind)) and (token.is_capital or not behind.bits & ANY_CHILD)
        )
        return (at, behind_capitals(passage, at + 1)) if named else None
    numbered = behind is not None and _is_number(behind)
    if token.is_capital and _SURE.fullmatch(token.folded):
        return at, at + 1 + numbered
    if token.is_capital and _MAYBE.fullmatch(token.folded):
        led = at > passage.first and passage.tokens[at - 1].folded in _PREPOSITIONS
        return (at, at + 1 + numbered) if led or numbered else None
    return _street_before(passage, at)


def _street_before(passage: CareSentence, at: int) -> _Words | None:
    """Return a street whose head stands behind its name: "214 Mabini Street"."""
    tokens, start = passage.tokens, at
    while start > passage.first and tokens[start].gap.strip() in {"", "."} and _may_name(tokens[start - 1]):
        start -= 1
    only_a_beginning = start == passage.first and at - start == 1 and tokens[start].bits & COMMON
    if start == at or only_a_beginning:
        return None
    return (start, at + 1) if tokens[at].is_capital or tokens[at].folded in _SMALL_HEADS else None


def _numbered_at(passage: CareSentence, at: int) -> _Words | None:
    """Return a word with a capital between a preposition and a house number."""
    tokens, token, behind = passage.tokens, passage.tokens[at], _close_behind(passage, at)
    if not (token.is_capital and behind and _HOUSE_NUMBER.fullmatch(behind.word)) or at == passage.first or token.bits:
        return None
    counted = at + 2 < passage.behind and tokens[at + 2].gap in {",", "."}
    return (at, at + 2) if not counted and tokens[at - 1].folded in _BEFORE_NUMBERED else None


def _close_behind(passage: CareSentence, at: int) -> CareToken | None:
    """Return the next word, where no more than a blank or the full stop of a short form stands between."""
    behind = passage.tokens[at + 1] if at + 1 < passage.behind else None
    return behind if behind and behind.gap.strip() in {"", "."} else None


def _is_number(token: CareToken) -> bool:
    return token.word[0].isdigit()


def _may_name(token: CareToken) -> bool:
    return token.is_capital or _is_number(token)


def find_villages(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the barangay or village of a child."""
    if not passage.near or not passage.bits & VILLAGE_HEAD or home_weight(passage) < LIVES_THERE:
        return
    for at in passage.indices(VILLAGE_HEAD):
        if words := _village_behind(passage, at) or _village_before(passage, at):
            yield CareFinding("village", passage.tokens[words[0]].start, passage.tokens[words[1] - 1].end)


def _village_behind(passage: CareSentence, at: int) -> _Words | None:
    """Return a village whose head stands before its name: "Barangay X", "the village of X", "her village, X"."""
    tokens, name = passage.tokens, at + 1
    if name < passage.behind and tokens[name].bits & OFFICIALS:
        return None
    while name < min(at + 3, passage.behind) and _leads_on(tokens[name]):
        name += 1
    if name == passage.behind or tokens[name].bits & (BODY | TITLE):
        return None
    apposed = name == at + 1 and tokens[name].gap == ", " and _is_childs_place(passage, at)
    if not apposed and tokens[name].gap.strip() not in {"", "."}:
        return None
    if name > at + 1 and is_large_place(tokens[name : name + 1]):
        return None
    named = tokens[name].is_capital or (_is_number(tokens[name]) and tokens[at].is_capital)
    return (at, behind_capitals(passage, name)) if named else None


def _leads_on(token: CareToken) -> bool:
    return token.folded in _OF or (bool(token.bits & LINKING) and not token.is_capital)


def _village_before(passage: CareSentence, at: int) -> _Words | None:
    """Return a village whose head stands behind its name: "Tinago village"."""
    tokens = passage.tokens
    if at == passage.first or tokens[at].gap != " ":
        return None
    return (at - 1, at + 1) if tokens[at - 1].is_capital and not tokens[at - 1].bits else None


def _is_childs_place(passage: CareSentence, at: int) -> bool:
    """Return whether a word of possession stands before a place: "the boys' village", "her town"."""
    before = passage.tokens[max(passage.first, at - 2) : at]
    plural_genitive = passage.tokens[at].gap[:1] in {"'", "’"}
    owners = (one for one in before if one.bits & ANY_CHILD)
    return any(one.bits & POSSESSIVE for one in before) or any(one.is_genitive or plural_genitive for one in owners)
