"""What in a sentence makes a place a child's home, and places so small that an age beside one tells who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.care.findings import CareFinding
from text.care.mentions import CHILDREN_MEANT, NO_CHILD, ONE_CHILD
from text.care.passages import CareSentence
from text.care.persons.names import is_large_place
from text.care.words.vocabulary import (
    ACCUSED,
    ARREST,
    AT_PLACE,
    BODY,
    CITY_HEAD,
    COMMON,
    DWELL,
    HOUSEHOLD,
    MONTH_NAME,
    PERSON_MARKER,
    PLATFORM,
    PRONOUN,
    PUBLIC,
    RELATIVE,
    RESCUE,
    SAYS,
    SCHOOL_HEAD,
    STREET_HEAD,
    TITLE,
    TOWN_HEAD,
    VILLAGE_HEAD,
    WEEKDAY,
    given_names,
    word_list,
)

#: weight from which on a place is where a child lives or was found; chosen on tests/labelled/care.jsonl
LIVES_THERE: Final = 3
_OF: Final = frozenset(["of", "ng", "sa", "von", "van"])
_NOUN: Final = re.compile(
    r".{2,40}(?:ung|ungen|heit|keit|schaft|tion|haft|nis|ität|ismus|nahme|lage|recht|gericht|hilfe|woche|jahr|jahren|tag)"
)
_NO_TOWN: Final = word_list("no_town")
_COPULAS: Final = word_list("copulas")
_NOT_AT: Final = word_list("to_place")
_CLUBS: Final = word_list("clubs")
_BARANGAY: Final = frozenset(["barangay", "brgy", "bgy"])
_GERMAN_ARTICLES: Final = word_list("german_articles")


def home_weight(passage: CareSentence) -> int:
    """Return how much in a sentence says that a place in it is where a child lives or was found."""
    bits = passage.bits
    weight = 2 * (passage.child == ONE_CHILD) + 2 * (passage.child == CHILDREN_MEANT) + (passage.near > NO_CHILD)
    weight += bool(bits & DWELL) + bool(bits & RESCUE) + bool(bits & HOUSEHOLD)
    weight += passage.leads_to_child + bool(bits & RELATIVE and not bits & (ACCUSED | ARREST))
    if passage.child == NO_CHILD and passage.near == ONE_CHILD:
        weight += bool(bits & PRONOUN or passage.beside & DWELL)
    if bits & PUBLIC:
        weight -= 3
    if passage.child == NO_CHILD and bits & (ACCUSED | ARREST) and not bits & (RESCUE | HOUSEHOLD):
        weight -= 2
    return weight


def behind_capitals(passage: CareSentence, at: int) -> int:
    """Return behind which word a name or a number ends that begins at a place."""
    tokens, first = passage.tokens, at
    while (
        at < passage.behind
        and at - first < 4
        and (at == first or tokens[at].gap == " ")
        and (tokens[at].is_capital or tokens[at].word[0].isdigit())
    ):
        at += 1
    return at


def find_ages_with_places(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield a place so small that the age of a child beside it, or a child told of there, shows who it is."""
    if not passage.near or passage.bits & PUBLIC:
        return
    if not passage.has_child_age and not (
        passage.near == ONE_CHILD and passage.bits & (TOWN_HEAD | VILLAGE_HEAD | DWELL | HOUSEHOLD)
    ):
        return
    away = bool(passage.bits & (ACCUSED | ARREST | SAYS))
    lives_there = home_weight(passage) >= LIVES_THERE + away
    for start, end, told_small in _places(passage):
        if passage.has_child_age or lives_there or (told_small and not away and passage.near == ONE_CHILD):
            yield CareFinding("age_place", passage.tokens[start].start, passage.tokens[end - 1].end)


def _places(passage: CareSentence) -> Iterator[tuple[int, int, bool]]:
    """Yield the names of small places in a sentence, and whether it says that they are small."""
    tokens = passage.tokens
    for at in range(passage.first, passage.behind):
        if not tokens[at].is_capital or tokens[at].bits & ~COMMON or _goes_on_a_name(passage, at):
            continue
        small = _told_small(passage, at)
        if (small or _led_to_place(passage, at)) and _may_be_small(passage, at):
            yield at, behind_capitals(passage, at), small


def _goes_on_a_name(passage: CareSentence, at: int) -> bool:
    """Return whether a word with a capital before makes another the rest of a name, and no place behind "Island"."""
    if at == passage.first or passage.tokens[at].gap != " ":
        return False
    before = passage.tokens[at - 1]
    leads = before.bits & (AT_PLACE | TOWN_HEAD | VILLAGE_HEAD) or before.folded in _CLUBS
    return before.is_capital and not leads


def _led_to_place(passage: CareSentence, at: int) -> bool:
    """Return whether a word that leads to places stands before a name."""
    tokens = passage.tokens
    before = tokens[at - 1] if at > passage.first else None
    if before is None or before.folded in _BARANGAY or before.folded in _CLUBS:
        return before is not None and before.folded in _CLUBS
    if tokens[at].gap == ", " and before.is_capital:
        first = at - 1
        while first > passage.first and tokens[first - 1].is_capital and tokens[first].gap == " ":
            first -= 1
        return bool(tokens[first].bits & (VILLAGE_HEAD | STREET_HEAD)) or (
            first > passage.first and tokens[first - 1].folded in {"in", "sa", "from", "taga"}
        )
    if before.folded in _GERMAN_ARTICLES or (not tokens[at].gap.isspace() and tokens[at].gap != "-"):
        return False
    if before.folded in {"of", "to"}:
        goes_there = before.folded == "to" and passage.has_child_age and tokens[at].folded not in given_names()
        return goes_there or any(age.behind == at - 1 for age in passage.ages)
    return bool(before.bits & AT_PLACE) and before.folded not in _NOT_AT


def _told_small(passage: CareSentence, at: int) -> bool:
    """Return whether a place is called a town, an islet or the like, before its name or behind it."""
    tokens = passage.tokens
    small = TOWN_HEAD | VILLAGE_HEAD
    before = tokens[max(passage.first, at - 3) : at]
    if before and before[-1].folded in _BARANGAY:
        return False
    if before and (
        before[-1].bits & small or (len(before) > 1 and before[-1].folded in _OF and before[-2].bits & small)
    ):
        return True
    end = behind_capitals(passage, at)
    behind = tokens[end : min(end + 4, passage.behind)]
    apart = bool(behind) and (behind[0].gap.startswith(",") or behind[0].folded in _COPULAS)
    return apart and any(one.bits & small for one in behind[1:])


def _may_be_small(passage: CareSentence, at: int) -> bool:
    tokens = passage.tokens
    end = behind_capitals(passage, at)
    words = tokens[at:end]
    if any(age.first == end for age in passage.ages):
        return False
    behind = tokens[end] if end < passage.behind else None
    if any(
        one.bits & (BODY | MONTH_NAME | WEEKDAY | TITLE | CITY_HEAD | SCHOOL_HEAD | PLATFORM | PERSON_MARKER)
        for one in words
    ) or (behind and behind.gap == " " and behind.bits & (CITY_HEAD | STREET_HEAD | SCHOOL_HEAD) and behind.is_capital):
        return False
    first = words[0]
    if first.word.isupper() or first.word[0].isdigit() or first.folded in _NO_TOWN or _NOUN.fullmatch(first.folded):
        return False
    if any(is_large_place(words[:length]) for length in range(1, len(words) + 1)):
        return False
    return not (len(words) > 1 and first.folded in given_names() and first.folded not in {"san", "santa"})
