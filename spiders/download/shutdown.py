"""Stopping within seconds: what has come is stored, what has not is left waiting."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from spiders.download import scrapy_internals
from spiders.download.handler import abort_downloads

#: seconds for cleaning and storing what had come when the run was stopped; chosen, so that a run ends within two
CLEANING_GRACE_SECONDS: Final = 1.5
#: seconds between two looks whether all is stored
IDLE_CHECK_SECONDS: Final = 0.05


class StoppablePipelines(scrapy_internals.ItemPipelineManager):
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
        """Drop every page that is in the pipelines or still comes."""
        self.stopped = True
        for work in self.under_way:
            work.cancel()


class StoppableCrawler(Crawler):
    """A crawler that ends its downloads when it is stopped, and soon afterwards the cleaning."""

    async def stop_async(self) -> None:
        if not scrapy_internals.has_engine(self):
            return await super().stop_async()
        abort_downloads(self, "the run was stopped")
        pipelines = scrapy_internals.item_pipelines(self)
        if not isinstance(pipelines, StoppablePipelines):
            raise TypeError(f"ITEM_PROCESSOR is {type(pipelines).__name__}; leave it as settings.py has it")
        dropping = asyncio.get_running_loop().call_later(CLEANING_GRACE_SECONDS, pipelines.drop_all)
        looking = asyncio.ensure_future(close_when_idle(self))
        try:
            await super().stop_async()
        finally:
            dropping.cancel()
            looking.cancel()


async def close_when_idle(crawler: Crawler) -> None:
    """End a stopped crawl after its last page is stored."""
    while True:
        await asyncio.sleep(IDLE_CHECK_SECONDS)
        scrapy_internals.close_if_idle(crawler)
