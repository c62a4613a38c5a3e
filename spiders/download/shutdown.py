"""Stopping within seconds: what has come is stored, what has not is left waiting."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy.core.scraper import Scraper
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.pipelines import ItemPipelineManager

from spiders.download.handler import cut_short

#: seconds for cleaning and storing what had come when the run was stopped
GRACE = 1.5
#: seconds between two looks whether all is stored
LOOK = 0.05


class StoppablePipelines(ItemPipelineManager):
    """Scrapy's item pipelines; a page in them can be dropped, since its row says that it waits until it is stored."""

    def __init__(self, *middlewares: Any, **kwargs: Any) -> None:
        super().__init__(*middlewares, **kwargs)
        self.stopped = False
        self.under_way: set[asyncio.Future[Any]] = set()

    async def process_item_async(self, item: Any) -> Any:
        work = asyncio.ensure_future(super().process_item_async(item))
        self.under_way.add(work)
        if self.stopped:
            work.cancel()
        try:
            return await work
        except asyncio.CancelledError:
            raise DropItem("the run was stopped before the page was cleaned", log_level="DEBUG") from None
        finally:
            self.under_way.discard(work)

    def drop_all(self) -> None:
        """Drops every page that is in the pipelines or still comes."""
        self.stopped = True
        for work in self.under_way:
            work.cancel()


class StoppableCrawler(Crawler):
    """A crawler that ends its downloads when it is stopped, and soon afterwards the cleaning."""

    async def stop_async(self) -> None:
        if not self.crawling or self._engine is None:
            return await super().stop_async()
        cut_short(self, "the run was stopped")
        pipelines = self.engine.scraper.itemproc
        if not isinstance(pipelines, StoppablePipelines):
            raise TypeError(f"ITEM_PROCESSOR is {type(pipelines).__name__}; leave it as settings.py has it")
        late = asyncio.get_running_loop().call_later(GRACE, pipelines.drop_all)
        looking = asyncio.ensure_future(close_when_idle(self.engine.scraper))
        try:
            await super().stop_async()
        finally:
            late.cancel()
            looking.cancel()


async def close_when_idle(scraper: Scraper) -> None:
    """Ends a stopped crawl after its last page; Scrapy looks for the end after answers only, not after loaded pages."""
    while True:
        await asyncio.sleep(LOOK)
        slot, spider = scraper.slot, scraper.crawler.spider
        if slot and spider and slot.closing and slot.is_idle() and not slot.closing.called:
            slot.closing.callback(spider)
