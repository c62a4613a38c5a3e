"""A plan is carried out as it stands, once or again."""

from __future__ import annotations

from sqlite_utils import Database

from plans import THIS_ARTICLE, GroupingPlan, IndexEntry, Link, StoryGroup, TextReuse
from storage.tables.grouping.document_frequencies import COUNTED, frequencies_of
from storage.tables.grouping.plans import write_plan
from tests.storysamples import OTHER, RELEASE, add, article, story_of

TRACES = IndexEntry(20_000, (1, 2), (3,), b"12345", (3, 4))


def two(database: Database) -> tuple[int, int]:
    return add(database, article(RELEASE)), add(database, article(OTHER, source="tribune", day=1))


def test_this_stands_for_the_article(database: Database) -> None:
    first, second = two(database)
    plan = GroupingPlan(
        TRACES,
        repointed={first: THIS_ARTICLE},
        links=(Link(THIS_ARTICLE, first, 2.5, translated=True),),
        groups=(StoryGroup(None, (first, THIS_ARTICLE)),),
        reuse=(TextReuse(THIS_ARTICLE, first, "edited", 0.5, 0.6, 24, ((0, 1, 2, 3),)),),
    )
    write_plan(database, second, plan)
    assert database.execute("select duplicate_of from articles where id = ?", [first]).fetchone() == (second,)
    assert database.execute("select * from links").fetchall() == [(first, second, 2.5, 1)]
    assert database.execute("select earlier, later, sentences from reuse").fetchall() == [
        (second, first, "[[0,1,2,3]]")
    ]
    assert story_of(database, first) == story_of(database, second)


def test_carrying_out_again_changes_nothing(database: Database) -> None:
    first, second = two(database)
    plan = GroupingPlan(
        TRACES,
        links=(Link(THIS_ARTICLE, first, 1.0, translated=False),),
        groups=(StoryGroup(None, (first, THIS_ARTICLE)),),
    )
    write_plan(database, second, plan)
    story = story_of(database, second)
    write_plan(database, second, GroupingPlan(TRACES, links=plan.links, groups=(StoryGroup(story, (first, second)),)))
    assert story_of(database, first) == story
    assert database.table("links").count == 1
    assert database.execute(
        "select count(*) from fingerprints where article = ? and hash in (1, 2)", [second]
    ).fetchone() == (2,)


def test_what_is_no_longer_on_topic_leaves_no_profile(database: Database) -> None:
    first, _ = two(database)
    write_plan(database, first, GroupingPlan(IndexEntry(20_000, (1,))))
    assert database.execute("select count(*) from profiles where article = ?", [first]).fetchone() == (0,)


def test_the_words_of_an_article_are_counted_only_once(database: Database) -> None:
    for _ in range(COUNTED):
        number = add(database, article(OTHER, source="tribune", on_topic=False))
    _, before = frequencies_of(database, ())
    for _ in range(2):
        write_plan(database, number, GroupingPlan(TRACES))
    assert number % COUNTED == 0
    assert frequencies_of(database, (3, 4)) == ({3: 1, 4: 1}, before + 1)
