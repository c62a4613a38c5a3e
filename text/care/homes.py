"""Where a child lives or was found: street, village, a place so small that an age beside it tells who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.care.findings import CareFinding
from text.care.names import is_large_place
from text.care.passages import CHILDREN_MEANT, NO_CHILD, ONE_CHILD, CareSentence
from text.care.words.vocabulary import (
    ACCUSED,
    ANY_CHILD,
    ARREST,
    AT_PLACE,
    BODY,
    CITY_HEAD,
    COMMON,
    DWELL,
    HOUSEHOLD,
    LINKING,
    MONTH_NAME,
    OFFICIALS,
    PERSON_MARKER,
    PLATFORM,
    POSSESSIVE,
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

#: weight from which on a place is a child's home; chosen on tests/labelled/care.jsonl
_HOME: Final = 3
_CALLED_BY_NUMBER: Final = word_list("called_by_number")
#: heads that stand before a street's name, and endings by which a word is one's
_BEFORE_NAME: Final = word_list("before_name")
_SURE_STREET: Final = re.compile(
    r".{2,40}(?:straße|strasse|straat|gasse|allee|laan|gracht|plein|kade|steeg|singel|dijk|dreef)"
)
_MAYBE_STREET: Final = re.compile(r".{2,40}(?:weg|platz|ring|damm|ufer|stieg|hof)")
_STREET_PREPOSITIONS: Final = word_list("street_prepositions")
#: of English heads behind a name, those that also are surnames or words need a capital
_HEADS_BEHIND: Final = STREET_HEAD
_OF: Final = frozenset(["of", "ng", "sa"])
_NOUN: Final = re.compile(
    r".{2,40}(?:ung|ungen|heit|keit|schaft|tion|haft|nis|ität|ismus|nahme|lage|recht|gericht|hilfe|woche|jahr|jahren|tag)"
)
_NO_TOWN: Final = word_list("no_town")
_COPULAS: Final = word_list("copulas")
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


def find_streets(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the street, purok, sitio or housing estate in which a child lives or was found."""
    if not passage.near or not passage.bits & STREET_HEAD or home_weight(passage) < _HOME - 1:
        return
    tokens = passage.tokens
    for at in passage.indices(STREET_HEAD):
        start, end = _street_at(passage, at)
        if end:
            yield CareFinding("street", tokens[start].start, tokens[end - 1].end)


def _street_at(passage: CareSentence, at: int) -> tuple[int, int]:
    """Return the words of a street with a head at a place, as first and behind the last; (0, 0) where it is none."""
    tokens, token = passage.tokens, passage.tokens[at]
    behind = tokens[at + 1] if at + 1 < passage.behind else None
    close = behind is not None and (behind.gap.isspace() or behind.gap.strip() == ".")
    if token.folded in _BEFORE_NAME or token.folded in _CALLED_BY_NUMBER:
        if (
            behind
            and close
            and (behind.is_capital or behind.word[0].isdigit())
            and (token.is_capital or not behind.bits & ANY_CHILD)
        ):
            return at, _behind_capitals(passage, at + 1)
        return 0, 0
    if token.is_capital and _SURE_STREET.fullmatch(token.folded):
        return at, at + 1 + bool(behind and close and behind.word[0].isdigit())
    if token.is_capital and _MAYBE_STREET.fullmatch(token.folded):
        led = at > passage.first and tokens[at - 1].folded in _STREET_PREPOSITIONS
        numbered = bool(behind and close and behind.word[0].isdigit())
        return (at, at + 1 + numbered) if led or numbered else (0, 0)
    start = at
    while (
        start > passage.first
        and tokens[start].gap.strip() in {"", "."}
        and (tokens[start - 1].is_capital or tokens[start - 1].word[0].isdigit())
    ):
        start -= 1
    if start == at or (start == passage.first and at - start == 1 and tokens[start].bits & COMMON):
        return 0, 0
    return (
        (start, at + 1)
        if token.is_capital or token.folded in {"street", "road", "avenue", "subdivision", "compound", "alley"}
        else (0, 0)
    )


def _behind_capitals(passage: CareSentence, at: int) -> int:
    tokens, first = passage.tokens, at
    while (
        at < passage.behind
        and at - first < 4
        and (at == first or tokens[at].gap == " ")
        and (tokens[at].is_capital or tokens[at].word[0].isdigit())
    ):
        at += 1
    return at


def find_villages(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the barangay or village of a child."""
    if not passage.near or not passage.bits & VILLAGE_HEAD or home_weight(passage) < _HOME:
        return
    for at in passage.indices(VILLAGE_HEAD):
        start, end = _village_at(passage, at)
        if end:
            yield CareFinding("village", passage.tokens[start].start, passage.tokens[end - 1].end)


def _village_at(passage: CareSentence, at: int) -> tuple[int, int]:
    """Return the words of a village by its head before or behind it."""
    tokens, name = passage.tokens, at + 1
    if name < passage.behind and tokens[name].bits & OFFICIALS:
        return 0, 0
    while (
        name < passage.behind
        and name < at + 3
        and (tokens[name].folded in _OF or (tokens[name].bits & LINKING and not tokens[name].is_capital))
    ):
        name += 1
    apposed = name == at + 1 and name < passage.behind and tokens[name].gap == ", " and _is_childs_place(passage, at)
    if (
        name < passage.behind
        and (apposed or tokens[name].gap.strip() in {"", "."})
        and (tokens[name].is_capital or (tokens[name].word[0].isdigit() and tokens[at].is_capital))
    ):
        if tokens[name].bits & (BODY | TITLE) or (name > at + 1 and is_large_place(tokens[name : name + 1])):
            return 0, 0
        return at, _behind_capitals(passage, name)
    if at > passage.first and tokens[at].gap == " " and tokens[at - 1].is_capital and not tokens[at - 1].bits:
        return at - 1, at + 1
    return 0, 0


def _is_childs_place(passage: CareSentence, at: int) -> bool:
    """Return whether a word of possession stands before a place: "the boys' village", "her town"."""
    before = passage.tokens[max(passage.first, at - 2) : at]
    plural_genitive = passage.tokens[at].gap[:1] in {"'", "’"}
    return any(
        one.bits & POSSESSIVE or (one.bits & ANY_CHILD and (one.is_genitive or plural_genitive)) for one in before
    )


def find_ages_with_places(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield a place so small that the age of a child beside it, or a child told of there, shows who it is."""
    if not passage.near or passage.bits & PUBLIC:
        return
    if not passage.has_child_age and not (
        passage.near == ONE_CHILD and passage.bits & (TOWN_HEAD | VILLAGE_HEAD | DWELL)
    ):
        return
    away = bool(passage.bits & (ACCUSED | ARREST | SAYS))
    lives_there = home_weight(passage) >= _HOME + away
    for start, end, told_small in _places(passage):
        if passage.has_child_age or lives_there or (told_small and not away and passage.near == ONE_CHILD):
            yield CareFinding("age_place", passage.tokens[start].start, passage.tokens[end - 1].end)


def _places(passage: CareSentence) -> Iterator[tuple[int, int, bool]]:
    """Yield the names of small places in a sentence, and whether it says that they are small."""
    tokens = passage.tokens
    for at in range(passage.first, passage.behind):
        if not tokens[at].is_capital or tokens[at].bits or _goes_on_a_name(passage, at):
            continue
        small = _told_small(passage, at)
        if (small or _led_to_place(passage, at)) and _may_be_small(passage, at):
            yield at, _behind_capitals(passage, at), small


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
    if before is None or before.folded in _BARANGAY:
        return False
    if before.folded in _CLUBS:
        return True
    if tokens[at].gap == ", " and before.is_capital:
        first = at - 1
        while first > passage.first and tokens[first - 1].is_capital and tokens[first].gap == " ":
            first -= 1
        return bool(tokens[first].bits & (VILLAGE_HEAD | STREET_HEAD)) or (
            first > passage.first and tokens[first - 1].folded in {"in", "sa", "from", "taga"}
        )
    if before.folded in _GERMAN_ARTICLES or (not tokens[at].gap.isspace() and tokens[at].gap != "-"):
        return False
    return bool(before.bits & AT_PLACE) and before.folded not in {"to", "of", "behind", "bij", "op"}


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
    end = _behind_capitals(passage, at)
    behind = tokens[end : min(end + 4, passage.behind)]
    apart = bool(behind) and (behind[0].gap.startswith(",") or behind[0].folded in _COPULAS)
    return apart and any(one.bits & small for one in behind[1:])


def _may_be_small(passage: CareSentence, at: int) -> bool:
    tokens = passage.tokens
    end = _behind_capitals(passage, at)
    words = tokens[at:end]
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
