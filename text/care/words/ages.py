"""The ages that a text tells, in figures or words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from text.care.words.tokens import CareToken
from text.care.words.vocabulary import ANY_CHILD, BODY, LINKING, MONTH_NAME, word_list

#: who is younger is a child (Convention on the Rights of the Child, article 1; RA 7610, section 3)
ADULT: Final = 18
_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "one isa isang usa ein eine einem een éen uno",
            "two dalawa dalawang duha zwei twee dos",
            "three tatlo tatlong tulo drei drie tres",
            "four apat upat vier kuwatro kwatro",
            "five lima limang fünf vijf singko",
            "six anim unom sechs zes sais sies",
            "seven pito pitong sieben zeven siyete syete",
            "eight walo walong acht otso",
            "nine siyam neun negen nuwebe nwebe",
            "ten sampu sampung napulo zehn tien diyes dyes",
            "eleven labing-isa labing-isang elf onse",
            "twelve labindalawa labindalawang dose zwölf twaalf",
            "thirteen labintatlo labintatlong trese dreizehn dertien",
            "fourteen labing-apat katorse vierzehn veertien",
            "fifteen labinlima labinlimang kinse fünfzehn vijftien",
            "sixteen labing-anim disisais disisaes sechzehn zestien",
            "seventeen labimpito labimpitong disisiyete siebzehn zeventien",
        ),
        start=1,
    )
    for word in words.split()
}
_COMPOUND: Final = re.compile(
    r"(?P<years>[^\W_]{1,14})-(?:(?:year|yr|month)s?(?:-olds?)?|anyos|taong|taon|tuig)(?:-gulang)?|"
    r"(?P<jahre>[^\W_]{1,20}?)-?(?:jährige?[rnms]?|jarigen?|jarig|monatige?[rnms]?)"
)
_UNITS: Final = word_list("units")
_YEARS: Final = word_list("years")
_OLD: Final = word_list("old")
_AGED: Final = word_list("aged")
#: words that may stand between a number and its unit, or before the number
_BETWEEN: Final = word_list("between")
_VERBS: Final = word_list("verbs")
#: what stands between a name and the age of who bears it
_BEHIND_NAME: Final = frozenset((", ", " (", ",\n", "\n(", ",\u00a0", "\u201d, ", '", ', '," '))
_GOES_ON: Final = word_list("goes_on")
#: what follows a number of years that is no age: a term in prison
_TERM: Final = word_list("term")


class Age(NamedTuple):
    """An age: the words that tell it, from the first to behind the last, and whether it is a child's."""

    first: int
    behind: int
    is_child: bool


@lru_cache(maxsize=8_192)
def age_number(word: str) -> int:
    """Return the number that a word means as an age, or 0; a number of words above seventeen counts as 18."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 2 else 0
    return _NUMBERS.get(word.removeprefix("nag-"), 0)


def _compound_age(word: str) -> int:
    """Return the age in one word, as in "nine-year-old" and "achtjährige", or 0."""
    match = _COMPOUND.fullmatch(word)
    if not match or word in {"minderjährige", "minderjarige", "minderjarigen", "minderjährigen", "minderjähriger"}:
        return 0
    said = match["years"] or match["jahre"]
    return age_number(said) or (
        0 if said.startswith(("lang", "mehr", "groß", "voll", "ganz", "meer", "lang")) else ADULT
    )


@lru_cache(maxsize=16_384)
def _numbers_in(word: str) -> tuple[int, int]:
    """Return the age that a word is, and the number that it may be one by; 0 where it is none."""
    return _compound_age(word), age_number(word)


def read_ages(tokens: Sequence[CareToken], first: int, behind: int) -> list[Age]:
    """Return the ages in a sentence, which is a run of words."""
    return list(_ages(tokens, first, behind))


def _ages(tokens: Sequence[CareToken], first: int, behind: int) -> Iterator[Age]:
    at = first
    while at < behind:
        age, number = _numbers_in(tokens[at].folded)
        end = at + 1
        if number and not age:
            end = _end_of_age(tokens, first, at, behind)
            age = number if end else 0
        if age:
            yield Age(_first_of_age(tokens, first, at), end, age < ADULT)
            at = end
        else:
            at += 1


def _first_of_age(tokens: Sequence[CareToken], first: int, at: int) -> int:
    """Return where an age begins: at "aged" or "nag-edad og" before its number, or at the number."""
    for before in range(at - 1, max(first, at - 3) - 1, -1):
        if tokens[before].folded in _AGED:
            return before
        if tokens[before].folded not in _BETWEEN:
            break
    return at


def _end_of_age(tokens: Sequence[CareToken], first: int, at: int, behind: int) -> int:
    """Return behind which word an age ends that begins with a number, or 0 where the number is none."""
    after = at + 1
    while after < behind and after < at + 3 and tokens[after].folded in _BETWEEN:
        after += 1
    if after < behind and not _is_apart(tokens[at + 1]):
        if tokens[after].folded in _UNITS:
            return after + 1 + (after + 1 < behind and tokens[after + 1].folded == "gulang")
        if tokens[after].folded in _YEARS or tokens[at + 1].folded in _YEARS:
            old = next((n for n in range(at + 1, min(at + 5, behind)) if tokens[n].folded in _OLD), 0)
            if old:
                return old + 1
    return at + 1 if _is_led_to(tokens, first, at, behind) else 0


def _is_led_to(tokens: Sequence[CareToken], first: int, at: int, behind: int) -> bool:
    """Return whether what stands before a number makes it an age: "aged", "a girl of", "she was"."""
    close = at + 1 < behind and not _is_apart(tokens[at + 1])
    following = [token.folded for token in tokens[at + 1 : min(at + 3, behind)]] if close else []
    if (
        at == first
        or (following[:1] and following[0] in _TERM)
        or (following[1:] and following[1] in _TERM and following[0] in _YEARS)
    ):
        return False
    before = tokens[at - 1]
    names = before.is_capital or before.bits & ANY_CHILD
    if names and tokens[at].gap in _BEHIND_NAME and not before.bits & (MONTH_NAME | BODY):
        after = at + 2 if following and following[0] in _YEARS else at + 1
        return after >= behind or _is_apart(tokens[after]) or bool(tokens[after].bits & LINKING)
    if before.folded in _AGED or (at - 2 >= first and tokens[at - 2].folded in _AGED and before.folded in _BETWEEN):
        return True
    if before.folded in {"of", "von", "van"} and at - 2 >= first:
        noun = tokens[at - 2]
        years = at + 1 < behind and tokens[at + 1].folded in _YEARS
        return bool(noun.bits & ANY_CHILD or (years and noun.is_capital)) and not _counts(tokens, at, behind)
    alone = at + 1 >= behind or _is_apart(tokens[at + 1]) or tokens[at + 1].folded in _GOES_ON
    return before.folded in _VERBS and alone


def _counts(tokens: Sequence[CareToken], at: int, behind: int) -> bool:
    """Return whether a number counts something: "one of three girls"."""
    return at + 1 < behind and not _is_apart(tokens[at + 1]) and bool(tokens[at + 1].bits & ANY_CHILD)


def _is_apart(token: CareToken) -> bool:
    """Return whether more than a blank stands before a word."""
    return not token.gap.isspace()
