"""What figures beside each other tell of each other: parts of a whole, equivalents in another currency, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from text.figures.units import Figure

_PART: Final = re.compile(r"\b(?:of them|of whom|sa kanila|davon)\b", re.IGNORECASE)
#: between an amount and the same in another currency
_EQUIVALENT: Final = re.compile(
    r"\s{0,4}(?:\(|,?\s{0,4}or|,)\s{0,4}(?:about|around|some|roughly|mga)?\s{0,4}", re.IGNORECASE
)
_LIST: Final = re.compile(r"\s{0,4}(?:,|and|at|ug|und|en|,\s{0,4}and)\s{0,4}", re.IGNORECASE)
_ESTIMATE: Final = re.compile(
    r"\b(?:estimat\w{0,40}|tinataya\w{0,40}|tantiya|gibanabana|geschätzt\w{0,40}|study|survey)\b", re.IGNORECASE
)
#: people from which on a number in a text on a study is an estimate, where nothing else is said of them
_MANY: Final = 10_000
#: characters behind a part in which "of them" stands
_PART_REACH: Final = 10
#: characters between an estimate and the same as a share; chosen, not measured
_NEAR: Final = 60


def relate_figures(text: str, figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures in their order, with the kinds that those beside them give them."""
    found = sorted(figures, key=lambda figure: figure.start)
    study = bool(_ESTIMATE.search(text))
    for at, figure in enumerate(found):
        before = found[at - 1] if at else None
        found[at] = _with_estimate(_with_kind_of(text, figure, before), before, study=study)
    return _listed(text, found)


def _with_kind_of(text: str, figure: Figure, before: Figure | None) -> Figure:
    """Return a figure with the kind of the one before it, where it is a part or an equivalent of that."""
    if before is None or "\n\n" in text[before.end : figure.start]:
        return figure
    currencies = figure.currency, before.currency
    if all(currencies) and len(set(currencies)) > 1 and _EQUIVALENT.fullmatch(text[before.end : figure.start]):
        return figure._replace(kind=before.kind)
    whole = before.unit == "person" and before.kind not in {"other", "study_estimate"}
    if whole and figure.kind == "other" and _PART.search(text[figure.start : figure.end + _PART_REACH]):
        return figure._replace(kind=before.kind, unit="person")
    return figure


def _with_estimate(figure: Figure, before: Figure | None, *, study: bool) -> Figure:
    """Return a figure as an estimate, where a text on a study counts people by the thousand or says their share."""
    if not study or isinstance(figure.value, str) or figure.currency:
        return figure
    if before and figure.unit == "percent" and figure.start - before.end < _NEAR:
        of_people = (before.kind, before.unit) == ("study_estimate", "person")
        return figure._replace(kind="study_estimate") if of_people else figure
    many = figure.value >= _MANY and figure.unit in {"person", "", "and", "at", "ang", "to"}
    if many and figure.kind in {"other", "victims", "study_estimate"}:
        return figure._replace(kind="study_estimate", unit="person")
    return figure


def _listed(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures, people of a list with the kind that one of them has."""
    listed = list(found)
    for at in range(len(listed) - 2, -1, -1):
        figure, behind = listed[at], listed[at + 1]
        joined = _LIST.fullmatch(text[figure.end : behind.start])
        if joined and figure.unit == behind.unit == "person" and figure.kind == "other" and behind.kind == "trained":
            listed[at] = figure._replace(kind=behind.kind)
    return listed
