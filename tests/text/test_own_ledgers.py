"""Figures and quotations of our own labelled texts: the floors below which reading them must not fall."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from text.figures.kinds import SAFE_KINDS
from text.figures.reading import read_figures
from text.quotations.persons import surname_of
from text.quotations.reading import read_quotations

LABELLED = Path(__file__).resolve().parents[1] / "labelled" / "ledgers.jsonl"

Entry = tuple[object, ...]


class Score(NamedTuple):
    """Precision and recall."""

    precision: float
    recall: float


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return [json.loads(line) for line in LABELLED.read_text("utf-8").splitlines()]


def score(gold: set[Entry], found: set[Entry]) -> Score:
    return Score(len(gold & found) / len(found), len(gold & found) / len(gold))


def labelled_figures(document: dict[str, Any]) -> Iterator[Entry]:
    for figure in document["figures"]:
        life = figure["value"] == "life"
        yield document["id"], figure["value"], "life" if life else figure["unit"], figure["kind"]


def read_entries(document: dict[str, Any]) -> Iterator[Entry]:
    for figure in read_figures(document["text"], document["language"]):
        if figure.kind != "other":
            life = figure.value == "life"
            yield (
                document["id"],
                figure.value if life else round(float(figure.value), 3),
                "life" if life else figure.unit,
                figure.kind,
            )


def test_figures_are_read_with_their_kinds(documents: list[dict[str, Any]]) -> None:
    gold = {entry for document in documents for entry in labelled_figures(document)}
    found = {entry for document in documents for entry in read_entries(document)}
    core = score(gold, found)
    assert core.precision >= 0.97
    assert core.recall >= 0.90
    safe = score({entry for entry in gold if entry[3] in SAFE_KINDS}, {one for one in found if one[3] in SAFE_KINDS})
    assert safe.precision >= 0.98
    assert safe.recall >= 0.89


def test_ranges_know_both_their_ends(documents: list[dict[str, Any]]) -> None:
    wanted = {
        (document["id"], figure["value"], figure["value_high"])
        for document in documents
        for figure in document["figures"]
        if "value_high" in figure
    }
    found = {
        (document["id"], figure.value, figure.value_high)
        for document in documents
        for figure in read_figures(document["text"], document["language"])
    }
    assert len(wanted & found) >= 0.9 * len(wanted)


def test_quotations_are_read_with_their_speakers(documents: list[dict[str, Any]]) -> None:
    gold: set[Entry] = {
        (document["id"], quote["text"].strip(" .,"), surname_of(quote["speaker"]))
        for document in documents
        for quote in document["quotes"]
    }
    found: set[Entry] = {
        (document["id"], quote.text.strip(" .,"), surname_of(quote.speaker))
        for document in documents
        for quote in read_quotations(document["text"])
    }
    assert min(score(gold, found)) >= 0.97
