"""Who speaks in an office: by titles and offices; never survivors, relatives and private persons."""

from __future__ import annotations

import pytest

from text.quotations.offices import read_speakers, speaker_key
from text.quotations.reading import read_quotations


def offices(text: str) -> dict[str, str]:
    return {entry.speaker: entry.office for entry in read_speakers(text, read_quotations(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Justice Secretary Imelda Corvera said: “We have 40 prosecutors for this.”",
            ("imelda-corvera", "Justice Secretary"),
        ),
        (
            "“We went and listened,” said Marisol Abad, head of the city's welfare office.",
            ("marisol-abad", "head of the city's welfare office"),
        ),
        (
            "„Das Netz vergisst nichts“, sagte Oberstaatsanwältin Heike Brandmoor.",
            ("heike-brandmoor", "Oberstaatsanwältin"),
        ),
        ("“Hindi namin ito titigilan,” ayon kay Kalihim Rogelio Bautro.", ("rogelio-bautro", "Kalihim")),
        ("„Zonder de bank was dat niet gelukt”, zei burgemeester Anja Lindhout.", ("anja-lindhout", "burgemeester")),
    ],
)
def test_an_office_makes_a_speaker(text: str, expected: tuple[str, str]) -> None:
    assert offices(text) == {expected[0]: expected[1]}


@pytest.mark.parametrize(
    "text",
    [
        "“No one helped us then,” said Ana Reyes, a survivor and director of the Tala Network.",
        "“They listened to us at last,” said survivor Ana Reyes. Reyes is president of the Tala Network.",
        "“She was late that evening,” said Lina Cruz, 44, the girl's aunt and a councilor of the town.",
        "“He was always quiet and polite,” said Joel Tan (not his real name), mayor of the town.",
        "“Wala akong alam tungkol dito,” ayon sa akusado na si Kapitan Pedro Lim.",
    ],
)
def test_whoever_is_called_private_has_none_whatever_else_they_are(text: str) -> None:
    assert set(offices(text).values()) <= {""}


@pytest.mark.parametrize(
    "text",
    [
        "“We want rules for all of us,” said Joel Tan, president of his class.",
        "“We read thousands of these chats,” said Ida Malonzo, a teacher in the town.",
        "“A screen is no shelter for anybody,” said the judge.",
    ],
)
def test_without_a_public_office_there_is_nobody(text: str) -> None:
    assert offices(text) == {}


def test_spellings_of_a_name_share_a_key() -> None:
    assert speaker_key("María J. Peña") == speaker_key("Maria Pena") == "maria-pena"
