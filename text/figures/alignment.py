"""The figures of two texts on one event, lined up: which agree, which differ, which only one of them has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from text.ledgers.entries import Figure
from text.sentences import sentence_spans

AGREES, ROUNDED, CONVERTED, DIFFERS, ONLY_HERE, LOST = "agrees", "rounded", "converted", "differs", "only here", "lost"
#: share of a value by which a rounded one may lie off; chosen, not measured
_ROUNDING: Final = 0.1
#: share of two sentences' words in common from which on two figures of one unit are told in the same place; set on the
#: labelled documents
_SAME_PLACE: Final = 0.35
#: words that two sentences share at least, if they are to tell of one thing; chosen, not measured
_MIN_SHARED: Final = 2
#: the same for what is of no known kind
_SAME_PLACE_OTHER: Final = 0.6
#: digits from which on the same digits in another order are no accident; chosen, not measured
_MIN_SWAPPED: Final = 3
#: the same between two of one known kind or two amounts in one currency, and between numbers whose nouns differ
_MIN_SWAPPED_ALIKE: Final = 2
_MIN_SWAPPED_ANYWHERE: Final = 4
#: how many times one value may be the other, where only the kind lines two figures up; more is another figure
_MOST_TIMES: Final = 3.0
#: a rough number is a multiple of this; chosen, not measured
_ROUND: Final = 5
#: kinds that are one person's; another name makes them somebody else's
_OF_ONE: Final = frozenset(["sentence", "fine", "damages"])
#: a word with a capital within a sentence
_NAME: Final = re.compile(r"(?<=[\w,] )[A-ZÀ-Þ][\w-]{2,40}")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_TOTAL: Final = re.compile(
    r"\b(?:adds? up|adding up|altogether|combined|in all|total\w{0,5}|kabuuan\w{0,2}|"
    r"lahat-lahat|tanan|insgesamt|zusammen)\b",
    re.IGNORECASE,
)
_EACH: Final = re.compile(r"\b(?:each|apiece|per|every|bawat|kada|matag|tig|jeweils|je)\b", re.IGNORECASE)
_NUMBER_OR_MARK: Final = re.compile(r"[\W\d_]+")
_ROUGH: Final = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|more than|over|less than|at least|mga|etwa|rund|ruim)\b"
)


class AlignedFigures(NamedTuple):
    """A figure of the base text and one of the other, either None where it has no counterpart, and how they relate."""

    base: Figure | None
    other: Figure | None
    status: str


def align_figures(
    base: Sequence[Figure], base_text: str, other: Sequence[Figure], other_text: str
) -> list[AlignedFigures]:
    """Line up the figures of a base text and another one, in the other's order, then those that it has lost."""
    ours, theirs = _distinct(base), _distinct(other)
    pairs: dict[Figure, AlignedFigures] = {}
    for figure in theirs:
        if same := next((one for one in ours if _agree(one, figure)), None):
            pairs[figure] = AlignedFigures(same, figure, AGREES)
    # the surest first: the same value, or the same digits in another order
    unsure = [one for one in theirs if one not in pairs]
    for figure in sorted(unsure, key=lambda one: not _has_likeness(one, ours, pairs)):
        taken = [pair.base for pair in pairs.values()]
        free = [one for one in ours if one not in taken and not _is_told_otherwise(one, theirs)]
        unmatched = [one for one in theirs if one not in pairs]
        counterpart = _counterpart(figure, free, unmatched, base_text, other_text)
        status = _relation(counterpart, figure, other_text) if counterpart else ONLY_HERE
        pairs[figure] = AlignedFigures(counterpart, figure, status)
    found = {pair.base for pair in pairs.values()}
    return [pairs[one] for one in theirs] + [AlignedFigures(one, None, LOST) for one in ours if one not in found]


def _has_likeness(figure: Figure, ours: Sequence[Figure], pairs: Mapping[Figure, AlignedFigures]) -> bool:
    taken = [pair.base for pair in pairs.values()]
    free = [one for one in ours if one not in taken and _comparable(one, figure)]
    return any(_family(one) == _family(figure) and _digits_related(one, figure) for one in free)


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures, each value of a unit and kind once."""
    return list({(one.value, one.unit, one.kind): one for one in reversed(figures)}.values())[::-1]


def _agree(one: Figure, other: Figure) -> bool:
    """Return whether two figures say the same; one amount of money is seldom two by accident, whatever its kind."""
    kinds = {one.kind, other.kind}
    same = one.value == other.value and one.currency == other.currency and _family(one) == _family(other)
    return same and (bool(one.currency) or len(kinds) == 1 or "other" in kinds)


def _family(figure: Figure) -> str:
    return "money" if figure.currency else figure.unit


def _counterpart(
    figure: Figure, free: Sequence[Figure], unmatched: Sequence[Figure], base_text: str, other_text: str
) -> Figure | None:
    """Return the base figure in whose place another stands: told in the same words, or the only one of its kind."""
    comparable = [one for one in free if _comparable(one, figure)]
    if swapped := next((one for one in comparable if _is_long_number_swapped(one, figure)), None):
        return swapped
    candidates = [one for one in comparable if _family(one) == _family(figure)]
    words = _words_around(figure, other_text)
    for one in (one for one in candidates if _digits_related(one, figure)):
        if (
            _significant(float(one.value)) >= _min_swapped(one, figure)
            or _overlap(_words_around(one, base_text), words) >= _SAME_PLACE
        ):
            return one
    same_kind = [
        one
        for one in candidates
        if one.kind == figure.kind and _may_differ(one, figure) and _same_event(one, base_text, figure, other_text)
    ]
    near = max(((_overlap(_words_around(one, base_text), words), one) for one in same_kind), default=None, key=_first)
    if near and near[0] >= (_SAME_PLACE_OTHER if figure.kind == "other" else _SAME_PLACE):
        return near[1]
    alone = [
        one
        for one in same_kind
        if figure.kind != "other"
        and (_times(one, figure) <= _MOST_TIMES or _digits_related(one, figure))
        and (figure.kind not in _OF_ONE or _share_names(_sentence_of(one, base_text), _sentence_of(figure, other_text)))
    ]
    rivals = [one for one in unmatched if one.kind == figure.kind and _family(one) == _family(figure)]
    return alone[0] if len(alone) == len(rivals) == 1 else None


def _may_differ(one: Figure, figure: Figure) -> bool:
    """Return whether two figures of one kind may be one that has changed: not what is planned and what is done, and no
    value within a range."""
    planned = {one.status, figure.status} == {"planned", "achieved"} and figure.unit == "person"
    return not planned and not _within(figure, one)


def _is_told_otherwise(figure: Figure, others: Sequence[Figure]) -> bool:
    """Return whether a text tells a figure as a range around it, or as two parts: "12 girls and 25 boys"."""
    if any(_within(figure, span) for span in others):
        return True
    alike = {one.value for one in others if (one.kind, _family(one)) == (figure.kind, _family(figure))}
    parts = {float(value) for value in alike if not isinstance(value, str)}
    return _comparable(figure, figure) and any(
        float(figure.value) - part in parts and part > 0 for part in parts if part != float(figure.value) / 2
    )


def _within(value: Figure, span: Figure) -> bool:
    if span.value_high is None or not _comparable(value, span) or _family(value) != _family(span):
        return False
    return float(span.value) <= float(value.value) <= span.value_high


def _same_event(one: Figure, base_text: str, figure: Figure, other_text: str) -> bool:
    """Return whether two sentences may tell of one thing: no different years, and not each's part and all together."""
    ours, theirs = _sentence_of(one, base_text), _sentence_of(figure, other_text)
    years = [set(_YEAR.findall(sentence)) for sentence in (ours, theirs)]
    if all(years) and not years[0] & years[1]:
        return False
    summed = any(bool(words.search(ours)) != bool(words.search(theirs)) for words in (_TOTAL, _EACH))
    return not (summed and _times(one, figure).is_integer())


def _share_names(one: str, other: str) -> bool:
    """Return whether two sentences name the same, such as a town; those without any name may tell of it, too."""
    names = [set(_NAME.findall(sentence)) for sentence in (one, other)]
    return not all(names) or bool(names[0] & names[1])


def _min_swapped(one: Figure, figure: Figure) -> int:
    return _MIN_SWAPPED_ALIKE if figure.currency or one.kind == figure.kind != "other" else _MIN_SWAPPED


def _is_long_number_swapped(one: Figure, figure: Figure) -> bool:
    """Return whether two numbers, whatever their nouns, have the same many digits in another order."""
    counts = not one.currency and not figure.currency and "percent" not in {one.unit, figure.unit}
    return counts and _digits_related(one, figure) and _significant(float(one.value)) >= _MIN_SWAPPED_ANYWHERE


def _first(pair: tuple[float, Figure]) -> float:
    return pair[0]


def _comparable(one: Figure, other: Figure) -> bool:
    return not isinstance(one.value, str) and not isinstance(other.value, str)


def _relation(base: Figure, other: Figure, other_text: str) -> str:
    """Return how two figures in one place relate."""
    if base.currency != other.currency:
        return CONVERTED
    if isinstance(base.value, str) or isinstance(other.value, str):
        return DIFFERS
    if base.value == other.value:
        return AGREES
    off = abs(base.value - other.value) / max(abs(base.value), abs(other.value), 1)
    before = other_text[max(0, other.start - 20) : other.end].casefold()
    coarser = _significant(other.value) < _significant(base.value) >= _MIN_SWAPPED
    rough = bool(_ROUGH.search(before)) and other.value % _ROUND == 0
    return ROUNDED if off <= _ROUNDING and (coarser or rough) else DIFFERS


def _significant(value: float) -> int:
    return len(_digits(value))


def _digits(value: float | str) -> str:
    """Return the digits of a value without the zeros at its ends."""
    return f"{float(value):.3f}".replace(".", "").strip("0")


def _digits_related(one: Figure, other: Figure) -> bool:
    """Return whether one value is the other with digits in another order, or by powers of ten larger."""
    digits = [_digits(value) for value in (one.value, other.value)]
    return sorted(digits[0]) == sorted(digits[1])


def _times(one: Figure, other: Figure) -> float:
    low, high = sorted((abs(float(one.value)), abs(float(other.value))))
    return high / low if low else float("inf")


def _words_around(figure: Figure, text: str) -> frozenset[str]:
    """Return the longer words of the sentence that a figure stands in."""
    words = _NUMBER_OR_MARK.split(_sentence_of(figure, text).casefold())
    return frozenset(word for word, _ in groupby(sorted(words)) if len(word) > 3)


@lru_cache(maxsize=2)
def _spans_of(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of one of the two texts stand, which is asked for each of their figures."""
    return list(sentence_spans(text))


def _sentence_of(figure: Figure, text: str) -> str:
    """Return the sentence that a figure stands in, without the figure."""
    start, end = next((span for span in _spans_of(text) if span[0] <= figure.start < span[1]), (0, 0))
    return text[start : figure.start] + " " + text[figure.end : end]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared >= _MIN_SHARED else 0.0
