"""Reading what an article on topic says, as a pipeline step: in a worker, since it costs more than storing it does."""

from __future__ import annotations

import asyncio
import logging
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

logger = logging.getLogger(__name__)


class ReadArticlePipeline:
    """Have an article read that will be on topic, as far as can be told; pages leave in the order in which they come.

    Another page that is stored meanwhile may still change what is boilerplate. What is stored with other words than
    were read, or comes on topic by a person's word, is read when it is stored or at the end of the run.
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
                page.reading = await self.read(page.url, self.expected_article(page, page.article))
            await before_has_left.wait()
        finally:
            has_left.set()
        return page

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
