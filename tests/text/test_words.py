"""Words and numbers as they are compared."""

from __future__ import annotations

import pytest

from text.words import split_words


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
    assert split_words(text) == expected
