"""What the guard finds, and what it leaves alone, on invented sentences and texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text.care.findings import Severity
from text.care.reading import find_identifying

LABELLED = [
    json.loads(line) for line in (Path(__file__).parents[2] / "labelled/care.jsonl").read_text("utf-8").splitlines()
]


def is_held(text: str) -> bool:
    return any(finding.severity is not Severity.NOTE for finding in find_identifying(text))


def share_held(*, kind: str, identifying: bool) -> float:
    texts = [one["text"] for one in LABELLED if one["kind"] == kind and bool(one["rules"]) is identifying]
    return sum(map(is_held, texts)) / len(texts)


@pytest.mark.parametrize("kind", ["sentence", "text"])
def test_most_of_what_identifies_a_child_is_held_and_little_else(kind: str) -> None:
    assert share_held(kind=kind, identifying=True) >= 0.9
    assert share_held(kind=kind, identifying=False) <= 0.05


def test_a_finding_is_a_place_in_the_text() -> None:
    text = "The girl, Ella Mae Tupas, is a pupil of Dagami Central School."
    found = {finding.rule: text[finding.start : finding.end] for finding in find_identifying(text)}
    assert found["child_name"] == "Ella Mae Tupas"
    assert found["school"] == "Dagami Central School"


@pytest.mark.parametrize(
    "text",
    [
        '"We hid it," said Rosa (not her real name), a girl of 12.',
        "The victims, AAA and BBB, were nine and ten years old.",
        "Judge Corazon Medalla said that the girl had been believed.",
        "Survivor leader Joan Alvarado, 27, was exploited as a girl.",
    ],
)
def test_who_is_no_child_is_left_alone(text: str) -> None:
    assert not is_held(text)


@settings(max_examples=25)
@given(st.text(alphabet=st.sampled_from("aG .,12\n“@-ß"), max_size=300))
def test_any_text_is_read_and_places_are_within_it(text: str) -> None:
    assert all(0 <= finding.start < finding.end <= len(text) for finding in find_identifying(text))
