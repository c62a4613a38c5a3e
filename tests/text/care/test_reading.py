"""What the guard finds, and what it leaves alone, on invented sentences and texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text.care.findings import Severity
from text.care.reading import find_identifying

FOLDER = Path(__file__).parents[2] / "labelled"
LABELLED = [
    json.loads(line)
    for name in ("care", "care_second")
    for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
]


def is_held(text: str) -> bool:
    return any(finding.severity is not Severity.NOTE for finding in find_identifying(text))


def share_held(*, kind: str, identifying: bool) -> float:
    texts = [one["text"] for one in LABELLED if one["kind"] == kind and bool(one["rules"]) is identifying]
    return sum(map(is_held, texts)) / len(texts)


@pytest.mark.parametrize("kind", ["sentence", "text"])
def test_most_of_what_identifies_a_child_is_held_and_little_else(kind: str) -> None:
    assert share_held(kind=kind, identifying=True) >= 0.95
    assert share_held(kind=kind, identifying=False) <= 0.03


@pytest.mark.parametrize(
    ("rule", "words", "text"),
    [
        ("child_name", "Ella Mae Tupas", "The girl, Ella Mae Tupas, is a pupil of Dagami Central School."),
        ("school", "Dagami Central School", "The girl, Ella Mae Tupas, is a pupil of Dagami Central School."),
        ("relative", "Rosa Bantug", "The girl is safe. Her grandmother, Rosa Bantug, looks after her."),
        ("relative", "Rodel Sinag", "The boy is nine. His stepfather, a driver named Rodel Sinag, was arrested."),
        ("village", "village, Hinalaran", "They drove two hours to the boys' village, Hinalaran."),
        ("birth_date", "12 juni 2013", "Het meisje werd geboren op 12 juni 2013."),
        ("incest", "iyaan", "Ang suspek mao ang iyaan sa mga bata."),
        ("age_place", "Jomalig", "A 10-year-old boy from Jomalig told police what he had seen."),
        ("street", "Lerchenweg", "Die Kinder wohnten im Lerchenweg."),
        ("shelter", "Balay Kahayag", "Ang bata gibalhin ngadto sa Balay Kahayag."),
        ("handle", "jelly_ace_2012", "Her username, jelly_ace_2012, was found in his contacts."),
        ("phone", "0917 555 0119", "The girl's father can be reached at 0917 555 0119."),
        ("initials", "T.R.V", "The complainant T.R.V. was eleven when she was first filmed."),
        ("nickname", "Bebs", 'The girl, whom relatives call "Bebs", would not speak.'),
        ("survivor_leader", "Joan Alvarado", "Survivor leader Joan Alvarado, 27, was exploited as a girl."),
    ],
)
def test_a_finding_is_a_place_in_the_text(rule: str, words: str, text: str) -> None:
    found = {finding.rule: text[finding.start : finding.end] for finding in find_identifying(text)}
    assert found[rule].removesuffix(".") == words


@pytest.mark.parametrize(
    "text",
    [
        '"We hid it," said Rosa (not her real name), a girl of 12.',
        "The victims, AAA and BBB, were nine and ten years old.",
        "Judge Corazon Medalla said that the girl had been believed.",
        "Survivor leader Joan Alvarado, 27, was exploited as a girl.",
        "Der Angeklagte Frank Peters, 47, räumte ein, Bilder von Kindern gekauft zu haben.",
        "Limang bata ang nailigtas sa Maynila, ayon kay Direktor Renato Ocampo.",
        "Nagwagi sa paligsahan sa pagguhit si Karlo Mendez, 9.",
        "The bank signed an agreement on Ayala Avenue that will protect children.",
    ],
)
def test_who_is_no_child_that_was_harmed_is_left_alone(text: str) -> None:
    assert not is_held(text)


def test_a_grown_up_stays_one_where_only_the_surname_follows() -> None:
    text = (
        "Director Paolo Encarnacion led the raid. Encarnacion was found with the girl when she was brought to safety."
    )
    assert not any(finding.rule == "child_name" for finding in find_identifying(text))


@settings(max_examples=25)
@given(st.text(alphabet=st.sampled_from("aG .,12\n“@-ß"), max_size=300))
def test_any_text_is_read_and_places_are_within_it(text: str) -> None:
    assert all(0 <= finding.start < finding.end <= len(text) for finding in find_identifying(text))
