from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.fts_query import MAX_PREFIXES, MAX_TERMS, match_expression, words_of_index

TEXTS = ["online safety for children", "the court heard a case", "police and children", "café in Niño street"]
EVERY_TEXT = set(range(len(TEXTS)))


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
        ("hearing", set()),
        ("cased", {1}),
        ("courts", {1}),
        ('"courts"', set()),
        ("children -courted", {0, 2}),
    ],
)
def test_finds_what_is_asked(typed: str, expected: set[int]) -> None:
    assert found(typed) == expected


@pytest.mark.parametrize(
    "typed",
    ["", None, '"', '""', "'", "OR", "NOT", "AND", "-", "*", "OR OR", "-children", "(", "a:b", "^", "NEAR(a b)", "\0"],
)
def test_stray_punctuation_is_no_error(typed: str | None) -> None:
    assert found(typed) <= EVERY_TEXT


def test_a_lone_operator_beside_a_word_is_overlooked() -> None:
    assert found('children OR "') == {0, 2}
    assert found("OR children") == {0, 2}


def test_a_pasted_text_is_cut() -> None:
    assert match_expression(" ".join(f"w{number}" for number in range(5000))).count('"w') == MAX_TERMS


def test_a_star_needs_letters_before_it_and_there_are_two_at_most() -> None:
    assert "*" not in match_expression('c* co* * "online saf*" "online"*')
    assert match_expression("cou* chi* pol*").count("*") == MAX_PREFIXES
    assert found("ch*") == set()


def test_each_term_is_looked_for_once() -> None:
    assert match_expression("court court -court court").count('"court"') == 1


@given(st.text())
def test_headlines_are_searched_by_the_same_rules(typed: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table texts using fts5(title, standfirst, text)")
    database.execute("insert into texts values ('court', '', 'police')")
    asked = "select rowid from texts where texts match ?"
    assert len(database.execute(asked, [match_expression(typed, "headlines")]).fetchall()) <= 1
    assert database.execute(asked, [match_expression("police", "headlines")]).fetchall() == []
    assert database.execute(asked, [match_expression("court", "headlines")]).fetchall() == [(1,)]
    database.close()


@given(st.text())
def test_nothing_typed_is_an_error(typed: str) -> None:
    assert found(typed) <= EVERY_TEXT


@given(st.lists(st.sampled_from(['"', "OR", "AND", "NOT", "-", "*", "(", ")", "court", "NEAR", ":", "{", "+", "^"])))
def test_no_mixture_of_operators_is_an_error(parts: list[str]) -> None:
    assert found(" ".join(parts)) <= EVERY_TEXT


def test_only_forms_that_stand_in_the_index_are_looked_for() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table articles_fts using fts5(text)")
    database.execute("insert into articles_fts values ('convicted of convictions')")
    expression = match_expression('conviction "on line" cou*', known=words_of_index(database))
    assert expression == '("conviction" OR "convicted" OR "convictions") AND "on line" AND "cou"*'
    database.execute("drop table articles_fts")
    assert match_expression("conviction", known=words_of_index(database)) == match_expression("conviction")
    database.close()
