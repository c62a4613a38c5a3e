"""Numbers as texts write them: digits with separators and multipliers, and words of four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_ENGLISH: Final = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        start=1,
    )
}
_ENGLISH_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
#: words that stand for a number only before what they count; a linker may follow them
_OTHER: Final = {
    **{
        word: number
        for number, word in enumerate(
            ["isa", "dalawa", "tatlo", "apat", "lima", "anim", "pito", "walo", "siyam", "sampu"], start=1
        )
    },
    "labing-isa": 11,
    "labindalawa": 12,
    "labintatlo": 13,
    "labing-apat": 14,
    "labinlima": 15,
    "labing-anim": 16,
    "labimpito": 17,
    "labing-walo": 18,
    "labinsiyam": 19,
    "dalawampu": 20,
    "tatlumpu": 30,
    "apatnapu": 40,
    "limampu": 50,
    **{
        word: number
        for number, word in enumerate(
            ["usa", "duha", "tulo", "upat", "lima", "unom", "pito", "walo", "siyam", "napulo"], start=1
        )
    },
    **{
        word: number
        for number, word in enumerate(
            ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"], start=1
        )
    },
    "eine": 1,
    "einen": 1,
    "einem": 1,
    "zwanzig": 20,
    "dreißig": 30,
    "vierzig": 40,
    "fünfzig": 50,
    "elftausend": 11_000,
    **{
        word: number
        for number, word in enumerate(
            ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"], start=1
        )
    },
    **{
        word: number
        for number, word in enumerate(
            ["elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"], 11
        )
    },
    **{word: 10 * number for number, word in enumerate(["kawhaan", "katloan", "kap-atan", "kalim-an"], start=2)},
    **{word: 10 * number for number, word in enumerate(["twintig", "dertig", "veertig", "vijftig"], start=2)},
    "a couple": 2,
    "a dozen": 12,
    "dozen": 12,
    "couple": 2,
}
#: between the two words of a number from 21 on: "dalawampu't isa", "napulo ug duha", "kawhaan ug usa"
_JOINED: Final = r"(?:['’]t\s{1,4}|\s{1,4}ug\s{1,4})"
_MULTIPLIERS: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "milyon": 1_000_000,
    "milyong": 1_000_000,
    "milyones": 1_000_000,
    "millionen": 1_000_000,
    "mio": 1_000_000,
    "miljoen": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bilyon": 1_000_000_000,
    "bilyong": 1_000_000_000,
    "milliarden": 1_000_000_000,
    "miljard": 1_000_000_000,
    "bn": 1_000_000_000,
    "libo": 1_000,
    "libong": 1_000,
    "tausend": 1_000,
    "duizend": 1_000,
    "k": 1_000,
}
_DIGITS: Final = r"\d{1,3}(?:[.,\u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_TENS: Final = "|".join(_ENGLISH_TENS)
_UNITS: Final = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_SMALL: Final = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_UNITS})"
_WORDS: Final = (
    rf"(?:(?:(?:a|{_SMALL})\s+hundred(?:\s+(?:and\s+)?{_SMALL})?|{_SMALL})(?:\s+thousand(?:\s+{_SMALL}\s+hundred)?)?"
    rf"|hundred(?=\s+met))"
)
_OTHER_WORD: Final = rf"(?:{'|'.join(sorted(map(re.escape, _OTHER), key=len, reverse=True))})"
_TENS_BEFORE: Final = r"(?:dalawampu|tatlumpu|apatnapu|limampu|napulo|kawhaan|katloan|kap-atan|kalim-an)"
_OTHERS: Final = rf"(?!tulong\b)(?:{_TENS_BEFORE}{_JOINED}{_OTHER_WORD}|{_OTHER_WORD})(?:ng)?"
#: longer multipliers first; the short ones stand right behind digits only
_SCALE: Final = (
    r"(?:[\s\u00a0-]?(?P<scale>million(?:en)?|milyong?|milyones|miljoen|billion|bilyong?|milliarden|miljard|thousand|"
    r"libong?|"
    r"tausend|duizend|hundred|mio\b|bn\b|m\b|k\b))?"
)
WRITTEN_NUMBER: Final = re.compile(
    rf"(?<![\w.,-])(?P<digits>{_DIGITS})(?![\d])(?:(?=[^\d\w])|(?=[a-zA-Z]))?{_SCALE}"
    rf"|\b(?P<words>{_WORDS})\b(?:[\s-](?P<word_scale>million|billion))?|\b(?P<other>{_OTHERS})\b",
    re.IGNORECASE,
)


_RUN: Final = re.compile(r"\w+")
#: the first words that a number in words may have
_FIRST_WORDS: Final = frozenset(
    form.casefold()
    for word in ("a", "hundred", *_ENGLISH, *_ENGLISH_TENS, *(re.split(r"[\s-]", other)[0] for other in _OTHER))
    for form in (word, f"{word}ng")
)


class WrittenNumber(NamedTuple):
    """A number, where it stands, and whether it is written in words."""

    value: float
    start: int
    end: int
    in_words: bool


def written_numbers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of WRITTEN_NUMBER between two places, which is tried only where a number may begin."""
    for run in _RUN.finditer(text, start, end):
        first = run.group()
        if run.start() < start or not (first[0].isdecimal() or first.casefold() in _FIRST_WORDS):
            continue
        if match := WRITTEN_NUMBER.match(text, run.start(), end):
            start = match.end()
            yield match


def read_number(match: re.Match[str], *, decimal_comma: bool) -> WrittenNumber:
    """Return what a match of WRITTEN_NUMBER says; with ``decimal_comma`` 1.000 is a thousand and 1,5 one and a half."""
    if digits := match["digits"]:
        scale = _MULTIPLIERS.get((match["scale"] or "").casefold(), 1)
        value = parse_digits(digits, decimal_comma=decimal_comma) * scale
    elif words := match["words"]:
        value = parse_english(words) * _MULTIPLIERS.get((match["word_scale"] or "").casefold(), 1)
    else:
        parts = re.split(_JOINED, match["other"].casefold())
        value = sum(_OTHER.get(word) or _OTHER[word.removesuffix("ng")] for word in parts)
    return WrittenNumber(round(float(value), 6), match.start(), match.end(), not digits)


def parse_digits(digits: str, *, decimal_comma: bool) -> float:
    """Return the value of digits with separators: of one before three digits the language decides what it is."""
    plain = digits.replace("\u00a0", "")
    thousands, decimal = (".", ",") if decimal_comma else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}})+", plain) and (
        decimal_comma or plain.count(decimal) > 1
    ):
        thousands, decimal = decimal, thousands
    return float(plain.replace(thousands, "").replace(decimal, "."))


def parse_english(words: str) -> float:
    """Return the value of an English number in words, below a million."""
    total = current = 0
    for word in re.split(r"[\s-]+", words.casefold()):
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += _ENGLISH.get(word) or _ENGLISH_TENS.get(word) or (1 if word == "a" else 0)
    return float(total + current)
