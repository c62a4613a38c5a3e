"""The words that the rules look for, compiled once from vocabulary.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final


@cache
def word_lists() -> dict[str, list[str]]:
    """Return the lists of vocabulary.toml by their names."""
    return dict(tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8")))


def any_of(name: str) -> str:
    """Return a list as a part of a pattern, blind to case, the longest words first."""
    return f"(?i:{'|'.join(sorted(word_lists()[name], key=len, reverse=True))})"


def word_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of a list."""
    return re.compile(rf"(?<![\w-]){any_of(name)}(?![\w-])")


_CAPITALISED: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]{1,30}(?:['’-][^\W\d_]{1,30}){0,3}"
_PARTICLE: Final = (
    r"(?:de las|de los|de la|dela|del|de|van der|van den|van de|van|von der|von|zu|ter|bin|y|of|the|ng|sa)"
)
#: a proper name of one to five words, also with initials between them
PROPER: Final = rf"{_CAPITALISED}(?:\.?[ \u00a0](?:{_PARTICLE}[ \u00a0])?(?:{_CAPITALISED}|[A-Z]\.|Jr\.?)){{0,4}}"
#: the same of at least two words
FULL_NAME: Final = rf"{_CAPITALISED}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?(?:{_CAPITALISED}|[A-Z]\.)){{1,4}}"

_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "isa dalawa tatlo apat lima anim pito walo siyam sampu labing-isa labindalawa labintatlo labing-apat labinlima "
    "dalawang tatlong apat\\sna limang anim\\sna pitong walong siyam\\sna sampung labing-isang "
    "labindalawang labintatlong labinlimang "
    "usa duha tulo upat unom walo siyam napulo onse dose trese katorse kinse disisais disisyete "
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "een twee drie vijf zes zeven negen tien twaalf dertien veertien vijftien zestien zeventien"
)
#: an age below eighteen (Convention on the Rights of the Child, article 1; RA 7610 section 3), in figures or words
_NUMBER: Final = rf"(?:1[0-7]|[1-9]|(?i:{'|'.join(sorted(_ONES.split(), key=len, reverse=True))}))"
#: how the age of a child is written where it cannot be anything else
CHILD_AGE: Final = (
    rf"(?<![\w.,])(?:{_NUMBER}[- ](?:years?|months?)[- ]olds?|{_NUMBER}[- ]?(?:jährige?[rnms]?|jarigen?|jarig)|"
    rf"{_NUMBER}(?:[- ](?:na|ka|at|ug|og|and|und|en|{_NUMBER}))*[- ](?:taong? gulang|taong-gulang|anyos|tuig "
    rf"ang (?:panuigon|edad)|"
    rf"jahren? alt|jaar oud)|(?i:girl|boy|child|jongen|jongetje|meisje|junge|mädchen|kind) (?:of|van|von) "
    rf"{_NUMBER}(?: jaar| jahren)?|(?:aged?|edad|gulang na|im alter von) {_NUMBER})(?!\w)"
)
#: the same without the noun, as it stands behind a name and a comma
BARE_AGE: Final = rf"{_NUMBER}"
