"""Reading what an article on topic says, as a pipeline step: in a worker, since it costs more than storing it does."""

from __future__ import annotations

import logging
from typing import Self

from scrapy.crawler import Crawler

from items import Outcome, Page
from pipelines.extraction.crawl_workers import crawl_workers
from pipelines.extraction.worker_pool import GaveUpError, WorkerPool
from pipelines.ledgers.article_reading import read_article_text
from pipelines.relevance.scoring import score_article
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics

logger = logging.getLogger(__name__)


class ReadArticlePipeline:
    """Have an article read that is on topic as it came.

    Whatever is stored with other words, or comes on topic by a person's word, is read when it is stored or at the end
    of the run.
    """

    def __init__(self, topics: Topics, pool: WorkerPool, take_all: bool) -> None:
        self.topics = topics
        self.pool = pool
        self.take_all = take_all

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        return cls(load_topics(settings["TOPICS"]), crawl_workers(crawler), settings.getbool("ON_TOPIC"))

    async def process_item(self, page: Page) -> Page:
        if page.article is None or page.outcome is not Outcome.PENDING:
            return page
        if self.take_all or score_article(page.article, self.topics).on_topic:
            try:
                page.reading = await self.pool.run(read_article_text, page.article)
            except GaveUpError as error:
                logger.warning("%s: reading for the ledgers was given up: %s", page.url, error)
        return page
