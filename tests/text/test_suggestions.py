from __future__ import annotations

import pytest

from text.suggestions import MAX_QUOTED_CHARACTERS, quote_value, suggest_spelling


@pytest.mark.parametrize(
    ("word", "said"),
    [("newspapr", "; did you mean newspaper?"), ("xyzzy", ""), ("newspaper", "; did you mean newspaper?")],
)
def test_near_words_are_named(word: str, said: str) -> None:
    assert suggest_spelling(word, ["newspaper", "wire"]) == said


def test_long_value_is_cut() -> None:
    assert quote_value("x") == "'x'"
    assert len(quote_value("x" * 5000)) == MAX_QUOTED_CHARACTERS + len("...")
