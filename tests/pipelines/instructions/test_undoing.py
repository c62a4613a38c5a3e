"""What a person asked for is undone as if it had never been said: rows, stories, cases and topics as before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scrapy.settings import Settings
from sqlite_utils import Database

from pipelines.instructions.queue import empty_queue
from storage.clock import now
from storage.tables.grouping.stories import number_now, stories_of
from storage.tables.instructions import InstructionAnswer, answer_to, give_instruction
from storage.tables.takedown.candidates import open_candidates
from tests.storysamples import EDITED, LOOK_ALIKE, OTHER, RELEASE, add, article

Ask = Callable[..., InstructionAnswer]


@pytest.fixture
def ask(database: Database) -> Ask:
    """An archive of a release, its edit and two other stories; gives an instruction and returns its answer."""
    for text in (RELEASE, EDITED, OTHER, LOOK_ALIKE):
        add(database, article(text))
    settings = Settings({"DATABASE": ":memory:", "RAW_PAGES": "", "STORY_WINDOW_DAYS": 21})

    def give(command: str, *words: str) -> InstructionAnswer:
        number = give_instruction(database, command, words, now(), by="ana", about="/article/1")
        empty_queue(database, settings)
        answer = answer_to(database, number)
        assert answer
        return answer

    return give


def state_of(database: Database) -> list[list[tuple[object, ...]]]:
    # which articles are together counts; a story that comes back may have another number
    asked = [
        "select id, (select min(id) from articles one where one.story = articles.story), on_topic from articles",
        "select article, other, together from decisions",
        "select * from labels",
        "select article, earlier, confirmed, decided_by from case_links",
        "select count(*), number from case_stories group by number",
    ]
    return [[tuple(row) for row in database.execute(f"{sql} order by 1, 2")] for sql in asked]


@pytest.mark.parametrize(
    "words",
    [
        ("label", "2", "off", "not ours"),
        ("label", "2", "on", ""),
        ("story", "merge", "1", "2"),
        ("story", "split", "1", "2"),
        ("story", "move", "2", "3"),
        ("story", "move", "1", "2"),
        ("case", "merge", "1", "2"),
        ("case", "split", "1"),
        ("case", "refuse", "1", "2"),
    ],
)
def test_what_is_undone_stands_as_before(database: Database, ask: Ask, words: tuple[str, ...]) -> None:
    before = state_of(database)
    assert ask(*words).succeeded
    number = database.execute("select max(id) as id from instructions").fetchone().id
    assert state_of(database) != before or words in {("case", "split", "1"), ("case", "refuse", "1", "2")}
    assert ask("undo", str(number)) == InstructionAnswer(True, f"instruction {number}, {words[0]}, is undone")
    assert state_of(database) == before
    assert not ask("undo", str(number)).succeeded


def test_an_article_moves_into_the_story_of_another(database: Database, ask: Ask) -> None:
    story = database.execute("select story from articles where id = 3").fetchone().story
    assert ask("story", "move", "2", "3").sentence == f"article 2 is in story {story} now"
    assert [row.story for row in database.execute("select story from articles order by id limit 3")] == [
        1,
        story,
        story,
    ]
    assert not ask("story", "move", "2", "99").succeeded


def test_the_number_of_a_story_that_was_merged_leads_to_it_again(database: Database, ask: Ask) -> None:
    number = database.execute("select story from articles where id = 3").fetchone().story
    ask("story", "merge", "1", str(number))
    ask("undo", "1")
    assert stories_of(database, [3]) == {number_now(database, number)}


def test_a_second_label_gives_way_to_the_first(database: Database, ask: Ask) -> None:
    ask("label", "2", "off", "first")
    ask("label", "2", "on", "second")
    ask("undo", "2")
    label = database.execute("select on_topic, note from labels").fetchone()
    assert (label.on_topic, label.note) == (0, "first")


def test_what_is_deleted_stays_deleted_and_what_was_released_waits_again(database: Database, ask: Ask) -> None:
    ask("takedown", "article", "1", "why")
    assert not ask("undo", "1").succeeded
    (offered, *_) = open_candidates(database)
    ask("takedown", "release", str(offered.id))
    ask("undo", "3")
    assert offered in open_candidates(database)


def test_a_row_says_who_asked_and_for_what(database: Database, ask: Ask) -> None:
    ask("case", "merge", "1", "2")
    row = database.execute("select given_by, about, undone from instructions").fetchone()
    assert tuple(row) == ("ana", "/article/1", 0)
    assert {row.decided_by for row in database.execute("select decided_by from case_links where confirmed")} == {"ana"}
