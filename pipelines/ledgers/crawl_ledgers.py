"""Reading what a crawl has stored and no worker has read with these words, when it ends."""

from __future__ import annotations

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from pipelines.care.guarding import guard_new_articles
from pipelines.ledgers.storing import read_new_entries
from storage.clock import now
from storage.session import session_of


class CrawlLedgers:
    """A Scrapy extension: what was stored is in the ledgers when the run is over."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        ledgers = cls(crawler)
        crawler.signals.connect(ledgers.read, signal=signals.spider_closed)
        return ledgers

    def read(self) -> None:
        """Read what the ledgers lack; an article costs some milliseconds."""
        session = session_of(self.crawler)
        with session.change() as database:
            read_new_entries(database)
            guard_new_articles(database, now())
        session.commit()
