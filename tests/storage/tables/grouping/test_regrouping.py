"""Grouping everything again: numbers stay, a person's decisions stand."""

from __future__ import annotations

from sqlite_utils import Database

from pipelines.grouping.planning import plan_stored_article
from storage.tables.grouping import constraints, members, regrouping, stories
from storage.tables.grouping.plans import write_plan
from storage.tables.grouping.regrouping import RegroupingCounts
from storage.tables.history import events
from tests.storysamples import EDITED, MONDAY, OTHER, RELEASE, RETOLD, add, article, story_of


def archive(database: Database) -> list[int]:
    release = add(database, article(RELEASE, title="Life term in Tagbilaran", source="house"))
    copy = add(database, article(RELEASE, title="Life term", source="wire", day=0.1))
    retold = add(database, article(RETOLD, title="63 receipts end Tagbilaran trade", source="courier", day=1))
    other = add(database, article(OTHER, title="Loay closes a reef", source="tribune", day=2))
    return [release, copy, retold, other]


def regroup(database: Database) -> RegroupingCounts:
    highest = regrouping.clear_groups(database)
    for number in regrouping.articles_by_time(database):
        write_plan(database, number, plan_stored_article(database, number, 21))
    return regrouping.restore_story_numbers(database, highest, events.last_event(database))


def placed(database: Database) -> list[tuple[int, int | None, int | None]]:
    return [tuple(row) for row in database.execute("select id, story, duplicate_of from articles order by id")]


def test_regrouping_what_is_well_grouped_changes_nothing(database: Database) -> None:
    archive(database)
    before = placed(database)
    stories_before = list(database.table("stories").rows)
    assert regroup(database) == RegroupingCounts(moved=0, copies=0, begun=0, dropped=0)
    assert placed(database) == before
    assert list(database.table("stories").rows) == stories_before
    assert list(regrouping.regrouped_articles(database)) == []


def test_a_wrong_group_is_mended_and_both_numbers_still_lead_somewhere(database: Database) -> None:
    release, copy, retold, other = archive(database)
    number, lone = story_of(database, release), story_of(database, other)
    members.write_groups(database, [(number, [release, copy, retold, other])])
    changes = regroup(database)
    assert (changes.moved, changes.begun) == (1, 1)
    assert story_of(database, release) == story_of(database, retold) == number
    assert story_of(database, other) not in {number, lone}
    assert [one.article for one in regrouping.regrouped_articles(database)] == [other]
    assert lone is not None
    assert stories.number_now(database, lone) == number


def test_a_lost_copy_is_found_again(database: Database) -> None:
    release, copy, *_ = archive(database)
    database.execute("update articles set duplicate_of = null where id = ?", [copy])
    assert regroup(database).copies == 1
    assert placed(database)[copy - 1][2] == release


def test_two_stories_that_were_one_become_one_and_the_smaller_number_leads_there(database: Database) -> None:
    release, copy, retold, _ = archive(database)
    kept = story_of(database, release)
    members.write_groups(database, [(None, [retold])])
    torn = story_of(database, retold)
    assert torn is not None
    assert torn != kept
    assert regroup(database).dropped == 1
    assert story_of(database, retold) == kept
    assert stories.number_now(database, torn) == kept
    assert copy


def test_a_decision_outlasts_regrouping(database: Database) -> None:
    release, _, retold, other = archive(database)
    constraints.cannot_link(database, [release], [retold], MONDAY)
    constraints.must_link(database, [retold, other], MONDAY)
    regroup(database)
    assert story_of(database, retold) == story_of(database, other) != story_of(database, release)
    assert add(database, article(EDITED, title="Tagbilaran woman gets life", source="tribune", day=1))
    assert story_of(database, retold) != story_of(database, release)


def test_a_new_decision_replaces_an_old_one(database: Database) -> None:
    release, _, retold, _ = archive(database)
    constraints.cannot_link(database, [release], [retold], MONDAY)
    constraints.must_link(database, [release, retold], MONDAY)
    assert stories.constraints_on(database, [release]) == {(release, retold): True}
