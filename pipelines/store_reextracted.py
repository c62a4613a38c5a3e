"""Storing while archived pages are extracted again; stands in the place of ``pipelines.store``."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from items import Outcome, Page
from pipelines.extraction.version import EXTRACTOR
from pipelines.store import record_resemblances, store
from storage.clock import now
from storage.session import Session, session_of
from storage.tables import articles, pages


class StoreReextractedPipeline:
    """Store what archived pages give now.

    A page that gives no article any more changes nothing of what is stored, and what its server last answered is not
    rewritten; it is only noted that it has been read. A page that an earlier extractor failed on gets the outcome that
    it has now. Where extraction fails, an article is tried again by the next run, a page by the next extractor.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_item(self, page: Page) -> Page:
        if pages.worker_died(page):
            return page
        with self.session.change() as database:
            if page.article is not None and page.outcome is Outcome.PENDING:
                store(database, page, now())
            else:
                pages.record_extraction(database, page)
                record_resemblances(database, page, page.known_article, now())
            if page.outcome is not Outcome.ERROR:
                articles.set_extractor(database, page.url, EXTRACTOR)
        return page
