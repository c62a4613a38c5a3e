"""Spiders that fetch nothing: pages that are here already go through the pipelines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from items import Page

#: pages between reading and storing at one time
IN_HAND = 100


class OfflineSpider(Spider):
    """Yields pages no faster than the pipelines take them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.in_hand = asyncio.Semaphore(IN_HAND)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        for signal in (signals.item_scraped, signals.item_error, signals.item_dropped):
            crawler.signals.connect(spider.let_go, signal=signal)
        return spider

    def pages(self) -> Iterator[Page]:
        """The pages, in the order in which they are to be stored."""
        raise NotImplementedError

    def let_go(self) -> None:
        self.in_hand.release()

    async def start(self) -> AsyncIterator[Page]:
        for page in self.pages():
            await self.in_hand.acquire()
            yield page
