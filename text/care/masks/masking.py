"""What may identify a child in the fields of an article, and blacking it out letter by letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from text.care.findings import CareFinding
from text.care.masks.carried import CarriedWord, carried_words, find_carried

MASK: Final = "█"
#: stands for a letter that was deleted for good
REDACTED: Final = "▒"
_REDACTED: Final = re.compile(f"{REDACTED}[{REDACTED} ]{{0,200}}")


class FieldFinding(NamedTuple):
    """A finding and the field of an article that it is in."""

    field: str
    finding: CareFinding


def find_in_fields(
    fields: Mapping[str, str],
    known: Iterable[CarriedWord],
    identify: Callable[[str], Iterable[CareFinding]],
) -> list[FieldFinding]:
    """Return what may identify a child in the fields of an article, there and wherever the same words stand again.

    ``known`` are words that identify the child in other texts of the same story; ``identify`` applies the rules.
    """
    found = {FieldFinding(name, one) for name, text in fields.items() for one in identify(text)}
    said = {*words_in_fields(fields, found), *known}
    found.update(FieldFinding(name, one) for name, text in fields.items() for one in find_carried(said, text))
    return sorted(found)


def words_in_fields(fields: Mapping[str, str], found: Iterable[FieldFinding]) -> set[CarriedWord]:
    """Return the words of findings that are masked wherever they stand."""
    return {word for one in found for word in carried_words(one.finding, fields.get(one.field, ""))}


def mask_text(text: str, spans: Iterable[tuple[int, int]], sign: str = MASK) -> str:
    """Return a text with these stretches blacked out; white space stays."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", sign, text[start:end]) + text[end:]
    return text


def places_in_words(
    fields: Mapping[str, str], found: Collection[FieldFinding], words: str
) -> Iterator[tuple[int, int]]:
    """Yield where what was found in fields stands in other words: in a part of a field as there, else by itself."""
    yield from ((one.start, one.end) for one in find_carried(words_in_fields(fields, found), words))
    for name, text in fields.items():
        if (begin := text.find(words)) >= 0:
            spans = [one.finding for one in found if one.field == name]
            yield from ((max(0, one.start - begin), max(0, one.end - begin)) for one in spans)


def find_redacted(text: str) -> Iterator[CareFinding]:
    """Yield what was deleted from a text for good."""
    yield from (CareFinding("redacted", *match.span()) for match in _REDACTED.finditer(text))
