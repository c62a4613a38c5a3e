"""Whether names stand for others, or for the same in another spelling, in another form or in short."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from text.dates.months import MONTHS
from text.words import AFTER_NUMBERS

#: likeness, by difflib, from which on two names are one in two spellings or forms; chosen, not measured
SAME_NAME = 0.7
#: letters of a name's short form at most; chosen, not measured
MAX_INITIALS = 6
#: in English, Filipino and German
WEEKDAYS = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("lunes", "martes", "miyerkules", "huwebes", "biyernes", "sabado", "linggo"),
        *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    )
)


def are_other_names(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Return whether both have a name and none of ours is one of theirs; numbers, days and months are no names."""
    one, two = ([word for word in words if _is_name(word)] for words in (ours, theirs))
    return bool(one and two) and not any(_is_same_name(word, other) for word in one for other in two)


def _is_same_name(one: str, two: str) -> bool:
    short, full = sorted((one, two), key=len)
    return full.startswith(short) or SequenceMatcher(None, one, two).ratio() >= SAME_NAME


def _is_name(word: str) -> bool:
    return word > AFTER_NUMBERS and word not in MONTHS and word not in WEEKDAYS


def is_in_short(names: Collection[str], words: Sequence[str]) -> bool:
    """Return whether a name has the first letters of several words: NBI for National Bureau of Investigation."""
    initials = {word[0] for word in words} if len(words) > 1 else set()
    short = [name.removesuffix("'s") for name in names]
    return any(1 < len(name) <= MAX_INITIALS and initials.issuperset(name) for name in short)
