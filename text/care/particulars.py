"""Particulars of a child: birth date, telephone number, account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from text.care.findings import CareFinding
from text.care.mentions import ONE_CHILD
from text.care.passages import CareSentence
from text.care.words.vocabulary import (
    ACCOUNT,
    ACCUSED,
    ANY_CHILD,
    BIRTH,
    BODY,
    HOUSEHOLD,
    MONTH_NAME,
    PHONE_WORD,
    PLATFORM,
    POSSESSIVE,
    PRONOUN,
    RELATIVE,
    SERVICE,
    word_list,
)

#: who was born before is grown up while this is used (2026 less 18 is 2008), with some years for old cases; chosen
_EARLIEST_BIRTH: Final = 2003
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_NUMERIC_DATE: Final = re.compile(
    r"(?<![\w./-])(?:\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d)(?![\w/-])"
)
_PHONE: Final = re.compile(
    r"(?<![\w-])(?:\+\d{2}[ -]?\(?\d{1,4}\)?(?:[ -/]?\d{2,4}){2,4}|0\d{1,4}[ /-]{0,3}\d{3,8}(?:[ -]?\d{2,4}){0,3}|"
    r"\(0\d{1,3}\) ?\d{3,4}[ -]?\d{3,4})(?!\w)"
)
_DIGITS_OF_PHONE: Final = 7
_AT: Final = re.compile(r"(?<![\w.@])@[A-Za-z0-9_.-]{2,40}[A-Za-z0-9_]")
_CODED: Final = re.compile(
    r"(?<![\w@./-])(?=[\w.-]{4,40}(?![\w.-]))(?=[^\s]{0,40}[a-z])(?:[A-Za-z]{1,30}[._][A-Za-z0-9._]{1,30}[A-Za-z0-9]|[a-z]{2,30}\d{1,6}[a-z]{0,20}|"
    r"[A-Za-z]{2,30}_\w{1,30})(?![\w@/-]|\.\w)"
)
_QUOTED: Final = re.compile(r"[\"“„‘'«]([^\"“”„’'»\n]{2,40})[\"”“’'»]")
_WEB: Final = re.compile(r"\.(?:com|org|ph|de|nl|net|gov|info|edu|uk|au|eu)\b", re.IGNORECASE)
#: words before the name of an account among which one says that it is one, and words of the longest; chosen
_BEFORE_ACCOUNT: Final = 7
_WORDS_OF_ACCOUNT: Final = 5
#: an account that is no child's
_OFFICIAL: Final = word_list("official")


def find_birth_dates(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the birth date of a child: one beside a child, or of a year in which nobody grown up was born."""
    if not passage.bits & BIRTH and not (passage.bits & MONTH_NAME and _comes_into_the_world(passage)):
        return
    for start, end in _dates(passage):
        years = [int(year) for year in _YEAR.findall(passage.text, start, end)]
        if years[0] >= _EARLIEST_BIRTH if years else passage.near and not passage.bits & ACCUSED:
            yield CareFinding("birth_date", start, end)


def _comes_into_the_world(passage: CareSentence) -> bool:
    """Return whether a sentence says so in German or Dutch, or gives a date somebody "is from"."""
    words = passage.tokens[passage.first : passage.behind]
    world = any(one.folded in _WORLDS and two.folded in {"welt", "wereld"} for one, two in pairwise(words))
    is_from = any(
        one.folded == "is" and two.folded == "van" and three.folded.isdigit()
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    )
    return bool(passage.near or passage.bits & PRONOUN) and (world or is_from)


_WORLDS: Final = word_list("worlds")


def _dates(passage: CareSentence) -> Iterator[tuple[int, int]]:
    """Yield the days, months of a year, feasts and birth years in a sentence."""
    for match in _NUMERIC_DATE.finditer(passage.text, passage.start, passage.end + 1):
        yield match.span()
    tokens, done = passage.tokens, passage.first
    for at in passage.indices(MONTH_NAME):
        first, behind = _first_of_date(passage, at, done), _behind_date(passage, at)
        if behind - first > 1:
            yield tokens[first].start, tokens[behind - 1].end
            done = behind
    for at in range(passage.first, passage.behind):
        is_feast = tokens[at].folded in _HOLIDAYS and tokens[at].is_capital
        if is_feast or (not passage.bits & MONTH_NAME and _is_birth_year(passage, at)):
            yield tokens[at].start, tokens[at].end


def _first_of_date(passage: CareSentence, month: int, done: int) -> int:
    """Return where a date begins before its month: at the day, also one with "of" behind it."""
    tokens, first = passage.tokens, month
    while first > max(done, month - 4):
        before = tokens[first - 1].folded
        of_a_day = before in _OF and first - 2 >= passage.first and _is_day(tokens[first - 2].folded)
        if not _is_day(before) and not of_a_day:
            break
        first -= 1
    return first


def _behind_date(passage: CareSentence, month: int) -> int:
    """Return behind which word a date ends: the day or the year behind its month."""
    behind = month + 1
    while behind < min(passage.behind, month + 3):
        word = passage.tokens[behind].folded
        if not _is_day(word) and not _YEAR.fullmatch(word):
            break
        behind += 1
    return behind


def _is_birth_year(passage: CareSentence, at: int) -> bool:
    near = passage.tokens[max(passage.first, at - 3) : at + 2]
    return _YEAR.fullmatch(passage.tokens[at].word) is not None and any(one.bits & BIRTH for one in near)


_OF: Final = frozenset(["ng", "sa", "de", "of", "den", "the"])
_HOLIDAYS: Final = word_list("holidays")
_DAY: Final = re.compile(
    r"(?:ika-?)?[0-3]?\d(?:st|nd|rd|th|e)?|ika-?\w{4,12}|(?:twenty|thirty)-?\w{0,10}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w{3,20}(?:sten?|ten)"
)


def _is_day(word: str) -> bool:
    return _DAY.fullmatch(word) is not None


def find_phones(at: int, passages: Sequence[CareSentence]) -> Iterator[CareFinding]:
    """Yield a telephone number by which a child or its family can be reached."""
    passage = passages[at]
    if not passage.near:
        return
    private = passage.bits & (RELATIVE | HOUSEHOLD) or (passage.child == ONE_CHILD and not passage.bits & SERVICE)
    if not private and (passage.bits & (SERVICE | BODY) or (at and passages[at - 1].bits & SERVICE)):
        return
    if not passage.bits & (PHONE_WORD | RELATIVE | HOUSEHOLD | ANY_CHILD | PRONOUN | POSSESSIVE):
        return
    if passage.bits & SERVICE and passage.bits & BODY:
        return
    for match in _PHONE.finditer(passage.text, passage.start, passage.end + 1):
        if sum(letter.isdigit() for letter in match[0]) >= _DIGITS_OF_PHONE:
            yield CareFinding("phone", *match.span())


def find_handles(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the account of a child in a network."""
    words = passage.tokens[passage.first : passage.behind]
    if not passage.near or not _is_childs_account(passage) or any(one.folded in _OFFICIAL for one in words):
        return
    text, end = passage.text, passage.end + 2
    for match in _AT.finditer(text, passage.start, end):
        yield CareFinding("handle", *match.span())
    for match in _CODED.finditer(text, passage.start, end):
        if not _WEB.search(match[0]):
            yield CareFinding("handle", *match.span())
    if passage.bits & (PLATFORM | ACCOUNT):
        for match in _QUOTED.finditer(text, passage.start, end):
            if _is_account_name(passage, match.start(), match[1]):
                yield CareFinding("handle", *match.span(1))


def _is_childs_account(passage: CareSentence) -> bool:
    contacted = passage.bits & PLATFORM and passage.bits & ACCUSED
    return bool(passage.bits & (ANY_CHILD | PRONOUN | POSSESSIVE) or passage.has_child_age or contacted)


def _is_account_name(passage: CareSentence, start: int, name: str) -> bool:
    """Return whether what is quoted is the name of an account: close behind a word for one, and no sentence."""
    words = passage.tokens[passage.first : passage.behind]
    before = [one for one in words if one.start < start][-_BEFORE_ACCOUNT:]
    return (
        any(one.bits & (PLATFORM | ACCOUNT) for one in before)
        and len(name.split()) <= _WORDS_OF_ACCOUNT
        and not any(one.bits & ACCUSED for one in before)
    )
