"""Figures, quotations and places of labelled texts: the floors below which reading them must not fall."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from text.figures.kinds import SAFE_KINDS
from text.figures.reading import read_figures
from text.ledgers.entries import Figure
from text.phrases.finding import read_tokens
from text.places.reading import read_places
from text.quotations.persons import surname_of
from text.quotations.reading import read_quotations

LABELLED = Path(__file__).resolve().parents[2] / "labelled"

Entry = tuple[object, ...]


class Score(NamedTuple):
    """Precision and recall."""

    precision: float
    recall: float


class Floors(NamedTuple):
    """What reading a file of labelled texts must reach, a little under what was measured."""

    core: Score
    safe: Score
    #: precision and recall, the lower of both
    quotations: float


FLOORS = {
    "ledgers.jsonl": Floors(Score(0.97, 0.90), Score(0.98, 0.89), 0.97),
    "ledgers_second.jsonl": Floors(Score(0.98, 0.93), Score(0.99, 0.97), 0.97),
    "ledgers_third.jsonl": Floors(Score(0.91, 0.89), Score(0.98, 0.93), 0.92),
    # never learned from: these are the floors of unseen text
    "ledgers_fourth.jsonl": Floors(Score(0.93, 0.86), Score(0.97, 0.93), 0.92),
}


def read_labelled(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELLED / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return read_labelled("ledgers.jsonl")


@pytest.fixture(scope="module", params=FLOORS)
def labelled(request: pytest.FixtureRequest) -> tuple[list[dict[str, Any]], Floors]:
    return read_labelled(request.param), FLOORS[request.param]


@cache
def figures_of(text: str, language: str) -> list[Figure]:
    return read_figures(text, language)


def score(gold: set[Entry], found: set[Entry]) -> Score:
    return Score(len(gold & found) / len(found), len(gold & found) / len(gold))


def labelled_figures(document: dict[str, Any]) -> Iterator[Entry]:
    for figure in document["figures"]:
        life = figure["value"] == "life"
        yield document["id"], figure["value"], "life" if life else figure["unit"], figure["kind"]


def read_entries(document: dict[str, Any]) -> Iterator[Entry]:
    for figure in figures_of(document["text"], document["language"]):
        if figure.kind != "other":
            life = figure.value == "life"
            yield (
                document["id"],
                figure.value if life else round(float(figure.value), 3),
                "life" if life else figure.unit,
                figure.kind,
            )


def test_figures_are_read_with_their_kinds(labelled: tuple[list[dict[str, Any]], Floors]) -> None:
    documents, floors = labelled
    gold = {entry for document in documents for entry in labelled_figures(document)}
    found = {entry for document in documents for entry in read_entries(document)}
    core = score(gold, found)
    assert core.precision >= floors.core.precision
    assert core.recall >= floors.core.recall
    safe = score({entry for entry in gold if entry[3] in SAFE_KINDS}, {one for one in found if one[3] in SAFE_KINDS})
    assert safe.precision >= floors.safe.precision
    assert safe.recall >= floors.safe.recall


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
        for figure in figures_of(document["text"], document["language"])
    }
    assert len(wanted & found) >= 0.9 * len(wanted)


def test_quotations_are_read_with_their_speakers(labelled: tuple[list[dict[str, Any]], Floors]) -> None:
    documents, floors = labelled
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
    assert min(score(gold, found)) >= floors.quotations


@pytest.mark.parametrize("name", [name for name in FLOORS if name != "ledgers.jsonl"])
def test_places_are_found_in_whole_texts(name: str) -> None:
    documents = read_labelled(name)
    gold: set[Entry] = {(document["id"], place["code"]) for document in documents for place in document["places"]}
    found: set[Entry] = {
        (document["id"], place.code)
        for document in documents
        for place in read_places(document["text"], read_tokens(document["text"]), document["language"])
        if place.kind != "barangay"
    }
    assert min(score(gold, found)) >= 0.95
