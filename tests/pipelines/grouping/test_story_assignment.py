"""Decisions about one article among those that resemble it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

import pytest

from pipelines.grouping.comparison import ComparedArticle, compare_documents, sort_by_precedence
from pipelines.grouping.copies import Copies, point_to_earliest
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.linking import SAME_SOURCE_PENALTY, link_candidates
from pipelines.grouping.story_assignment import MAX_RECLUSTERED_TEXTS, StoryNeighbourhood, assign_stories
from pipelines.grouping.tfidf import count_terms, make_profile
from plans import Link, StoryGroup
from storage.tables.grouping.stories import CandidateProfile, StoredArticle, StoryMember
from tests.storysamples import EDITED, RELEASE, article
from text.sentences import read_sentences
from text.words import split_words


def stored(number: int, *, day: float = 0, precision: str = "second", releasing: bool = False) -> DocumentFeatures:
    new = article(RELEASE, source=f"source-{number}", day=day)
    return DocumentFeatures(replace(new, id=number, precision=precision, releasing=releasing))


def first(one: DocumentFeatures, two: DocumentFeatures) -> int:
    assert sort_by_precedence(one, two)[0] is sort_by_precedence(two, one)[0]
    return sort_by_precedence(one, two)[0].id


def test_of_two_articles_the_one_published_first_is_the_earlier() -> None:
    assert first(stored(1, day=0.5), stored(2)) == 2
    assert first(stored(1), stored(2)) == 1


def test_a_text_of_which_only_the_day_is_known_was_not_before_one_of_that_day() -> None:
    assert first(stored(1, day=-0.3, precision="day"), stored(2, day=0.3)) == 2
    assert first(stored(1, day=-0.3, precision="day"), stored(2, day=0.3, releasing=True)) == 2
    assert first(stored(1, day=-1.3, precision="day"), stored(2, day=0.3)) == 1
    assert first(stored(1, day=-1.3, precision="month"), stored(2, day=20)) == 2


def test_a_release_was_first_on_its_day() -> None:
    release = stored(2, day=-0.3, precision="day", releasing=True)
    assert first(stored(1, day=-0.3, precision="day"), release) == 2
    assert first(stored(1, day=0.3), release) == 2


def test_every_order_of_coarse_and_precise_times_is_the_same_order() -> None:
    some = [
        stored(1, day=-0.3, precision="day"),
        stored(2, day=0.1),
        stored(3, day=-0.3, precision="day", releasing=True),
        stored(4, day=0.3, releasing=True),
        stored(5, day=-1, precision="month"),
    ]
    for one, two, three in permutations(some, 3):
        if sort_by_precedence(one, two)[0] is one and sort_by_precedence(two, three)[0] is two:
            assert sort_by_precedence(one, three)[0] is one


def test_a_copy_points_to_the_earliest_of_those_that_are_nearest_to_it() -> None:
    paragraphs = RELEASE.split("\n\n")
    changed = "\n\n".join([*paragraphs[:-1], "She has appealed, the court in Manila said on Friday."])
    texts = [(1, changed, 0.0), (2, RELEASE, 1.0), (3, RELEASE, 2.0)]
    candidates = [
        DocumentFeatures(replace(article(text, source=f"s{one}", day=day), id=one)) for one, text, day in texts
    ]
    new = DocumentFeatures(article(RELEASE, source="reprint", day=3))
    copies = point_to_earliest(new, compare_documents(new, candidates, same_story=False), {})
    assert copies.original is candidates[1]


def members(count: int, story: int = 1) -> list[StoryMember]:
    return [StoryMember(number, story, None) for number in range(1, count + 1)]


def test_a_settled_story_is_reopened_only_where_a_person_has_cut_it() -> None:
    size = MAX_RECLUSTERED_TEXTS + 20
    leaving, remaining = set(range(1, 4)), set(range(4, size + 1))
    decided = {(one, other): False for one in leaving for other in remaining}
    links = [Link(size + 1, other, 6.0, translated=False) for other in remaining]
    groups = assign_stories(size + 1, links, Copies(), StoryNeighbourhood(members(size), (), decided))
    assert {group.members: group.story for group in groups} == {
        tuple(sorted(leaving)): None,
        (*sorted(remaining), size + 1): 1,
    }


def test_a_decision_between_stories_leaves_a_settled_one_closed() -> None:
    size = MAX_RECLUSTERED_TEXTS + 20
    around = StoryNeighbourhood([*members(size), StoryMember(900, 2, None)], (), {(1, 900): False})
    groups = assign_stories(
        1000, [Link(1000, number, 6.0, translated=False) for number in range(1, 33)], Copies(), around
    )
    assert groups == [StoryGroup(1, (*range(1, size + 1), 1000))]


def test_copies_of_an_original_that_is_in_no_story_stand_behind_the_first_of_them() -> None:
    around = StoryNeighbourhood([StoryMember(5, 1, 2), StoryMember(6, 1, 2), StoryMember(7, 1, None)])
    groups = assign_stories(9, [Link(9, 7, 6.0, translated=False)], Copies(), around)
    assert {group.members for group in groups} == {(7, 9), (5, 6)}
    assert all(2 not in group.members for group in groups)


def test_an_article_new_to_the_archive_comes_after_those_of_the_same_time() -> None:
    new = DocumentFeatures(StoredArticle(0, "late", "", RELEASE, stored(1).article.time, on_topic=True))
    assert sort_by_precedence(new, stored(1))[0].id == 1


def linked(candidate: StoredArticle, new: StoredArticle, compared: Iterable[ComparedArticle] = ()) -> Link:
    """Return the link between a new article and one that is stored."""
    profile, other = (
        make_profile(count_terms(split_words(one.title), read_sentences(one.text)), {}, 0) for one in (new, candidate)
    )
    known = CandidateProfile(1, candidate.source, candidate.time, candidate.language, other.pack())
    (found,) = link_candidates(DocumentFeatures(new), profile, [known], compared, 21)
    return found


def test_a_source_is_less_likely_to_tell_an_event_twice_than_another_is() -> None:
    assert SAME_SOURCE_PENALTY > 1
    release, paper = article(RELEASE, source="house"), article(EDITED, source="tribune", day=1)
    again = replace(paper, source="house")
    assert linked(release, again).score == pytest.approx(linked(release, paper).score - SAME_SOURCE_PENALTY, abs=0.01)
    stored_release = DocumentFeatures(replace(release, id=1))
    edited = compare_documents(DocumentFeatures(again), [stored_release], same_story=False)
    assert edited[0].reuse
    assert linked(release, again, edited).score > linked(release, again).score + SAME_SOURCE_PENALTY - 0.01


@pytest.mark.parametrize(
    ("one", "other", "translated"), [("en", "de", True), ("en", "en", False), ("en", "", False), ("", "", False)]
)
def test_a_translation_is_what_is_known_to_be_in_another_language(one: str, other: str, *, translated: bool) -> None:
    release, paper = article(RELEASE, source="house"), article(EDITED, source="tribune", day=1)
    assert linked(replace(release, language=one), replace(paper, language=other)).translated is translated
