"""Whose a name is, by what stands before it and behind it: a child's, a relative's, somebody else's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from text.care.mentions import LITTLE, ONE_CHILD
from text.care.passages import CareSentence
from text.care.persons.evidence import CERTAIN, HINT, NOUN, VERB, NameEvidence, weigh_noun_before, weigh_word_behind
from text.care.persons.names import THING, NameCandidate
from text.care.words.ages import Age, age_number
from text.care.words.tokens import CareToken
from text.care.words.vocabulary import (
    ACCUSED,
    ANY_CHILD,
    AT_PLACE,
    BODY,
    COMMON,
    GROWN_UP,
    HARM,
    LINKING,
    NAMED,
    OFFICIALS,
    OFFSPRING,
    OFFSPRINGS,
    OWN,
    PERSON_MARKER,
    POSSESSIVE,
    RELATIVE,
    RESCUE,
    SAYS,
    STUDY,
    TITLE,
    VILLAGE_HEAD,
    word_list,
)

#: words that are walked over on the way from a name to what tells whose it is, and unknown ones among them
_STEPS, _UNKNOWN = 9, 1
_GENITIVES: Final = word_list("genitives")
_OF: Final = _GENITIVES | {"des", "der", "to"}
_ARTICLES_OF: Final = frozenset(["des", "der"])
_AGAINST: Final = word_list("against")
_AGENTS: Final = word_list("agents")
_NAME_NOUNS: Final = word_list("name_nouns")
_REPORTING: Final = word_list("reporting")
_QUOTES: Final = '"“”„‘’»«'
_AND: Final = word_list("and")
_PASSIVE: Final = word_list("passive")
_PASSIVE_FORMS: Final = ("na", "gi", "in", "ni", "pin", "bin", "relative", "sin")
_OVER: Final = LINKING | POSSESSIVE | OWN | PERSON_MARKER | NAMED
_ARTICLES: Final = word_list("articles")
_PLURAL_GENITIVE: Final = frozenset(("'", "’"))
_WHOSE: Final = word_list("whose")
_ENDS_WALK: Final = word_list("ends_walk")


def weigh(passage: CareSentence, one: NameCandidate) -> NameEvidence:
    """Return what the words around a name say of whose it is."""
    found = NameEvidence()
    if one.ahead:
        weigh_noun_before(found, one.ahead, genitive=False)
        if found.adult and not found.accused:
            _with_an_office(passage, one.first - 1, found)
    if not (found.child or found.relative or found.adult):
        _walk_before(passage, one, found)
    if passage.tokens[one.behind - 1].is_genitive:
        _behind_genitive(passage, one, found)
    else:
        _walk_behind(passage, one, found)
    return found


def _age_at(ages: Sequence[Age], at: int) -> Age | None:
    latest = ages[max(bisect_right(ages, at, key=attrgetter("first")) - 1, 0)] if ages else None
    return latest if latest and latest.first <= at < latest.behind else None


def _walk_before(passage: CareSentence, one: NameCandidate, found: NameEvidence) -> None:
    """Go back from a name to the first word that tells whose it is."""
    tokens, at = passage.tokens, one.first - 1
    genitive = False
    for _ in range(_STEPS):
        if at < passage.first or _told_before(passage, at, found, genitive=genitive):
            break
        token = tokens[at]
        if token.folded in _AND and at > passage.first and tokens[at - 1].is_capital:
            at = _first_of_name(passage, at - 1)
        elif token.folded in _GENITIVES:
            genitive = genitive or token.folded != "sa"
        elif token.folded in _NAME_NOUNS and passage.child == ONE_CHILD:
            found.add(child=VERB)
            return
        elif not token.bits & _OVER and not _is_field(passage, at):
            if at == one.first - 1 and tokens[one.first].gap == ", " and not token.is_capital and not token.bits:
                found.add(adult=HINT)
            return
        at -= 1
    if found.adult and not found.accused and not found.speaker:
        _with_an_office(passage, at, found)


def _is_field(passage: CareSentence, at: int) -> bool:
    """Return whether a word says of what somebody is in office: "director of operations"."""
    return at - 1 > passage.first and passage.tokens[at - 1].folded in _OF and not passage.tokens[at].is_capital


def _with_an_office(passage: CareSentence, at: int, found: NameEvidence) -> None:
    """Weigh who it is besides an office or a job: "the boy's father, driver X", "the daughter of Councillor X"."""
    tokens, unknown = passage.tokens, 0
    for _ in range(_STEPS):
        if at < passage.first or unknown > _UNKNOWN:
            return
        token = tokens[at]
        if token.folded in _GENITIVES:
            if at > passage.first and tokens[at - 1].bits & (OFFSPRING | OFFSPRINGS):
                found.add(relative=CERTAIN)
            return
        if token.bits & RELATIVE:
            found.add(relative=CERTAIN)
            return
        unknown += not token.bits & (TITLE | GROWN_UP | LINKING | OFFICIALS | VILLAGE_HEAD)
        at -= 1


def _told_before(passage: CareSentence, at: int, found: NameEvidence, *, genitive: bool) -> bool:
    """Weigh one word before a name; return whether it told anything, or that nothing before it will."""
    token = passage.tokens[at]
    if age := _age_at(passage.ages, at):
        found.add(**({"child": NOUN} if age.is_child else {"adult": CERTAIN, "aged": CERTAIN}))
    elif token.folded in LITTLE:
        found.add(child=NOUN)
    elif token.folded in _AGAINST:
        found.add(adult=CERTAIN, accused=CERTAIN)
    elif token.folded in _AND or token.folded in _GENITIVES:
        return False
    elif token.bits & SAYS and not _tells_of_speaker(passage, at):
        pass
    elif token.bits & ~COMMON and _is_agent(passage, at):
        found.add(child=HINT)
    elif token.bits & ACCUSED and _is_told_as_of(passage, at, OFFSPRING | OFFSPRINGS):
        found.add(child=NOUN)
    elif token.bits & ANY_CHILD and not genitive and _is_told_as_of(passage, at, TITLE | GROWN_UP):
        found.add(adult=CERTAIN)
    elif token.bits & ANY_CHILD and not genitive and _is_told_as_of(passage, at, RELATIVE):
        found.add(relative=NOUN)
    else:
        return weigh_noun_before(found, token.bits, genitive=genitive) or bool(token.bits & THING)
    return True


def _is_agent(passage: CareSentence, at: int) -> bool:
    """Return whether a noun is who did something, in Tagalog and Cebuano: "sa suspek si X" tells of two people."""
    tokens = passage.tokens
    behind = tokens[at + 1].folded if at + 1 < passage.behind else ""
    before = [one.folded for one in tokens[max(passage.first, at - 2) : at] if one.folded != "mga"]
    apart = at + 1 < passage.behind and "," in tokens[at + 1].gap
    return behind == "si" and not apart and before[-1:] != [] and before[-1] in _AGENTS


def _tells_of_speaker(passage: CareSentence, at: int) -> bool:
    """Return whether a word of telling before a name makes it a speaker's: behind what was said, "according to"."""
    token = passage.tokens[at]
    return (
        token.folded in _REPORTING
        or at == passage.first
        or "," in token.gap
        or any(mark in token.gap for mark in _QUOTES)
    )


def _is_told_as_of(passage: CareSentence, at: int, bits: int) -> bool:
    """Return whether somebody is told of only as whose relative it is: "the mother of the girl", "lola sa mga bata"."""
    tokens = passage.tokens
    while (
        at > passage.first
        and (tokens[at - 1].bits & LINKING or age_number(tokens[at - 1].folded))
        and tokens[at - 1].folded not in _GENITIVES
        and tokens[at - 1].folded not in _ARTICLES_OF
    ):
        at -= 1
    return at - 2 >= passage.first and tokens[at - 1].folded in _OF and bool(tokens[at - 2].bits & bits)


def _first_of_name(passage: CareSentence, at: int) -> int:
    while at > passage.first and passage.tokens[at - 1].is_capital and passage.tokens[at].gap == " ":
        at -= 1
    return at


def _behind_genitive(passage: CareSentence, one: NameCandidate, found: NameEvidence) -> None:
    """Weigh what belongs to the bearer of a name: "Lianne's mother"."""
    for token in passage.tokens[one.behind : min(one.behind + 3, passage.behind)]:
        if token.bits & RELATIVE or token.bits & STUDY:
            found.add(child=VERB)
            return
        if token.bits & (OFFSPRING | OFFSPRINGS):
            found.add(relative=VERB)
            return
        if token.bits & (RESCUE | HARM):
            found.add(child=HINT)
            return


def _walk_behind(passage: CareSentence, one: NameCandidate, found: NameEvidence) -> None:
    """Go on from a name to the first word that tells whose it is."""
    tokens, at, way = passage.tokens, one.behind, _Way()
    for _ in range(_STEPS):
        if at >= passage.behind or tokens[at].folded in _ENDS_WALK:
            return
        token = tokens[at]
        way.note(token)
        if behind := _behind_what_is_skipped(passage, at, found, way):
            at = behind
            continue
        if way.joined and token.bits & ANY_CHILD:
            found.add(child=HINT)
            return
        if weigh_word_behind(
            found, token.bits, passive=way.passive or token.folded.startswith(_PASSIVE_FORMS), whose=way.whose
        ):
            return
        if token.bits & BODY and at > one.behind and tokens[one.behind].bits & AT_PLACE:
            found.add(adult=NOUN)
            return
        if not token.bits & (_OVER | AT_PLACE) and not age_number(token.folded):
            way.unknown += 1
            if way.unknown > _UNKNOWN or tokens[at - 1].folded not in _ARTICLES:
                return
        at += 1


@dataclass(slots=True)
class _Way:
    """What was met on the way from a name to the words behind it."""

    passive: bool = False
    whose: bool = False
    joined: bool = False
    unknown: int = 0

    def note(self, token: CareToken) -> None:
        """Take a word into account."""
        self.passive = self.passive or token.folded in _PASSIVE
        self.whose = self.whose or token.folded in _WHOSE
        self.joined = self.joined or token.folded in _AND


def _behind_what_is_skipped(passage: CareSentence, at: int, found: NameEvidence, way: _Way) -> int:
    """Return behind which word to go on after an age, which is weighed, another name, or a child's genitive; else 0."""
    tokens, token = passage.tokens, passage.tokens[at]
    age = _age_at(passage.ages, at)
    if age and not way.unknown:
        found.add(**({"child": NOUN} if age.is_child else {"adult": CERTAIN, "aged": CERTAIN}))
        return age.behind
    following = tokens[at + 1] if at + 1 < passage.behind else None
    if (
        following
        and following.is_capital
        and (token.folded in _AND or token.bits & AT_PLACE)
        and not token.bits & RELATIVE
    ):
        return _behind_name(passage, at + 1)
    plural_genitive = following is not None and following.gap[:1] in _PLURAL_GENITIVE
    return at + 1 if token.bits & ANY_CHILD and (token.is_genitive or plural_genitive) else 0


def _behind_name(passage: CareSentence, at: int) -> int:
    while at < passage.behind and passage.tokens[at].is_capital:
        at += 1
    return at
