"""What bylines begin with."""

from __future__ import annotations

import pytest

from text.bylines.labels import cut_byline_label, find_byline_names, starts_byline, starts_date_line


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Quisora", "Ana Quisora"),
        ("BY: Ana Quisora and Wim Dorpema | 4 May", "Ana Quisora and Wim Dorpema"),
        ("Written by Bea dela Peña, Harbour Post", "Bea dela Peña, Harbour Post"),
        ("Von Karl von der Heide", "Karl von der Heide"),
        ("Door Jan van der Meer", "Jan van der Meer"),
        ("Nina Ana Quisora at Wim Dorpema", "Ana Quisora"),
        ("Nina Quisora", ""),
        ("Von Quisora", ""),
        ("AFP, MANILA", "AFP"),
        ("Officers went by boat", ""),
    ],
)
def test_the_names_behind_the_label(line: str, names: str) -> None:
    assert find_byline_names(line) == names


@pytest.mark.parametrize("line", ["By Ana Quisora", "by", "Filed by: Ana Quisora", "Ni Ana Quisora", "Von"])
def test_a_byline_is_known_by_its_beginning(line: str) -> None:
    assert starts_byline(line)
    assert not starts_byline(f"Said {line}")


def test_a_date_line_is_known_by_its_beginning() -> None:
    assert starts_date_line("Posted on 4 May")
    assert starts_date_line("on")
    assert not starts_date_line("Online shops close")


@pytest.mark.parametrize(("line", "rest"), [("by Ana Quisora", "Ana Quisora"), ("Ana Quisora", "Ana Quisora")])
def test_the_label_is_cut(line: str, rest: str) -> None:
    assert cut_byline_label(line) == rest
