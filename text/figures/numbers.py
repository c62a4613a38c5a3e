"""Numbers as texts write them: digits with separators and multipliers, and words of four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod
from typing import Final, NamedTuple


def _numbered(words: str, start: int = 1, step: int = 1) -> dict[str, float]:
    """Return some words with the numbers that they stand for, from ``start`` on in steps."""
    return {word: float(start + step * at) for at, word in enumerate(words.split())}


_ENGLISH: Final = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH_TENS: Final = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_GERMAN: Final = _numbered(
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_GERMAN_TENS: Final = _numbered("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
_GERMAN_DIGITS: Final = list(_GERMAN.items())[:9]
_DUTCH: Final = _numbered(
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien"
)
_TAGALOG: Final = _numbered("isa dalawa tatlo apat lima anim pito walo siyam sampu")
_TAGALOG_TENS: Final = _numbered("dalawampu tatlumpu apatnapu limampu animnapu pitumpu walumpu siyamnapu", 20, 10)
_CEBUANO: Final = _numbered("usa duha tulo upat lima unom pito walo siyam napulo")
_CEBUANO_TENS: Final = _numbered("kawhaan katloan kap-atan kalim-an kan-uman kapitoan kawaloan kasiyaman", 20, 10)
#: Spanish numbers as Tagalog and Cebuano write them; "dose", being English, too, is one before what it may count only
_SPANISH_TENS: Final = {
    **_numbered("beinte traynta kuarenta singkuenta saysenta sitenta otsenta nobenta", 20, 10),
    **_numbered("bente trenta kuwarenta singkuwenta sisenta sitenta otsenta nobenta", 20, 10),
    **_numbered("beynte treinta kwarenta singkwenta sesenta setenta otsenta nobenta", 20, 10),
}
_SPANISH: Final = {
    "dose": 12.0,
    "uno": 1.0,
    **_numbered("dos tres kuwatro singko sais siyete otso nuwebe diyes onse", 2),
    **_numbered("dos tres kwatro singko seis syete otso nuebe dyes", 2),
    **_numbered("trese katorse kinse disisais disisiyete disiotso disinuwebe", 13),
    **_numbered("disisyete disiotso disinuybe", 17),
    **_SPANISH_TENS,
}
_HALVES: Final = dict.fromkeys(("eine halbe", "einer halben", "half a", "a half", "half", "kalahating"), 0.5)
#: words that stand for a number only before what they count; a linker may follow them
_OTHER: dict[str, float] = {
    **_TAGALOG,
    **_TAGALOG_TENS,
    **_numbered(
        "labing-isa labindalawa labintatlo labing-apat labinlima labing-anim labimpito labing-walo labinsiyam", 11
    ),
    **_numbered("labingisa labing-dalawa labing-tatlo labingapat labing-lima labinganim labing-pito labingwalo", 11),
    "labing-siyam": 19.0,
    **_CEBUANO,
    **_CEBUANO_TENS,
    **_SPANISH,
    **_GERMAN,
    **_GERMAN_TENS,
    **{
        f"{unit}und{ten}": ten_value + value
        for unit, value in _GERMAN_DIGITS
        for ten, ten_value in _GERMAN_TENS.items()
    },
    **{f"{unit}hundert": 100 * value for unit, value in _GERMAN_DIGITS},
    **{f"{number}tausend": 1000 * value for number, value in (_GERMAN | _GERMAN_TENS).items()},
    **{f"{number}einhalb": value + 0.5 for number, value in list(_GERMAN.items())[:12]},
    **dict.fromkeys(("anderthalb", "anderthalbes", "eineinhalb"), 1.5),
    **dict.fromkeys(("eine", "einen", "einem", "einer"), 1.0),
    **_HALVES,
    "hundert": 100.0,
    "tausend": 1000.0,
    **_DUTCH,
    **_numbered("twintig dertig veertig vijftig zestig zeventig tachtig negentig", 20, 10),
    "a couple": 2.0,
    "half a dozen": 6.0,
    "a dozen": 12.0,
    "dozen": 12.0,
    "couple": 2.0,
}
#: looked up by their folded forms, so that "dreißig" is "dreissig", too
_OTHER |= {word.casefold(): value for word, value in _OTHER.items()}
#: between the two words of a number from 21 on: "dalawampu't isa", "napulo ug duha", "kawhaan ug usa", "napulog upat",
#: "kuwarentay tres"
_JOINED: Final = r"(?:['’][ty]\s{1,4}|\s{1,4}(?:ug|y)\s{1,4}|(?<=napulo)g\s{1,4}|(?<=nta)y\s{1,4}|(?<=nte)y\s{1,4})"
_MULTIPLIERS: Final = {
    **dict.fromkeys(("hundred", "daan", "gatos"), 100.0),
    **dict.fromkeys(("thousand", "libo", "tausend", "duizend", "mil", "k"), 1_000.0),
    **dict.fromkeys(("million", "milyon", "milyones", "millionen", "mio", "miljoen", "m"), 1_000_000.0),
    **dict.fromkeys(("billion", "bilyon", "milliarde", "milliarden", "miljard", "bn"), 1_000_000_000.0),
    "dozen": 12.0,
}
_DIGITS: Final = r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_TENS: Final = "|".join(_ENGLISH_TENS)
_UNITS: Final = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_SMALL: Final = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_UNITS})"
_WORDS: Final = (
    rf"(?:(?:(?:a|{_SMALL})\s+hundred(?:\s+(?:and\s+)?{_SMALL})?|{_SMALL})(?:\s+thousand(?:\s+{_SMALL}\s+hundred)?)?"
    rf"|hundred(?=\s+met))"
)
_OTHER_WORD: Final = rf"(?:{'|'.join(sorted(map(re.escape, _OTHER.keys() - _HALVES), key=len, reverse=True))})"
_HALF: Final = rf"(?:{'|'.join(_HALVES)})(?=[\s-](?:[mb]ilyon|[mb]illion|milliarde))"
_TENS_BEFORE: Final = rf"(?:{'|'.join((*_TAGALOG_TENS, *_CEBUANO_TENS, *_SPANISH_TENS, 'napulo'))})"
#: "alas-nuwebe" is a time
_NO_NUMBER: Final = r"(?<!\balas[\s-])(?!tulong\b|uno\b|dose\b(?!\sanyos|\ska\s|\sna\s))"
#: "tatlong daan at limampung libo", "tulo ka gatos ug kalim-an ka libo"
_HUNDREDS: Final = rf"(?:(?P<hundreds>{_OTHER_WORD}(?:ng)?)\s(?:ka\s)?(?:daan|gatos)\s(?:at|ug)\s)?"
_OTHERS: Final = rf"{_NO_NUMBER}(?:{_TENS_BEFORE}{_JOINED}{_OTHER_WORD}|{_OTHER_WORD}|{_HALF})(?:ng)?"
#: longer multipliers first; the short ones stand right behind digits only
_SCALE: Final = (
    r"(?:[\s\u00a0-]?(?P<scale>million(?:en)?|milyong?|milyones|miljoen|billion|bilyong?|milliarden?|miljard|thousand|"
    r"libo(?:ng)?|"
    r"tausend|duizend|hundred|mio\b|bn\b|m\b|k\b))?"
)
#: multipliers behind words: "limang daang libo", "duha ka milyon", "eine halbe Million"
_OTHER_SCALES: Final = (
    r"(?P<other_scales>(?:[\s-](?:(?:ka|na)\s)?(?:daang?|gatos|libo(?:ng)?|mil|milyong?|milyones|bilyong?|tausend|"
    r"million(?:en)?|milliarden?|miljoen|miljard)\b){1,2})?"
)
WRITTEN_NUMBER: Final = re.compile(
    rf"(?<![\w.,-])(?P<digits>{_DIGITS})(?![\d])(?:(?=[^\d\w])|(?=[a-zA-Z]))?{_SCALE}"
    rf"|\b(?P<words>{_WORDS})\b(?:[\s-](?P<word_scale>million|billion|dozen))?"
    rf"|\b{_HUNDREDS}(?P<other>{_OTHERS})\b{_OTHER_SCALES}",
    re.IGNORECASE,
)


_RUN: Final = re.compile(r"\w+")
#: the first words that a number in words may have
_FIRST_WORDS: Final = frozenset(
    form.casefold()
    for word in ("a", "hundred", *_ENGLISH, *_ENGLISH_TENS, *(re.split(r"[\s-]", other)[0] for other in _OTHER))
    for form in (word, f"{word}ng", f"{word}g", f"{word}y")
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
        value = parse_digits(digits, decimal_comma=decimal_comma) * _multiplier(match["scale"])
    elif words := match["words"]:
        value = parse_english(words) * _multiplier(match["word_scale"])
    else:
        parts = re.split(_JOINED, match["other"].casefold())
        scales = re.findall(r"[^\W\d_]{3,}", (match["other_scales"] or "").casefold())
        value = sum(_in_other_words(word) for word in parts) + 100 * _in_other_words(match["hundreds"])
        value *= prod(_multiplier(scale) for scale in scales)
    return WrittenNumber(round(float(value), 6), match.start(), match.end(), not digits)


def _in_other_words(word: str | None) -> float:
    """Return the value of a word of a language other than English; a linker may end it."""
    plain = (word or "").casefold()
    return _OTHER.get(plain) or _OTHER.get(plain.removesuffix("ng"), 0.0)


def _multiplier(scale: str | None) -> float:
    """Return what a word behind a number multiplies it by; a linker may end it."""
    word = (scale or "").casefold()
    forms = (word, word.removesuffix("g"), word.removesuffix("ng"))
    return next((_MULTIPLIERS[form] for form in forms if form in _MULTIPLIERS), 1.0)


def parse_digits(digits: str, *, decimal_comma: bool) -> float:
    """Return the value of digits with separators: of one before three digits the language decides what it is."""
    plain = re.sub(r"['’\u00a0\u202f]", "", digits)
    thousands, decimal = (".", ",") if decimal_comma else (",", ".")
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}})+", plain)
    both = thousands in plain and decimal in plain
    if (
        plain.count(decimal) > 1
        or (grouped and decimal_comma)
        or (both and plain.rfind(thousands) > plain.rfind(decimal))
    ):
        thousands, decimal = decimal, thousands
    whole, _, part = plain.replace(thousands, "").partition(decimal)
    return float(f"{whole}.{part.replace(decimal, '') or 0}")


def parse_english(words: str) -> float:
    """Return the value of an English number in words, below a million."""
    total = current = 0.0
    for word in re.split(r"[\s-]+", words.casefold()):
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += _ENGLISH.get(word) or _ENGLISH_TENS.get(word) or (1 if word == "a" else 0)
    return total + current
