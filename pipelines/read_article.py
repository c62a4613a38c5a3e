"""Reading what an article on topic says, as a pipeline step: in a worker, since it costs more than storing it does."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Article, ArticleReading, Basis, Outcome, Page
from pipelines.extraction.crawl_workers import crawl_workers
from pipelines.extraction.worker_pool import GaveUpError, WorkerPool
from pipelines.ledgers.article_reading import read_article_text
from pipelines.relevance.scoring import score_article
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics
from pipelines.remove_boilerplate import without_boilerplate
from storage.session import session_of
from storage.tables import articles
from text.language import detect_language

logger = logging.getLogger(__name__)


class ReadArticlePipeline:
    """Have an article read that will be on topic, as far as can be told; pages leave in the order in which they come.

    One whose boilerplate the pages before it have shown meanwhile is read again. What is stored with other words all
    the same, or comes on topic by a person's word, is read when it is stored or at the end of the run.
    """

    def __init__(self, topics: Topics, database: Database, pool: WorkerPool, *, take_all: bool = False) -> None:
        self.topics = topics
        self.database = database
        self.pool = pool
        self.take_all = take_all
        #: whether the page that came last has left
        self.last_has_left = asyncio.Event()
        self.last_has_left.set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        topics, database = load_topics(settings["TOPICS"]), session_of(crawler).database
        return cls(topics, database, crawl_workers(crawler), take_all=settings.getbool("ON_TOPIC"))

    async def process_item(self, page: Page) -> Page:
        before_has_left, has_left = self.last_has_left, asyncio.Event()
        self.last_has_left = has_left
        try:
            if page.article is not None and page.outcome is Outcome.PENDING:
                await self.read_in_turn(page, page.article, before_has_left)
            await before_has_left.wait()
        finally:
            has_left.set()
        return page

    async def read_in_turn(self, page: Page, article: Article, turn: asyncio.Event) -> None:
        """Give a page its reading, and its article the language, in which it may have come as text without any."""
        if not page.extractor and article.basis is Basis.PAGE:
            page.article = article = replace(article, language=await self.language_of(page.url, article))
        page.reading = await self.read(page.url, self.expected_article(page, article))
        await turn.wait()
        if page.reading and page.reading.text != (expected := self.expected_article(page, article)).text:
            page.reading = await self.read(page.url, expected)

    async def language_of(self, url: str, article: Article) -> str:
        """Return the language of what came as text: what it is written in comes before what was said of it."""
        try:
            return await self.pool.run(detect_language, article.text, article.language)
        except GaveUpError as error:
            logger.warning("%s: naming its language was given up: %s", url, error)
            return article.language

    def expected_article(self, page: Page, article: Article) -> Article:
        """Return the article as it will be stored, as far as can be told before its turn."""
        if article.basis is not Basis.PAGE:
            return article
        known = articles.find_article(self.database, articles.addresses_of(page))
        return without_boilerplate(self.database, page, article, known)

    async def read(self, url: str, article: Article) -> ArticleReading | None:
        """Return what an article says; None where it is off topic, or takes too much to be read."""
        if not (self.take_all or score_article(article, self.topics).on_topic):
            return None
        try:
            return await self.pool.run(read_article_text, article)
        except GaveUpError as error:
            logger.warning("%s: reading for the ledgers was given up: %s", url, error)
            return None
