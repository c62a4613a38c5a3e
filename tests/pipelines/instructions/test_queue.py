"""What people ask for while a run writes: carried out in order, all of it or nothing, and answered."""

from __future__ import annotations

from typing import cast

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from sqlite_utils import Database

from pipelines.instructions import carrying_out
from pipelines.instructions.queue import InstructionQueue
from storage.clock import now
from storage.session import Session
from storage.tables.instructions import InstructionAnswer, answer_to, give_instruction
from storage.tables.takedown.removal import scrub_index
from tests.storysamples import OTHER, RELEASE, RETOLD, add, article


class RunningCrawl:
    """A crawl that holds a session with an open batch, as far as the queue asks for it."""

    def __init__(self, database: Database) -> None:
        self.session = Session(database, batch_size=50, batch_seconds=1)
        self.settings = Settings({"DATABASE": ":memory:", "RAW_PAGES": "", "STORY_WINDOW_DAYS": 21})

    def get_extension(self, _kind: type[Session]) -> Session:
        return self.session


@pytest.fixture
def crawl(database: Database) -> RunningCrawl:
    """A crawl over an archive of two stories, in the middle of a batch."""
    for text in (RELEASE, OTHER, RETOLD):
        add(database, article(text))
    running = RunningCrawl(database)
    with running.session.change() as changed:
        changed.execute("update sources set name = 'in the batch'")
    return running


def ask(crawl: RunningCrawl, *asked: tuple[str, ...]) -> list[InstructionAnswer | None]:
    """Give instructions, let the crawl look at its queue, and return the answers."""
    database = crawl.session.database
    numbers = [give_instruction(database, command, words, now()) for command, *words in asked]
    queue = InstructionQueue(cast("Crawler", crawl))
    queue.look()
    queue.scrub(10)
    assert not database.conn.in_transaction
    assert database.execute("select distinct name from sources where slug = 'herald'").fetchone()[0] == "in the batch"
    return [answer_to(database, number) for number in numbers]


def events(database: Database) -> list[tuple[int, str]]:
    return [tuple(row) for row in database.execute("select article, kind from events order by id")]


def test_labels_stories_and_takedowns_are_carried_out_and_told(crawl: RunningCrawl) -> None:
    database = crawl.session.database
    before = database.execute("select story from articles where id = 2").fetchone().story
    answers = ask(
        crawl, ("label", "2", "off", "seen"), ("label", "2", "on", ""), ("story", "merge", "1", str(before + 1))
    )
    assert [answer.succeeded for answer in answers if answer] == [True, True, False]
    (merged,) = ask(crawl, ("story", "split", "1", "3"))
    assert merged == InstructionAnswer(True, "story 1 has kept 1 texts, story 3 has 1")
    assert events(database) == [(2, "off topic"), (2, "on topic"), (3, "regrouped")]
    (taken,) = ask(crawl, ("takedown", "article", "3", "why"))
    assert taken is not None
    assert taken.sentence.startswith("article 3 is taken down")
    assert events(database) == [(2, "off topic"), (2, "on topic")]
    assert list(scrub_index(database)) == []


def test_what_cannot_be_done_changes_nothing_and_is_said(
    crawl: RunningCrawl, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(database: Database, *_: object) -> str:
        database.execute("delete from matches")
        database.execute("delete from labels")
        raise ValueError("inside the program")

    ask(crawl, ("label", "1", "on", "kept"))
    monkeypatch.setitem(carrying_out.INSTRUCTIONS, "label", broken)
    refused, failed = ask(crawl, ("takedown", "article", "99", "why"), ("label", "1", "off", ""))
    assert refused == InstructionAnswer(False, "there is no article 99; its page in the reading room shows its number")
    assert failed == InstructionAnswer(
        False, "it failed by an error inside the program, which the log of the run tells of"
    )
    assert crawl.session.database.table("labels").count == 1
    assert "inside the program" in caplog.text
