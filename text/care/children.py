"""The name of a child: as it is, as a nickname, or in initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.care.findings import CareFinding
from text.care.passages import CareSentence
from text.care.persons.cast import Cast, CastMember, CastRole
from text.care.persons.names import UNKNOWN_WITHIN, is_known_place
from text.care.words.tokens import CareToken
from text.care.words.vocabulary import (
    ACCUSED,
    ANY_CHILD,
    BODY,
    HARM,
    MONTH_NAME,
    NAMED,
    NICK,
    PLATFORM,
    POSSESSIVE,
    PRONOUN,
    RELATIVE,
    SURVIVOR,
    TITLE,
    WEEKDAY,
    word_list,
)

_QUOTED: Final = re.compile(r"[\"“„‘'«»]([A-ZÀ-ÖØ-Þ][\w'’-]{1,20}(?: [A-ZÀ-ÖØ-Þ][\w'’-]{1,20})?)[,.]?[\"”“’'»«]")
_INITIALS: Final = re.compile(r"(?<![\w.])(?:(?:[A-Z]\.[ -]?){1,4}[A-Z]?(?![\w])|[A-Z]{2,4}(?![\w]|\.\w))")
#: initials that courts give so that nobody is known by them (SC Adm. Circular 83-2015)
_FICTITIOUS: Final = re.compile(r"([A-Z])\1+")
#: bits of quoted words that are no nickname, and characters around one in which somebody is called so
_NO_NICKNAME: Final = BODY | PLATFORM | MONTH_NAME | WEEKDAY | HARM | TITLE
_BEFORE_QUOTED, _BEHIND_QUOTED = 60, 40
#: words of the longest nickname without quotation marks
_WORDS_OF_NICKNAME: Final = 2
#: words before a nickname in which somebody is called so, and those in which an accused is who is called so
_CALLED: Final = 6
_CLOSE: Final = 4
#: words before initials among which one must ahead up to them
_BEFORE_INITIALS: Final = 5
_NO_INITIALS: Final = word_list("no_initials")


def find_child_names(at: int, _: CareSentence, cast: Cast) -> Iterator[CareFinding]:
    """Yield the names of children in a sentence, unless the text says that they are not the real ones."""
    for one in cast.real(at):
        if one.role is CastRole.CHILD:
            yield CareFinding("child_name", one.start, one.end)


def find_survivor_leaders(at: int, passage: CareSentence, cast: Cast) -> Iterator[CareFinding]:
    """Yield the name of a grown-up survivor who speaks in it: listed, and left to be read."""
    for one in cast.real(at):
        around = passage.tokens[max(passage.first, one.name.first - _CALLED) : one.name.behind + _CALLED]
        close = any(token.bits & SURVIVOR for token in around)
        told_next = passage.beside & SURVIVOR and one.evidence.child
        if one.role is CastRole.OTHER and one.name.likeness > 1 and (close or told_next):
            yield CareFinding("survivor_leader", one.start, one.end)


def find_nicknames(at: int, passage: CareSentence, cast: Cast) -> Iterator[CareFinding]:
    """Yield what a child is called by those who know it."""
    if not passage.near or not passage.bits & (ANY_CHILD | PRONOUN | NICK):
        return
    real = {(one.start, one.end) for one in cast.real(at)}
    spans = {(one.start, one.end) for one in cast.by_sentence.get(at, ())} - real
    yield from _quoted_nicknames(passage, spans)
    yield from _told_nicknames(at, passage, cast)


def _quoted_nicknames(passage: CareSentence, pseudonyms: set[tuple[int, int]]) -> Iterator[CareFinding]:
    """Yield a name in quotation marks beside a child or a word for being called."""
    for match in _QUOTED.finditer(passage.text, passage.start, passage.end + 2):
        inside = _tokens_in(passage, *match.span(1))
        if not inside or any(one.bits & _NO_NICKNAME for one in inside):
            continue
        if match.span(1) not in pseudonyms and _is_called(passage, match.start(), match.end()):
            yield CareFinding("nickname", *match.span(1))


def _tokens_in(passage: CareSentence, start: int, end: int) -> list[CareToken]:
    """Return the words of a sentence that begin between two places."""
    return [one for one in passage.tokens[passage.first : passage.behind] if start <= one.start < end]


def _is_called(passage: CareSentence, start: int, end: int) -> bool:
    """Return whether close to a place somebody is called something, who is no accused."""
    before = _tokens_in(passage, start - _BEFORE_QUOTED, start)
    behind = _tokens_in(passage, end, end + _BEHIND_QUOTED)
    around = 0
    for one in before + behind:
        around |= one.bits
    if any(one.bits & ACCUSED for one in before[-_CLOSE:]):
        return False
    told = passage.child or any(one.bits & (PRONOUN | POSSESSIVE) for one in before[-_CALLED:])
    return bool(told and (around & (NICK | NAMED) or (before and before[-1].bits & ANY_CHILD)))


def _told_nicknames(at: int, passage: CareSentence, cast: Cast) -> Iterator[CareFinding]:
    """Yield a name without a surname behind "called her" and the like."""
    tokens = passage.tokens
    for one in cast.real(at):
        if (
            one.name.behind - one.name.first > _WORDS_OF_NICKNAME
            or one.role in {CastRole.ACCUSED, CastRole.RELATIVE}
            or _is_surely_adult(one)
        ):
            continue
        before = tokens[max(passage.first, one.name.first - _CALLED) : one.name.first]
        behind = tokens[one.name.behind : min(one.name.behind + 4, passage.behind)]
        bits = 0
        for token in before:
            bits |= token.bits
        friends = any(token.folded in _FRIENDS for token in behind) or (
            one.name.likeness >= UNKNOWN_WITHIN and any(token.bits & NICK for token in behind[:2])
        )
        is_place = one.name.likeness < -2 and is_known_place(tokens[one.name.first : one.name.behind])
        called = (
            bits & NICK
            and one.name.likeness >= (-2 if bits & PRONOUN else -1)
            and (passage.child or bits & (PRONOUN | POSSESSIVE))
        )
        if (called or friends) and not bits & (ACCUSED | TITLE) and not is_place:
            yield CareFinding("nickname", one.start, one.end)


def _is_surely_adult(one: CastMember) -> bool:
    """Return whether an age or an office makes a name a grown-up's, whatever they did."""
    return bool(one.evidence.aged or one.evidence.adult > max(one.evidence.speaker, one.evidence.accused))


_FRIENDS: Final = word_list("friends")


def find_initials(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield initials that may be a child's own; of one letter over and over, as courts write them, none are."""
    if not passage.near:
        return
    for match in _INITIALS.finditer(passage.text, passage.start, passage.end + 1):
        letters = re.sub(r"[^A-Z]", "", match[0])
        if len(letters) < 2 or letters in _NO_INITIALS or _FICTITIOUS.fullmatch(letters):
            continue
        if _leads_to_initials(passage, match.start(), match.end(), dotted="." in match[0]):
            yield CareFinding("initials", match.start(), match.start() + len(match[0].rstrip(" -")))


def _leads_to_initials(passage: CareSentence, start: int, end: int, *, dotted: bool) -> bool:
    tokens = _tokens_in(passage, passage.start, start)
    behind = _tokens_in(passage, end, passage.end)
    # what goes on with a surname is the name of somebody grown up, and no initials of a child
    if behind and behind[0].is_capital and behind[0].start - end <= 1 and not behind[0].bits:
        return False
    if behind and not dotted and behind[0].is_capital and behind[0].start - end <= 1:
        return False
    before = tokens[-(_BEFORE_INITIALS if dotted else 2) :]
    if not dotted and before and before[-1].word.isupper():
        return False
    if any(one.bits & (TITLE | ACCUSED | BODY) for one in before[-1:]):
        return False
    if any(one.bits & (ANY_CHILD | NAMED) or one.folded in {"si", "sina", "ni"} for one in before):
        return True
    return dotted and bool(passage.child or any(one.bits & (ANY_CHILD | RELATIVE) for one in behind[:4]))
