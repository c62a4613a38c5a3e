"""By which names a case is known, and which words are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.proceedings.case_names import DOCKET, INITIAL, PERSON, find_case_names
from text.sentences import read_sentences


def names_of(text: str, language: str = "en") -> dict[str, int]:
    found = find_case_names("", text, read_sentences(text), language)
    return {name.written: name.flags for name in (*found.whole, *found.single)}


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Police arrested Marivel Sutingco in Caloocan.", "en", {"Marivel Sutingco", "Sutingco", "Caloocan"}),
        ("Tolhurst was jailed, a court said.", "en", {"Tolhurst"}),
        ("The court fined him Php2 million for Online abuse over online chats, Aw.", "en", set()),
        ("On Thursday Homeland Security Investigations and the Federal Police made arrests.", "en", set()),
        ("Arestado sa Bacoor si Erlinda Macapobre.", "tl", {"Erlinda Macapobre", "Erlinda", "Macapobre", "Bacoor"}),
        ("Das Urteil sprach die Richterin am Donnerstag in Fulda, nach vielen Überweisungen.", "de", {"Fulda"}),
        ("The case is NPS Docket No. III-07-INQ-22G-00417.", "en", {"III-07-INQ-22G-00417"}),
        ("Five suspects of Operation Lantern Tide stood trial.", "en", {"Operation Lantern Tide", "Lantern", "Tide"}),
        ("The council of Port Sable will pave Quay Road.", "en", set()),
    ],
)
def test_what_a_reader_knows_as_a_name(text: str, language: str, names: set[str]) -> None:
    assert set(names_of(text, language)) == names


def test_names_say_what_they_are() -> None:
    names = names_of(
        "Police in Tarlac, Bernabe Soliongco's home, named him. Soliongco fled. Operation Lantern Tide ended."
    )
    assert names["Bernabe Soliongco"] & PERSON
    assert names["Soliongco"] & PERSON
    assert names["Operation Lantern Tide"] == DOCKET
    assert not names["Tarlac"] & PERSON
    assert names_of("A court heard him. Soliongco fled.")["Soliongco"] & INITIAL


@given(st.text(), st.text(), st.sampled_from(["", "en", "de"]))
def test_any_text_has_names(title: str, text: str, language: str) -> None:
    found = find_case_names(title, f"Police. {text}", read_sentences(f"Police. {text}"), language)
    assert all(name.key for name in (*found.whole, *found.single))
