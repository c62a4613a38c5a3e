"""The stage of a case, in five languages."""

from __future__ import annotations

import pytest

from text.proceedings.stages import find_stage


@pytest.mark.parametrize(
    ("title", "text", "stage"),
    [
        ("Three children rescued in Caloocan raid", "", "rescue"),
        ("Perth man charged over livestreams", "He was arrested in May.", "charge"),
        ("Caloocan couple arraigned", "", "arraignment"),
        ("Court convicts Panganorin", "He got life.", "conviction"),
        ("Headingley man cleared of all counts", "", "acquittal"),
        ("18 years for pensioner", "He was sentenced at the Crown Court.", "sentence"),
        ("Appeal by Tolhurst dismissed", "", "appeal"),
        ("Festnahme in Fulda", "", "arrest"),
        ("Landgericht: Sieben Jahre Haft", "", "sentence"),
        ("Acht jaar cel voor Veendammer", "", "sentence"),
        ("Lola, arestado sa Bacoor", "", "arrest"),
        ("Gemma Ylanan, nasikop", "", "arrest"),
        ("New centre opens", "It has nine rooms.", ""),
    ],
)
def test_stages(title: str, text: str, stage: str) -> None:
    assert find_stage(title, text) == stage
