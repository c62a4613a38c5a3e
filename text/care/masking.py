"""What may identify a child in the fields of an article, and blacking it out letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from text.care.findings import CareFinding, Severity
from text.care.reading import find_identifying

MASK: Final = "█"
#: letters from which on a word of a masked stretch is masked wherever else it stands; chosen, not measured
_MIN_LETTERS: Final = 4
#: rules whose words are names, of which each part leads to the child as well
_NAMES: Final = frozenset({"child_name", "nickname", "relative"})
_LAST_WORD: Final = re.compile(r"[^\W\d_][\w'’-]{1,30}$")


class FieldFinding(NamedTuple):
    """A finding and the field of an article that it is in."""

    field: str
    finding: CareFinding


def find_in_fields(fields: Mapping[str, str]) -> list[FieldFinding]:
    """Return what may identify a child in the fields of an article, there and wherever the same words stand again."""
    found = {FieldFinding(name, one) for name, text in fields.items() for one in find_identifying(text)}
    said = {(one.finding.rule, word) for one in found for word in _words_of(one, fields[one.field])}
    for rule, word in said:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        for name, text in fields.items():
            for match in pattern.finditer(text):
                found.add(FieldFinding(name, CareFinding(rule, *match.span())))
    return sorted(found)


def mask_text(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with these stretches blacked out; white space stays."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", MASK, text[start:end]) + text[end:]
    return text


def _words_of(one: FieldFinding, text: str) -> Iterator[str]:
    """Yield what is masked wherever it stands: the words found, and of a name its last one."""
    words = text[one.finding.start : one.finding.end]
    if one.finding.severity is Severity.NOTE or one.finding.rule in {"incest", "age_kin"} or len(words) < _MIN_LETTERS:
        return
    yield words
    last = _LAST_WORD.search(words)
    if one.finding.rule in _NAMES and last and len(last[0]) >= _MIN_LETTERS:
        yield last[0]
