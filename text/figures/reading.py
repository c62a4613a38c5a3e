"""The figures of a text: each number that counts something, with unit, kind, status and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.figures.clauses import Clause
from text.figures.context import NumberInText
from text.figures.currencies import without_currencies
from text.figures.masks import mask_numbers
from text.figures.numbers import read_number, written_numbers
from text.figures.relations import relate_figures
from text.figures.units import read_figure
from text.ledgers.entries import Figure
from text.sentences import sentence_spans

LIFE: Final = "life"
#: between the ends of a range, with a unit or currency of the lower one; "and" needs a "between" before it
_UNIT_WORDS: Final = r"(?:\s(?:years?|pesos|euros?|percent|taon|ka tuig|anyos))?"
_RANGE: Final = re.compile(
    rf"{_UNIT_WORDS}(?:\s(?:to|up to|hanggang|hangtod|ngadto sa|bis|tot)\s|\s?[-–]\s?)", re.IGNORECASE
)
_RANGE_WITH_AND: Final = re.compile(
    rf"{_UNIT_WORDS}\s(?:and|at|ug|und|en|but fewer than|but less than)\s", re.IGNORECASE
)
_BETWEEN: Final = re.compile(
    r"\b(?:between|from|zwischen|tussen|pagitan ng|more than)\s(?:the ages of\s|de\s)?(?:\S{0,4}\s?)$", re.IGNORECASE
)
#: of a line within a paragraph
_LINE_END: Final = re.compile(r"(?<!\n)\n(?!\n)")
#: languages in which a comma parts a number's decimals (ISO 639)
_DECIMAL_COMMA: Final = frozenset(["de", "nl"])
_LIFE: Final = re.compile(
    r"\b(?:life (?:imprisonment|sentence|term|in prison|in jail|behind bars)|sentenced to life|(?:gets?|got|"
    r"given|means?|carries|carry|faces?|facing) life\b|jailed for life|"
    r"(?:behind bars|in (?:jail|prison)) for life|term from life\b|prison for life|"
    r"would (?:be|have been) life\b(?! in| for)|"
    r"reclusion perpetua|(?:pang)?hab(?:am|ang[\s-]?)buhay(?: na (?:pagkakabilanggo|pagkakakulong|pagkabilanggo))?|"
    r"tibuok kinabuhi|kinabuhi nga pagka\w{4,12}|"
    r"lebenslang\w*\b(?! (?:\w{0,30}verbot|führungsaufsicht|sperre))(?: (?:haft|freiheitsstrafe))?|levenslang\w*)",
    re.IGNORECASE,
)
_NTH: Final = {
    word: number
    for words in (
        ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        ["dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte"],
    )
    for number, word in enumerate(words, start=3)
} | {"zwanzigste": 20, "hundertste": 100, "twentieth": 20, "hundredth": 100}
_EVERY_NTH: Final = re.compile(rf"\b(?:every|jede[rsnm]?)\s({'|'.join(_NTH)})[nrs]?\b", re.IGNORECASE)


def read_figures(text: str, language: str = "") -> list[Figure]:
    """Return the figures of a text in their order; ``language`` (ISO 639) says what a comma in a number means."""
    text = _LINE_END.sub(" ", text)
    plain, currencies = without_currencies(mask_numbers(text))
    found: list[Figure] = []
    for start, end in sentence_spans(text):
        found += _life_terms(text, start, end)
        found += _nth_shares(text, start, end)
        numbers = [
            read_number(match, decimal_comma=language in _DECIMAL_COMMA) for match in written_numbers(plain, start, end)
        ]
        if numbers:
            clause = Clause(text[start:end], [(one.start - start, one.end - start) for one in numbers], language)
            found += _figures(
                [NumberInText(text, start, end, one, currencies, clause, at) for at, one in enumerate(numbers)]
            )
    return relate_figures(text, _combined(text, found))


def _figures(numbers: list[NumberInText]) -> list[Figure]:
    """Return the figures of a sentence; the lower end of a range counts what the upper end does, and knows it."""
    found: list[Figure] = []
    for place in reversed(numbers):
        figure = read_figure(place)
        upper = found[-1] if found else None
        if figure and upper and _is_range(place, upper):
            # "aged 9 to 13", "fines from P1 million to P2 million": one end tells what both are
            if figure.kind == "age" or upper.kind == "other" != figure.kind:
                found[-1] = upper = upper._replace(kind=figure.kind, unit=figure.unit, currency=figure.currency)
            figure = _lower_end(place, upper)
        if figure and found and figure.unit == "percent" and found[-1].start < figure.end:
            found.pop()  # the second number of "one in 200"
        if figure:
            found.append(figure)
    return found[::-1]


def _is_range(place: NumberInText, upper: Figure) -> bool:
    if isinstance(upper.value, str) or not place.number.value < upper.value:
        return False
    between = place.text[place.number.end : upper.start]
    if _RANGE_WITH_AND.fullmatch(between):
        return bool(_BETWEEN.search(place.before))
    return bool(_RANGE.fullmatch(between))


def _lower_end(place: NumberInText, upper: Figure) -> Figure:
    start = place.currencies.get(place.number.start, (place.number.start, ""))[0]
    value = place.number.value
    # "10 to 12 million": the multiplier belongs to both
    if isinstance(upper.value, float) and upper.currency and value < 1000 <= upper.value / 1000:
        value *= 10 ** (3 * ((len(str(int(upper.value))) - 1) // 3))
    words = place.text[start : place.number.end]
    high = upper.value if isinstance(upper.value, float) else None
    return upper._replace(value=value, value_high=high, text=words, start=start, end=place.number.end)


def _life_terms(text: str, start: int, end: int) -> Iterator[Figure]:
    for match in _LIFE.finditer(text, start, end):
        yield Figure(LIFE, None, "term", "", "sentence", "achieved", match.group(), *match.span(), 0.95)


def _nth_shares(text: str, start: int, end: int) -> Iterator[Figure]:
    """Yield "every fifth child" and "jede fünfte Person" in per cent; whether they are estimates, the text tells."""
    for match in _EVERY_NTH.finditer(text, start, end):
        share = round(100 / _NTH[match[1].casefold()], 1)
        yield Figure(share, None, "percent", "", "study_estimate", "achieved", match.group(), *match.span(), 0.7)


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
