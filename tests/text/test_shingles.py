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


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200), st.integers(0, 200), st.integers(28, 80))
def test_texts_that_share_a_passage_share_a_sampled_shingle(
    before: int, behind: int, other_before: int, other_behind: int, length: int
) -> None:
    passage = [f"p{number}" for number in range(length)]
    one = [*words_of("a", before), *passage, *words_of("b", behind)]
    two = [*words_of("c", other_before), *passage, *words_of("d", other_behind)]
    kept = sample_shingles(shingles(one)).keys() & sample_shingles(shingles(two)).keys()
    assert kept & set(shingles(passage))


def words_of(letter: str, count: int) -> list[str]:
    return [f"{letter}{number}" for number in range(count)]
