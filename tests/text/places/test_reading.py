"""Places: names that places, persons and papers share, decided by the words around them or shown as ambiguous."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.ledgers.entries import PlaceEntry
from text.phrases.finding import read_tokens
from text.places.gazetteer import barangays_of, places_by_code, places_by_name
from text.places.reading import read_places

LABELLED = Path(__file__).parents[2] / "labelled" / "places.jsonl"
#: shares of labelled places, of the issue that asked for them
PRECISION, RECALL = 0.95, 0.92
CEBU_CITY, TALISAY, NEGROS_TALISAY = "0730600000", "0702250000", "1804528000"
#: pieces of sentences of which wild texts are made
PIECES = [
    "San Jose",
    "Quezon",
    " City",
    ", Cebu",
    "Brgy. ",
    "of ",
    "Mayor ",
    "\n\n",
    ". ",
    "Talisay",
    "-",
    "NCR",
    "ñ",
    "7",
]


def places_of(text: str, language: str = "en") -> list[PlaceEntry]:
    return read_places(text, read_tokens(text), language)


def codes(text: str, language: str = "en") -> list[str]:
    return [entry.code for entry in places_of(text, language)]


def labelled() -> Iterator[tuple[set[str], set[str]]]:
    for line in LABELLED.read_text("utf-8").splitlines():
        document = json.loads(line)
        expected = {place["code"] for place in document["places"]}
        found = {one.code for one in places_of(document["text"], document["language"]) if one.kind != "barangay"}
        yield {f"{document['id']} {code}" for code in expected}, {f"{document['id']} {code}" for code in found}


def test_labelled_texts() -> None:
    expected, found = (set().union(*sides) for sides in zip(*labelled(), strict=True))
    assert len(expected & found) / len(found) >= PRECISION
    assert len(expected & found) / len(expected) >= RECALL


def test_every_place_has_its_code_and_shared_names_are_not_made_one() -> None:
    kinds = [place.kind for place in places_by_code().values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "region": 18,
        "province": 82,
        "city": 149,
        "municipality": 1493,
    }
    assert len(places_by_name()["san jose"]) == 10
    assert len(places_by_name()["san fernando"]) == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Talisay City.", [""]),
        ("They met in Talisay City, Cebu.", [TALISAY, "0702200000"]),
        ("From Cebu City they drove to Talisay City.", [CEBU_CITY, TALISAY]),
        ("A Talisay City court in Negros Occidental heard it.", [NEGROS_TALISAY, "1804500000"]),
        ("Mayor Quezon met Judge Rizal on Quezon Avenue, the Manila Bulletin said.", []),
        ("She was born in Quezon.", [""]),
        ("It was in Quezon province.", ["0405600000"]),
        ("The buyer is from San Jose, California.", []),
        ("They left for Barcelona in May.", []),
    ],
)
def test_shared_names(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_an_ambiguous_name_is_shown_as_such_with_its_place() -> None:
    [entry] = places_of("Two men were held in San Fernando on Monday.")
    assert (entry.surface, entry.ambiguous, entry.code) == ("San Fernando", True, "")
    assert entry.start == 21


def test_a_barangay_is_told_only_inside_a_known_city() -> None:
    name = next(iter(barangays_of(CEBU_CITY).values()))[1]
    assert codes(f"Officials of Barangay {name} met.") == []
    [barangay, city] = places_of(f"Officials of Barangay {name}, Cebu City met.")
    assert (barangay.kind, barangay.name, city.code) == ("barangay", name, CEBU_CITY)
    assert codes(f"A resident of {name} in Cebu City spoke.")[-1] == CEBU_CITY


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=60))
def test_every_entry_is_where_it_says(text: str) -> None:
    for entry in places_of(text):
        assert text[entry.start : entry.end] == entry.surface
        assert entry.ambiguous == (entry.code == "")
