"""The laws that a text names, by number or by name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from text.ledgers.entries import LawEntry
from text.phrases.finding import PhraseIndex, Token, fold_phrase, index_phrases, phrases_at

_ACT: Final = r"(?:Republic Acts?|R\.\s?A\.|RAs?|Batas Republika|Republikgesetz(?:e[sn]?)?)"
_NUMBERED: Final = re.compile(
    rf"\b{_ACT}\s*(?:(?:Nos?|Blg|Numbers?|Nr)\.?\s*)?\d{{4,5}}\b"
    rf"(?:(?:\s*(?:,|/|&)\s*(?:(?:and|at|ug|und|or)\s+)?|\s+(?:and|at|ug|und|or|o)\s+)"
    rf"(?:{_ACT}\s*)?(?:(?:Nos?|Blg|Nr)\.?\s*)?(?:1[0-3]\d{{3}}|[5-9]\d{{3}})\b(?![,.]\d))*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(rf"(?:{_ACT}\s*)?(?:(?:Nos?|Blg|Numbers?|Nr)\.?\s*)?(\d{{4,5}})", re.IGNORECASE)


def read_laws(text: str, tokens: list[Token]) -> list[LawEntry]:
    """Return the laws of a text in their order."""
    found = [*_by_number(text), *_by_name(text, tokens)]
    return sorted(found, key=lambda entry: entry.start)


def _by_number(text: str) -> Iterator[LawEntry]:
    for listed in _NUMBERED.finditer(text):
        for match in _NUMBER.finditer(text, *listed.span()):
            number = f"RA {match[1]}"
            yield LawEntry(number, law_names().get(number, ""), match.group(), *match.span())


def _by_name(text: str, tokens: list[Token]) -> Iterator[LawEntry]:
    index, numbers = _index()
    position = 0
    while position < len(tokens):
        words = next(iter(phrases_at(index, tokens, position)), ()) if tokens[position].word[0].isupper() else ()
        if words:
            number = numbers[" ".join(words)]
            start, end = tokens[position].start, tokens[position + len(words) - 1].end
            yield LawEntry(number, law_names()[number], text[start:end], start, end)
        position += len(words) or 1


@cache
def _read() -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads(Path(__file__).with_name("laws.toml").read_text("utf-8"))


@cache
def law_names() -> dict[str, str]:
    """Return the names of laws by their numbers, as in RA 11930."""
    return {number: str(law["name"]) for number, law in _read().items()}


@cache
def _index() -> tuple[PhraseIndex, dict[str, str]]:
    """Return the names of laws by their first word, and the number of each."""
    numbers = {
        fold_phrase(name): number for number, law in _read().items() for name in (str(law["name"]), *law["names"])
    }
    return index_phrases(numbers), numbers
