"""Names of several words, and those of officials, which tell no case from another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.proceedings.names import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police arrested Marivel dela Cruz on Friday.", {"marivel dela cruz", "marivel cruz"}),
        ("The accused, Jan van der Meer, 54, lives in Veendam.", {"jan van der meer", "jan meer"}),
        ("Agents named her as Ana S. Reyes.", {"ana reyes"}),
        ("On Monday March Rain fell.", set()),
        ("The NBI and the PNP said so. Hikers found it.", set()),
    ],
)
def test_names_are_found(text: str, names: set[str]) -> None:
    assert {name.key for name in find_names("", text)} == names


@pytest.mark.parametrize(
    "text",
    [
        "Judge Amparo Quisumbing spoke.",
        "That was said by Ramon Dalisay, spokesman for the office.",
        "Prosecutor Ramon Dalisay spoke, and later Ramon Dalisay went home.",
        "It was set, Fire Chief Abel Dunleavy said.",
        "So sagte Oberstaatsanwältin Wiebke Harmsen.",
        "Assistant U.S. Attorney Dominique Fairley prosecutes.",
    ],
)
def test_officials_are_known(text: str) -> None:
    assert all(name.official for name in find_names("Court opens", text))


def test_an_official_whom_the_title_names_is_what_the_case_is_about() -> None:
    (name,) = find_names("Mayor Delgado convicted", "The court convicted Mayor Pio Delgado.")[-1:]
    assert name.key == "pio delgado" or name.surface.endswith("Delgado")
    assert not name.official


def test_a_place_is_no_person() -> None:
    kinds = {name.key: name.is_person for name in find_names("", "It happened on Mill Street, said Colby Renshaw.")}
    assert kinds == {"mill street": False, "colby renshaw": True}


def test_what_something_happened_in_is_a_place() -> None:
    names = find_names(
        "", "She was held in Carmen, Cagayan de Oro. Police in Lower Quorn were told in Ana Cruz's absence."
    )
    assert {name.key for name in names if name.is_person} == {"ana cruz"}


@given(st.text(), st.text())
def test_any_text_is_read(title: str, text: str) -> None:
    assert all(" " in name.key for name in find_names(title, text))
