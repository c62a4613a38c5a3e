from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.fts_query import match_expression

TEXTS = ["online safety for children", "the court heard a case", "police and children", "café in Niño street"]


def found(typed: str | None) -> set[int]:
    """The numbers of the texts that a question finds."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table texts using fts5(text, tokenize='unicode61 remove_diacritics 2')")
    database.executemany("insert into texts values (?)", [(text,) for text in TEXTS])
    rows = database.execute("select rowid from texts where texts match ?", [match_expression(typed)]).fetchall()
    database.close()
    return {row[0] - 1 for row in rows}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("children", {0, 2}),
        ("children police", {2}),
        ("children AND police", {2}),
        ("court OR police", {1, 2}),
        ("children -police", {0}),
        ("children NOT police", {0}),
        ('"online safety"', {0}),
        ('"safety online"', set()),
        ('children -"online safety"', {2}),
        ("child*", {0, 2}),
        ("children court OR police", {2}),
        ("cafe nino", {3}),
        ("cafe\u0301 nin\u0303o", {3}),
        ("on-line", set()),
        ("case.", {1}),
    ],
)
def test_finds_what_is_asked(typed: str, expected: set[int]) -> None:
    assert found(typed) == expected


@pytest.mark.parametrize(
    "typed",
    ["", None, '"', '""', "'", "OR", "NOT", "AND", "-", "*", "OR OR", "-children", "(", "a:b", "^", "NEAR(a b)", "\0"],
)
def test_stray_punctuation_is_no_error(typed: str | None) -> None:
    found(typed)


def test_a_lone_operator_beside_a_word_is_overlooked() -> None:
    assert found('children OR "') == {0, 2}
    assert found("OR children") == {0, 2}


def test_a_pasted_text_is_cut() -> None:
    assert match_expression("court " * 5000).count("court") == 32


@given(st.text())
def test_nothing_typed_is_an_error(typed: str) -> None:
    found(typed)


@given(st.lists(st.sampled_from(['"', "OR", "AND", "NOT", "-", "*", "(", ")", "court", "NEAR", ":", "{", "+", "^"])))
def test_no_mixture_of_operators_is_an_error(parts: list[str]) -> None:
    found(" ".join(parts))
