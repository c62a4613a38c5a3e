"""Words, sentences, names and numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.sentences import sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Php600,000 for each", ["php", "600000", "for", "each"]),
        ("35.000 Euro, 4.9 million", ["35000", "euro", "4.9", "million"]),
        ("The court’s ruling", ["the", "court's", "ruling"]),
        ("Straße und Haß", ["strasse", "und", "hass"]),
        ("RA9775 (2012)", ["ra", "9775", "2012"]),
    ],
)
def test_words_are_folded_and_numbers_lose_their_separators(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_hard_wrap_ends_no_sentence_and_an_empty_line_does() -> None:
    found = sentences("Officers searched\nthe house. They left\n\nA heading\n\nThe end.")
    assert [" ".join(sentence.words) for sentence in found] == [
        "officers searched the house",
        "they left",
        "a heading",
        "the end",
    ]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert len(sentences("Atty. Lim and J. Cruz met Dr. Reyes. They agreed.")) == 2


def test_the_capital_that_begins_a_sentence_makes_no_name() -> None:
    (sentence,) = sentences("Yesterday the court in Tagbilaran heard 3 survivors.")
    assert sentence.names == {"tagbilaran"}
    assert sentence.numbers == {"3"}


@given(st.text())
def test_sentences_stand_where_they_say_and_hold_every_word(text: str) -> None:
    found = sentences(text)
    assert all(words(text[sentence.start : sentence.end]) == list(sentence.words) for sentence in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
