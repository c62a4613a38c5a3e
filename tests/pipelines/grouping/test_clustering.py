"""Who belongs together, and which story keeps its number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.grouping.clustering import numbered, partition
from storage.tables.grouping.stories import Tie


def tie(article: int, other: int, score: float, *, translated: bool = False) -> Tie:
    return Tie(article, other, score, translated)


def groups(count: int, ties: list[Tie], decided: dict[tuple[int, int], bool] | None = None) -> set[frozenset[int]]:
    found = partition([{one} for one in range(1, count + 1)], ties, decided or {})
    return {frozenset(group) for group in found}


def test_articles_are_joined_by_likely_ties_only() -> None:
    assert groups(3, [tie(1, 2, 4), tie(2, 3, -2)]) == {frozenset({1, 2}), frozenset({3})}


def test_one_strong_tie_does_not_join_two_groups() -> None:
    ties = [tie(1, 2, 6), tie(3, 4, 6), tie(2, 3, 2), tie(1, 3, -3), tie(1, 4, -3), tie(2, 4, -3)]
    assert groups(4, ties) == {frozenset({1, 2}), frozenset({3, 4})}


def test_what_goes_with_nothing_else_joins_texts_that_go_better_with_each_other() -> None:
    assert groups(3, [tie(1, 2, 7), tie(2, 3, 1), tie(1, 3, 1)]) == {frozenset({1, 2, 3})}
    assert groups(3, [tie(1, 2, 7), tie(2, 3, 0.5), tie(1, 3, 0.5)]) == {frozenset({1, 2}), frozenset({3})}


def test_two_that_both_go_better_with_others_stay_apart() -> None:
    crossed = [tie(one, two, 3) for one in (1, 2) for two in (3, 4)]
    assert groups(4, [tie(1, 2, 7), tie(3, 4, 7), *crossed]) == {frozenset({1, 2}), frozenset({3, 4})}
    assert groups(4, [tie(1, 2, 3), tie(3, 4, 3), *crossed]) == {frozenset({1, 2, 3, 4})}


def test_a_translation_has_no_rivals() -> None:
    ties = [tie(1, 2, 7), tie(2, 3, 1, translated=True), tie(1, 3, 1, translated=True)]
    assert groups(3, ties) == {frozenset({1, 2, 3})}


def test_a_person_decides_against_any_score() -> None:
    assert groups(2, [tie(1, 2, 9)], {(1, 2): False}) == {frozenset({1}), frozenset({2})}
    assert groups(3, [tie(1, 2, 9)], {(2, 3): True}) == {frozenset({1, 2, 3})}


def test_a_large_story_goes_on_growing_though_an_article_meets_few_of_its_texts() -> None:
    story = set(range(1, 301))
    met = [tie(one, 301, 6) for one in range(1, 31)]
    assert partition([story, {301}], met, {}) == [story | {301}]
    assert partition([story, {301}], met[:4], {}) == [story, {301}]


def test_a_decision_holds_against_any_number_of_ties() -> None:
    some, others = set(range(1, 61)), set(range(61, 121))
    ties = [tie(one, other, 9) for one in some for other in others]
    assert partition([some, others], ties, {(1, 61): False}) == [some, others]


@given(st.dictionaries(st.tuples(st.integers(1, 8), st.integers(1, 8)), st.floats(-5, 9), max_size=20))
def test_every_article_is_in_one_group_whatever_the_ties(scores: dict[tuple[int, int], float]) -> None:
    ties = [tie(min(pair), max(pair), score) for pair, score in scores.items() if pair[0] != pair[1]]
    found = partition([{one} for one in range(1, 9)], ties, {})
    assert sorted(one for group in found for one in group) == list(range(1, 9))


def test_a_group_keeps_the_number_that_most_of_it_had() -> None:
    found = {group.members: group.story for group in numbered([{1, 2, 3}, {4}], {1: 7, 2: 7, 3: 9, 4: 7})}
    assert found == {(1, 2, 3): 7, (4,): None}


def test_no_number_is_given_twice() -> None:
    found = numbered([{1}, {2}, {3}], {1: 5, 2: 5})
    assert sorted(group.story or 0 for group in found) == [0, 0, 5]
