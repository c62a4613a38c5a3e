"""Shingles and the sample that is kept of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.shingles import MAX_SAMPLED, MIN_SAMPLED, containment, page_shingles, sample_shingles, shingles

WORDS = st.lists(st.sampled_from("abcdefghij"), max_size=600)


def test_a_short_text_is_one_shingle_and_an_empty_one_none() -> None:
    assert shingles(["a", "court", "rules"]) == ["a court rules"]
    assert shingles([]) == []


def test_the_size_is_that_of_the_comparison() -> None:
    assert shingles(["a", "b", "c"], 2) == ["a b", "b c"]


def test_how_much_of_one_text_another_holds() -> None:
    whole = "The town council met on Tuesday and agreed on a plan for the old harbour after two years of talks."
    assert containment(page_shingles(whole[:70]), page_shingles(whole)) > 0.8
    assert containment(page_shingles("a completely different set of words"), page_shingles(whole)) == 0
    assert containment(page_shingles(""), page_shingles(whole)) == 0


@given(WORDS)
def test_a_sample_is_part_of_the_text_and_bounded(words: list[str]) -> None:
    found = shingles(words)
    kept = sample_shingles(found)
    assert kept.keys() <= set(found)
    assert min(MIN_SAMPLED, len(set(found))) <= len(kept) <= MAX_SAMPLED


@given(WORDS)
def test_a_sample_does_not_depend_on_order(words: list[str]) -> None:
    assert sample_shingles(shingles(words)) == sample_shingles(reversed(shingles(words)))


def test_a_part_keeps_what_the_whole_keeps_of_it() -> None:
    whole = shingles([str(number) for number in range(300)])
    part = whole[:150]
    kept = sample_shingles(whole).keys() & set(part)
    assert kept <= sample_shingles(part).keys()
