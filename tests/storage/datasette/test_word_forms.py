from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.word_forms import word_forms

FAMILIES = [
    ("convict", "convicts", "convicted", "convicting", "conviction", "convictions"),
    ("sentence", "sentences", "sentenced", "sentencing"),
    ("abuse", "abuses", "abused", "abusing"),
    ("exploit", "exploits", "exploited", "exploiting", "exploitation"),
    ("identify", "identifies", "identified", "identifying"),
    ("policy", "policies"),
    ("plan", "plans", "planned", "planning"),
    ("traffick", "trafficked", "trafficking"),
    ("rescue", "rescues", "rescued", "rescuing"),
]


@pytest.mark.parametrize("family", FAMILIES)
def test_each_form_leads_to_all_others(family: tuple[str, ...]) -> None:
    assert not [(word, other) for word in family for other in family if other not in word_forms(word)]


@pytest.mark.parametrize("word", ["OSEC2", "csa", "Niño", "ثلاثة", "", "2026"])
def test_what_is_no_english_word_has_one_form(word: str) -> None:
    assert word_forms(word) == (word,)


@given(st.text(max_size=12))
def test_the_word_itself_comes_first_and_forms_are_few(word: str) -> None:
    forms = word_forms(word)
    assert forms[0] in {word, word.lower()}
    assert len(forms) < 40
