"""A person's word on cases stands before every score."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from pipelines.instructions.case_decisions import merge_or_split_case
from pipelines.instructions.errors import InstructionError
from plans import THIS_ARTICLE
from storage.tables.cases.links import update_cases
from storage.tables.grouping.stories import StoredArticle
from tests.storysamples import LOOK_ALIKE, MONDAY, OTHER, RELEASE, add, story_of


def stories(database: Database, *texts: str) -> list[int]:
    numbers = [
        add(database, StoredArticle(THIS_ARTICLE, "tribune", text[:40], text, MONDAY, on_topic=True)) for text in texts
    ]
    return [story for number in numbers if (story := story_of(database, number))]


def test_two_stories_become_one_case_and_part_again(database: Database) -> None:
    one, other = stories(database, RELEASE, OTHER)
    assert merge_or_split_case(database, ["merge", str(one), str(other)]).endswith("one case now")
    assert {row.story for row in database.execute("select story from case_stories")} == {one, other}
    assert merge_or_split_case(database, ["split", str(other)]).endswith("1 links were refused")
    assert database.execute("select count(*) as n from case_stories").fetchone().n == 0
    assert database.execute("select confirmed, decided_by from case_links").fetchone() == (0, "operator")


@pytest.mark.parametrize("words", ["", "merge 1", "split one", "join 1 2", "merge 1 999", f"split {'9' * 30}"])
def test_what_cannot_be_done_is_refused_with_what_to_write(database: Database, words: str) -> None:
    stories(database, RELEASE, OTHER)
    with pytest.raises(InstructionError):
        merge_or_split_case(database, words.split())


def test_merging_takes_no_chapter_from_a_case(database: Database) -> None:
    first, second, third = stories(database, RELEASE, OTHER, LOOK_ALIKE)
    link = "insert into case_links (article, earlier, score, certain) values (3, 2, .9, 1)"
    database.execute(link)
    update_cases(database, {second, third})
    merge_or_split_case(database, ["merge", str(first), str(third)])
    assert {row.story for row in database.execute("select story from case_stories")} == {first, second, third}
    links = database.execute("select article, earlier, confirmed from case_links order by article").fetchall()
    assert links == [(2, 1, 1), (3, 2, None)]
    # what is one case already is so by a person's word from then on
    merge_or_split_case(database, ["merge", str(first), str(third)])
    assert database.execute("select count(*) as n from case_links where confirmed").fetchone().n == 2
    assert "further chapters connect them" in merge_or_split_case(database, ["refuse", str(first), str(third)])
