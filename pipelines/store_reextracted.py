"""Storing kept pages, as a pipeline component: in the place of pipelines.store while they are read again."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from items import Outcome, Page
from pipelines.extraction.version import EXTRACTOR
from pipelines.store import store
from storage.clock import now
from storage.session import Session, session_of
from storage.tables import extractors


class StoreReextractedPipeline:
    """Stores what kept pages give now.

    A page that gives no article any more changes nothing of what is stored, and what its server last answered is not
    rewritten; it is only noted that it has been read. One that could not be read is tried again by the next run.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_item(self, page: Page) -> Page:
        if page.outcome is Outcome.ERROR:
            return page
        with self.session.change() as database:
            if page.article is not None and page.outcome is Outcome.PENDING:
                store(database, page, now())
            extractors.mark_read(database, page.url, EXTRACTOR)
        return page
