"""What an article says is read in a worker, and stored with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import pytest
from sqlite_utils import Database

from items import Article, ArticleReading, Outcome, Page
from pipelines.care.guarding import guard_new_articles
from pipelines.extraction.worker_pool import GaveUpError, WorkerPool
from pipelines.ledgers.article_reading import read_article_text
from pipelines.ledgers.storing import read_new_entries
from pipelines.read_article import ReadArticlePipeline
from pipelines.relevance.topics_file import load_topics
from pipelines.store import store
from settings import TOPICS
from storage.clock import now
from storage.tables import articles, paragraphs, sources
from tests.storysamples import EDITED, OTHER, RELEASE

T = TypeVar("T")
ARTICLE = Article("Woman gets life term", RELEASE, authors=("A. Cruz",), language="en")
GERMAN = """Das Gericht in der Provinz hat einen Mann verurteilt, der über das Internet Geld erpresst hat. \
Er muss für viele Jahre ins Gefängnis und den Betroffenen Schadenersatz zahlen."""
TABLES = ("figures", "quotations", "places", "bodies", "laws", "guard_findings")


class SlowPool(WorkerPool):
    """Read in this process, the first article last."""

    def __init__(self, articles: int) -> None:
        self.waiting = articles
        self.read: list[str] = []
        self.all_came = asyncio.Event()

    async def run(self, function: Callable[..., T], *args: object) -> T:  # type: ignore[override]
        if isinstance(args[0], Article):
            self.waiting -= 1
            if self.waiting > 0:
                await self.all_came.wait()
            self.all_came.set()
            self.read.append(args[0].text)
        return function(*args)


class BusyPool(WorkerPool):
    """Give up every call."""

    def __init__(self) -> None:
        pass

    async def run(self, *_: object, **__: object) -> ArticleReading:  # type: ignore[override]
        raise GaveUpError("it took longer than 10 s")


def page_of(article: Article, number: int = 1, extractor: str = "7") -> Page:
    return Page(f"https://herald.example/{number}", "herald", article=article, on_topic=True, extractor=extractor)


def test_pages_leave_in_the_order_in_which_they_come(database: Database) -> None:
    left = []

    async def go_through() -> SlowPool:
        pool = SlowPool(2)
        step = ReadArticlePipeline(load_topics(TOPICS), database, pool)

        async def follow(page: Page) -> None:
            left.append(await step.process_item(page))

        harbour = Article("The harbour opens again", "Boats go to the islands twice a day.")
        refused = replace(page_of(ARTICLE, 4), outcome=Outcome.TOO_SHORT)
        pages = [page_of(ARTICLE, 1), page_of(harbour, 2), page_of(replace(ARTICLE, text=EDITED), 3), refused]
        await asyncio.gather(*map(follow, pages))
        return pool

    pool = asyncio.run(go_through())
    assert [page.url[-1] for page in left] == ["1", "2", "3", "4"]
    assert pool.read == [EDITED, RELEASE]
    assert [page.reading is not None for page in left] == [True, False, True, False]


def test_a_page_whose_reading_is_given_up_goes_on_without(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    step = ReadArticlePipeline(load_topics(TOPICS), database, BusyPool())
    assert asyncio.run(step.process_item(page_of(ARTICLE))).reading is None
    assert "https://herald.example/1: reading for the ledgers was given up: it took longer than 10 s" in caplog.text


@pytest.mark.parametrize(
    ("text", "named", "code"),
    [
        (RELEASE, "", "en"),
        (GERMAN, "", "de"),
        (RELEASE, "en-PH", "en"),
        (GERMAN, "DE", "de"),
        (RELEASE, "fil", "en"),
        (GERMAN, "und", "de"),
        ("Ruling", "", ""),
        ("Ruling", "und", ""),
        ("Ruling", "eng", "en"),
        ("Hatol", "fil-PH", "tl"),
        ("Hukom", "ceb", "ceb"),
        ("Ruling", "en_US", "en"),
        (RELEASE, "no language at all", "en"),
    ],
)
def test_the_text_says_its_language_before_its_tag_does(database: Database, text: str, named: str, code: str) -> None:
    step = ReadArticlePipeline(load_topics(TOPICS), database, SlowPool(1))
    page = asyncio.run(step.process_item(page_of(Article("Ruling", text, language=named), extractor="")))
    assert page.article is not None
    assert page.article.language == code


def test_boilerplate_that_shows_while_a_page_waits_is_read_no_more(database: Database) -> None:
    """The pages before it are stored when its turn comes, and its reading is of what it is then stored with."""
    for number in range(1, 4):
        sources.ensure(database, "herald", "Herald")
        articles.insert_article(database, page_of(ARTICLE, number), ARTICLE, now())

    async def go_through() -> Page:
        pool = SlowPool(1)
        step = ReadArticlePipeline(load_topics(TOPICS), database, pool)
        before = step.last_has_left = asyncio.Event()
        page = page_of(replace(ARTICLE, text=f"{RELEASE.strip()}\n\nSupport the Herald today."), 4)
        reading = asyncio.ensure_future(step.process_item(page))
        await pool.all_came.wait()
        for number in range(1, 4):
            paragraphs.record_paragraphs(database, "herald", number, ["support the herald today"])
        before.set()
        return await reading

    page = asyncio.run(go_through())
    assert page.reading is not None
    assert page.reading.text == RELEASE.strip()


@pytest.mark.parametrize("read", [RELEASE, OTHER, None])
def test_what_was_read_of_other_words_is_read_again(database: Database, at: datetime, read: str | None) -> None:
    sources.ensure(database, "herald", "Herald")
    child = "The girl, Rica Dalagan, 9, lives in Purok 3, Barangay Malinao, near her school."
    article = replace(ARTICLE, text=f"{RELEASE.strip()}\n\n{child}")
    new = page_of(article)
    new.reading = read_article_text(replace(article, text=article.text if read == RELEASE else read)) if read else None
    number = store(database, new, at).article
    assert database["masked_articles"].count == 1
    assert read_new_entries(database) == (read != RELEASE)
    assert guard_new_articles(database, at) == 0
    assert number is not None
    stored = {table: database.execute(f"select * from {table} order by rowid").fetchall() for table in TABLES}
    database.executescript("update ledger_articles set reader = ''; update guarded_articles set rules = ''")
    assert (read_new_entries(database), guard_new_articles(database, at)) == (1, 1)
    anew = {table: database.execute(f"select * from {table} order by rowid").fetchall() for table in TABLES}
    assert [len(rows) for rows in anew.values()] == [len(rows) for rows in stored.values()]
    assert [[tuple(row)[1:] for row in rows] for rows in anew.values()] == [
        [tuple(row)[1:] for row in rows] for rows in stored.values()
    ]
