"""Shingles and the sample that is kept of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.shingles import LEAST, MOST, sample, shingles

WORDS = st.lists(st.sampled_from("abcdefghij"), max_size=600)


def test_a_short_text_is_one_shingle_and_an_empty_one_none() -> None:
    assert shingles(["a", "court", "rules"]) == ["a court rules"]
    assert shingles([]) == []


@given(WORDS)
def test_a_sample_is_part_of_the_text_and_bounded(words: list[str]) -> None:
    found = shingles(words)
    kept = sample(found)
    assert kept.keys() <= set(found)
    assert min(LEAST, len(set(found))) <= len(kept) <= MOST


@given(WORDS)
def test_a_sample_does_not_depend_on_order(words: list[str]) -> None:
    assert sample(shingles(words)) == sample(reversed(shingles(words)))


def test_a_part_keeps_what_the_whole_keeps_of_it() -> None:
    whole = shingles([str(number) for number in range(300)])
    part = whole[:150]
    kept = sample(whole).keys() & set(part)
    assert kept <= sample(part).keys()
