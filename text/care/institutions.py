"""Where a child learns or is looked after: a school or a shelter by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.care.findings import CareFinding
from text.care.mentions import NO_CHILD, ONE_CHILD
from text.care.passages import CareSentence
from text.care.persons.names import is_known_place, is_large_place, runs_of_capitals
from text.care.words.vocabulary import (
    AT_PLACE,
    BODY,
    CHILD,
    DWELL,
    GENERAL,
    MONTH_NAME,
    OFFSPRING,
    PLACED,
    POSSESSIVE,
    PRONOUN,
    PUBLIC,
    PUPIL,
    RELATIVE,
    RESCUE,
    SCHOOL_HEAD,
    SHELTER_HEAD,
    STUDY,
    TITLE,
    VICTIM,
    WEEKDAY,
    word_list,
)

_NAME_PARTICLES: Final = word_list("name_particles")
_DUTCH_ARTICLES: Final = frozenset({"De", "Het", "'t"})
#: who belongs to a school, in Dutch, where its name alone follows
_OF_SCHOOL: Final = word_list("of_school")
_SECTIONS: Final = word_list("sections")
_SECTION: Final = re.compile(r"\d{1,2}-[A-Z]\w{2,20}")
_ENOUGH: Final = 3
#: letters of the longest word that is a school itself; a longer one has its name in it: "Schillergymnasium"
_SCHOOL_ITSELF: Final = 11
#: what may stand between a word for a school and its name
_OPENING: Final = frozenset(("", "‘", "'", '"', "„", "“"))
#: bits and words of bodies that also stand in the names of schools and homes
_NO_OFFICE: Final = word_list("no_office")
_BILLS: Final = word_list("bills")
_CARING: Final = word_list("caring")
_LED_IN: Final = word_list("led_in")
#: words that say where a child is
_LOOKED_AFTER: Final = PLACED | RESCUE
#: words at the beginning of a sentence, before which nothing can say so
_BEGINNING: Final = 3
#: words between the one that says that a child is looked after, and where
_PLACED_REACH: Final = 8
#: bodies that look after children, by whose names none is found
_OFFICES: Final = word_list("offices")
_NO_HOME: Final = word_list("no_home")


def find_schools(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the school that a child goes to."""
    if not passage.near or not passage.bits & (SCHOOL_HEAD | STUDY) or _school_weight(passage) < _ENOUGH:
        return
    for start, end in _schools(passage):
        yield CareFinding("school", passage.tokens[start].start, passage.tokens[end - 1].end)


def _school_weight(passage: CareSentence) -> int:
    bits = passage.bits
    weight = 2 * (passage.child > NO_CHILD) + (passage.near == ONE_CHILD) + bool(bits & STUDY) + bool(bits & PUPIL) + 1
    weight += passage.child == NO_CHILD and bool(bits & (PRONOUN | POSSESSIVE)) and passage.near > NO_CHILD
    weight += passage.leads_to_child + (bool(bits & (VICTIM | CHILD | OFFSPRING)) and passage.child == ONE_CHILD)
    return weight - 3 * bool(bits & PUBLIC) - 2 * bool(bits & GENERAL)


def _schools(passage: CareSentence) -> Iterator[tuple[int, int]]:
    tokens = passage.tokens
    for run, behind in runs_of_capitals(passage, genitives=True):
        first = _behind_persons(passage, run, behind)
        words = tokens[first:behind]
        if not words or any(one.bits & (BODY | TITLE) and one.folded not in _NO_OFFICE for one in words):
            continue
        heads = [at for at in range(first, behind) if tokens[at].bits & SCHOOL_HEAD]
        before = tokens[first - 1] if first > passage.first else None
        if heads and (len(words) > 1 or "-" in words[0].word or len(words[0].folded) > _SCHOOL_ITSELF):
            yield first, behind
        elif heads:
            yield from _one(heads[0], _behind_name(passage, heads[0] + 1))
        elif before and before.bits & SCHOOL_HEAD and words[0].gap.strip() in _OPENING | {","}:
            yield from _one(first - 1, _behind_name(passage, first))
        elif words[0].word in _DUTCH_ARTICLES and len(words) > 1 and _follows_teacher(passage, first):
            yield first, behind
    yield from _schools_by_head(passage)
    yield from _sections(passage)


def _sections(passage: CareSentence) -> Iterator[tuple[int, int]]:
    """Yield a class by its grade and section: "Grade 3-Sampaguita"."""
    for at in range(passage.first + 1, passage.behind):
        if passage.tokens[at - 1].folded in _SECTIONS and _SECTION.fullmatch(passage.tokens[at].word):
            yield at - 1, at + 1


def _one(start: int, end: int) -> Iterator[tuple[int, int]]:
    if end:
        yield start, end


def _behind_persons(passage: CareSentence, first: int, behind: int) -> int:
    """Return where the name of a school may begin in a run of capitals: behind "Lehrerin der" and the like."""
    tokens = passage.tokens
    persons = (at + 1 for at in range(first, behind) if tokens[at].bits & (TITLE | PUPIL | RELATIVE))
    start = max(persons, default=first)
    while start < behind and not tokens[start].is_capital:
        start += 1
    return start


def _schools_by_head(passage: CareSentence) -> Iterator[tuple[int, int]]:
    """Yield a school whose head goes before its name with a small word: "Paaralan ng ...", "a school in ..."."""
    tokens = passage.tokens
    for at in passage.indices(SCHOOL_HEAD):
        name = at + 1
        while (
            name < passage.behind
            and name < at + 3
            and (
                tokens[name].folded in _NAME_PARTICLES
                or (tokens[name].bits & AT_PLACE)
                or (name == at + 1 and tokens[name].bits & SCHOOL_HEAD)
            )
        ):
            name += 1
        if (
            at + 1 < name < passage.behind
            and tokens[name].is_capital
            and not tokens[name].bits & (TITLE | MONTH_NAME | WEEKDAY)
            and not is_large_place(tokens[name : name + 1])
        ):
            yield at, _behind_name(passage, name) or name + 1


def _behind_name(passage: CareSentence, at: int) -> int:
    """Return behind which word a run of capitals from a place on ends, also behind an article; 0 if there is none."""
    tokens = passage.tokens
    if at < passage.behind and tokens[at].folded in _NAME_PARTICLES:
        at += 1
    end = at
    while end < passage.behind and tokens[end].is_capital and (end == at or tokens[end].gap in {" ", ". ", "\n"}):
        end += 1
    return end if end > at else 0


def _follows_teacher(passage: CareSentence, at: int) -> bool:
    before = passage.tokens[max(passage.first, at - 3) : at]
    return (
        len(before) > 1
        and before[-1].folded in {"van", "op", "bij"}
        and any(one.folded in _OF_SCHOOL for one in before)
    )


def find_shelters(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the home by its name in which a child is looked after."""
    cared_for = passage.near or passage.bits & PRONOUN
    if not cared_for or not passage.bits & _LOOKED_AFTER or passage.bits & PUBLIC:
        return
    tokens = passage.tokens
    for run, behind in runs_of_capitals(passage, genitives=True):
        words = _shelter(passage, _behind_beginning(passage, run, behind), behind)
        if words and _is_led_to(passage, words[0]) and not _is_no_home(passage, *words):
            yield CareFinding("shelter", tokens[words[0]].start, tokens[words[1] - 1].end)


def _behind_beginning(passage: CareSentence, first: int, behind: int) -> int:
    """Return where a name may begin in a run of capitals that begins a sentence: behind "Dinala" and the like."""
    while (
        passage.first == first < behind and passage.tokens[first].bits and not passage.tokens[first].bits & SHELTER_HEAD
    ):
        first += 1
    return first


def _shelter(passage: CareSentence, first: int, behind: int) -> tuple[int, int] | None:
    """Return the words of a home: a run of capitals with its head in it or before it, and what goes on the name."""
    tokens = passage.tokens
    if first == behind:
        return None
    before = tokens[first - 1] if first > passage.first else None
    words = tokens[first:behind]
    caring = words[0].folded in _CARING or words[-1].folded in _CARING
    if not any(one.bits & SHELTER_HEAD for one in words) and not (caring and before and before.folded in _LED_IN):
        named = before and before.bits & SHELTER_HEAD and words[0].gap.strip() in _OPENING
        is_name = named and not before.bits & DWELL and not words[0].bits & (MONTH_NAME | WEEKDAY)  # type: ignore[union-attr]
        return (first - 1, behind) if is_name else None
    end = behind
    while _goes_on(passage, end):
        end = _behind_name(passage, end + 1) or end + 1
    return (first, end) if end - first > 1 else None


def _is_led_to(passage: CareSentence, at: int) -> bool:
    """Return whether shortly before a place something says that a child is there, or the sentence begins with it."""
    before = passage.tokens[max(passage.first, at - _PLACED_REACH) : at]
    return at - passage.first < _BEGINNING or any(one.bits & _LOOKED_AFTER for one in before)


def _goes_on(passage: CareSentence, at: int) -> bool:
    tokens = passage.tokens
    return (
        at + 1 < passage.behind
        and tokens[at].folded in _NAME_PARTICLES
        and tokens[at + 1].is_capital
        and not is_known_place(tokens[at + 1 : at + 2])
    )


def _is_no_home(passage: CareSentence, start: int, end: int) -> bool:
    words = passage.tokens[start:end]
    return any(one.folded in _OFFICES or one.folded in _BILLS or one.folded in _NO_HOME for one in words)
