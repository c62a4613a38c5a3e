"""The figures of a text: each number that counts something, with unit, kind, status and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.figures.masks import mask_numbers
from text.figures.numbers import read_number, written_numbers
from text.figures.relations import relate_figures
from text.figures.units import Figure, NumberInText, read_figure, without_currencies
from text.sentences import sentence_spans

LIFE: Final = "life"
#: of a line within a paragraph
_LINE_END: Final = re.compile(r"(?<!\n)\n(?!\n)")
#: languages in which a comma parts a number's decimals (ISO 639)
_DECIMAL_COMMA: Final = frozenset(["de", "nl"])
_LIFE: Final = re.compile(
    r"\b(?:life (?:imprisonment|sentence|term|in prison|in jail|behind bars)|sentenced to life|(?:gets?|got|"
    r"given) life\b|prison for life|"
    r"habambuhay(?: na (?:pagkakabilanggo|pagkakakulong|pagkabilanggo))?|tibuok kinabuhi|"
    r"lebenslang\w*(?: (?:haft|freiheitsstrafe))?|levenslang\w*)",
    re.IGNORECASE,
)


def read_figures(text: str, language: str = "") -> list[Figure]:
    """Return the figures of a text in their order; ``language`` (ISO 639) says what a comma in a number means."""
    text = _LINE_END.sub(" ", text)
    plain, currencies = without_currencies(mask_numbers(text))
    found: list[Figure] = []
    for start, end in sentence_spans(text):
        found += _life_terms(text, start, end)
        for match in written_numbers(plain, start, end):
            number = read_number(match, decimal_comma=language in _DECIMAL_COMMA)
            if figure := read_figure(NumberInText(text, start, end, number, currencies)):
                found.append(figure)
    return relate_figures(text, _combined(text, found))


def _life_terms(text: str, start: int, end: int) -> Iterator[Figure]:
    for match in _LIFE.finditer(text, start, end):
        yield Figure(LIFE, None, "term", "", "sentence", "achieved", match.group(), *match.span(), 0.95)


def _combined(text: str, found: list[Figure]) -> list[Figure]:
    """Return the figures with years and months of one term made one."""
    combined: list[Figure] = []
    for figure in sorted(found, key=lambda one: one.start):
        before = combined[-1] if combined else None
        joined = text[before.end : figure.start].strip() if before else ""
        if before and before.unit == "years" and figure.unit == "months" and joined in {"and", "at", "ug", "und", "en"}:
            years, months = before.value, figure.value
            if isinstance(years, float) and isinstance(months, float):
                value = round(years + months / 12, 6)
                combined[-1] = before._replace(value=value, text=text[before.start : figure.end], end=figure.end)
                continue
        combined.append(figure)
    return combined
