"""Who belongs together, and which story keeps its number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.grouping.clustering import cluster_texts, keep_story_numbers
from plans import Link


def link(article: int, other: int, score: float, *, translated: bool = False) -> Link:
    return Link(article, other, score, translated)


def groups(count: int, links: list[Link], decided: dict[tuple[int, int], bool] | None = None) -> set[frozenset[int]]:
    found = cluster_texts([{one} for one in range(1, count + 1)], links, decided or {})
    return {frozenset(group) for group in found}


def test_articles_are_joined_by_likely_ties_only() -> None:
    assert groups(3, [link(1, 2, 4), link(2, 3, -2)]) == {frozenset({1, 2}), frozenset({3})}


def test_one_strong_tie_does_not_join_two_groups() -> None:
    links = [link(1, 2, 6), link(3, 4, 6), link(2, 3, 2), link(1, 3, -3), link(1, 4, -3), link(2, 4, -3)]
    assert groups(4, links) == {frozenset({1, 2}), frozenset({3, 4})}


def test_what_goes_with_nothing_else_joins_texts_that_go_better_with_each_other() -> None:
    assert groups(3, [link(1, 2, 7), link(2, 3, 1), link(1, 3, 1)]) == {frozenset({1, 2, 3})}
    assert groups(3, [link(1, 2, 7), link(2, 3, 0.5), link(1, 3, 0.5)]) == {frozenset({1, 2}), frozenset({3})}


def test_two_that_both_go_better_with_others_stay_apart() -> None:
    crossed = [link(one, two, 3) for one in (1, 2) for two in (3, 4)]
    assert groups(4, [link(1, 2, 7), link(3, 4, 7), *crossed]) == {frozenset({1, 2}), frozenset({3, 4})}
    assert groups(4, [link(1, 2, 3), link(3, 4, 3), *crossed]) == {frozenset({1, 2, 3, 4})}


def test_a_translation_has_no_rivals() -> None:
    links = [link(1, 2, 7), link(2, 3, 1, translated=True), link(1, 3, 1, translated=True)]
    assert groups(3, links) == {frozenset({1, 2, 3})}


def test_a_person_decides_against_any_score() -> None:
    assert groups(2, [link(1, 2, 9)], {(1, 2): False}) == {frozenset({1}), frozenset({2})}
    assert groups(3, [link(1, 2, 9)], {(2, 3): True}) == {frozenset({1, 2, 3})}


def test_a_large_story_goes_on_growing_though_an_article_meets_few_of_its_texts() -> None:
    story = set(range(1, 301))
    met = [link(one, 301, 6) for one in range(1, 31)]
    assert cluster_texts([story, {301}], met, {}) == [story | {301}]
    assert cluster_texts([story, {301}], met[:4], {}) == [story, {301}]


def test_a_decision_holds_against_any_number_of_ties() -> None:
    some, others = set(range(1, 61)), set(range(61, 121))
    links = [link(one, other, 9) for one in some for other in others]
    assert cluster_texts([some, others], links, {(1, 61): False}) == [some, others]


@given(st.dictionaries(st.tuples(st.integers(1, 8), st.integers(1, 8)), st.floats(-5, 9), max_size=20))
def test_every_article_is_in_one_group_whatever_the_ties(scores: dict[tuple[int, int], float]) -> None:
    links = [link(min(pair), max(pair), score) for pair, score in scores.items() if pair[0] != pair[1]]
    found = cluster_texts([{one} for one in range(1, 9)], links, {})
    assert sorted(one for group in found for one in group) == list(range(1, 9))


def test_a_group_keeps_the_number_that_most_of_it_had() -> None:
    found = {group.members: group.story for group in keep_story_numbers([{1, 2, 3}, {4}], {1: 7, 2: 7, 3: 9, 4: 7})}
    assert found == {(1, 2, 3): 7, (4,): None}


def test_no_number_is_given_twice() -> None:
    found = keep_story_numbers([{1}, {2}, {3}], {1: 5, 2: 5})
    assert sorted(group.story or 0 for group in found) == [0, 0, 5]
