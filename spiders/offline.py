"""Spiders that fetch nothing: pages that are here already go through the pipelines."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from items import Page
from storage.session import session_of

#: pages between reading and storing at one time; chosen, not measured
MAX_PAGES_IN_PIPELINES = 100


class OfflineSpider(Spider):
    """A spider that yields pages no faster than the pipelines take them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pipeline_places = asyncio.Semaphore(MAX_PAGES_IN_PIPELINES)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        for signal in (signals.item_scraped, signals.item_error, signals.item_dropped):
            crawler.signals.connect(spider.release_place, signal=signal)
        return spider

    def pages(self) -> Iterator[Page]:
        """Yield the pages, in the order in which they are to be stored."""
        raise NotImplementedError

    async def pages_of_workers(self) -> AsyncIterator[Page]:
        """Yield further pages, which workers have read meanwhile."""
        pages: tuple[Page, ...] = ()
        for page in pages:
            yield page

    def release_place(self) -> None:
        self.pipeline_places.release()

    async def start(self) -> AsyncIterator[Page]:
        try:
            for page in self.pages():
                await self.pipeline_places.acquire()
                yield page
            async for page in self.pages_of_workers():
                await self.pipeline_places.acquire()
                yield page
        except sqlite3.DatabaseError as error:
            session_of(self.crawler).give_up_for(error)
            raise
        # Scrapy looks whether a crawl is at its end when this ends, and next only 5 s later (its heartbeat)
        for _ in range(MAX_PAGES_IN_PIPELINES):
            await self.pipeline_places.acquire()
