"""A worker of the engine: a crawl without sources, which makes the requests that a watch has handed out."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextvars import ContextVar
from datetime import timedelta
from time import monotonic
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, DropItem
from scrapy.http.request import NO_CALLBACK

from items import FollowingPage, Page
from spiders.answers import fetched_page, following_page_of
from spiders.discovery.hosts import introduce
from spiders.download import scrapy_internals
from spiders.download.errors import classify_failure
from spiders.download.retry_after import HostOnHoldError
from spiders.download.throttle import MARGIN_SECONDS, RequestDeferredError, lengthen_delay
from spiders.engine.messages import (
    FetchResult,
    FetchTask,
    SiteRobots,
    answer_to_send,
    failure_of,
    page_to_send,
    read_task,
    written,
)
from spiders.engine.politeness import robots_site
from spiders.engine.shift import Performed, Shift
from storage.engine.turns import Hold, Turn, shared_robots

logger = logging.getLogger(__name__)

#: the turn that the present task of the event loop works at
current_turn: ContextVar[Turn] = ContextVar("current_turn")


class WorkerSpider(Spider):
    """A spider without addresses of its own: it fetches and reads what it is told to, until it is stopped."""

    name = "worker"

    def __init__(self, *, alone: bool = False, worker: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.shift: Shift
        self.alone = alone
        self.worker = worker

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        introduce(crawler.settings, ())
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.shift = Shift(crawler, spider.perform, worker=spider.worker, alone=spider.alone)
        crawler.signals.connect(spider.shift.start, signal=signals.engine_started)
        crawler.signals.connect(spider.shift.stop, signal=signals.spider_closed)
        crawler.signals.connect(spider.stay, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Yield nothing: what is to be fetched comes from the engine."""
        nothing: tuple[Any, ...] = ()
        for each in nothing:
            yield each

    def stay(self) -> None:
        """Keep the crawl open between two tasks."""
        if not self.shift.is_over:
            raise DontCloseSpider

    async def perform(self, turn: Turn) -> Performed:
        """Fetch, and read if it is a page."""
        current_turn.set(turn)
        task = read_task(turn.message)
        if task.delay:
            lengthen_delay(self.crawler, turn.host, task.delay)
        result, holds = await self.result_of(turn, task)
        delay = scrapy_internals.delay_of(self.crawler, turn.host) + MARGIN_SECONDS
        rested = monotonic() - self.shift.last_answer.pop(turn.host, monotonic())
        return result, max(delay - rested, 0.0), holds

    async def result_of(self, turn: Turn, task: FetchTask) -> tuple[bytes | None, list[Hold]]:
        """Return what came of a task, and the holds that its hosts asked for."""
        meta = {"source": task.source, "within": task.within, "turn": turn} | dict.fromkeys(task.flags, True)
        request = Request(task.url, headers=dict(task.headers), meta=meta, callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except HostOnHoldError as error:
            holds = [Hold(error.host, error.wait, str(error))] if error.host else []
            # once, and not for long, a task waits for the end of a hold
            again = bool(holds) and turn.holds == 0 and error.wait.total_seconds() <= self.shift.patience
            return (None if again else written(FetchResult(failure=failure_of(error)))), holds
        except RequestDeferredError:
            # the worker is stopped, its lease was lost, or a further host was busy
            return None, []
        except Exception as error:
            robots = await self.robots_for(task, task.url)
            return written(FetchResult(failure=failure_of(error), robots=robots)), []
        if task.hint is None or task.known is None:
            robots = await self.robots_for(task, response.url)
            return written(FetchResult(answer=answer_to_send(response), robots=robots)), []
        return await self.read(fetched_page(response, task.source, task.hint, task.known)), []

    async def robots_for(self, task: FetchTask, url: str) -> SiteRobots | None:
        """Return the robots.txt by which an address was judged, for a task that wants it."""
        if "wants_robots" not in task.flags:
            return None
        site = robots_site(url)
        age = timedelta(hours=self.settings.getfloat("ROBOTS_HOURS"))
        stored = await shared_robots(self.shift.engine, site, age)
        return SiteRobots(site, stored[0], stored[1].decode()) if stored else None

    async def read(self, page: Page) -> bytes | None:
        """Return what a page comes to by the steps that need no database; None where the crawl was stopped."""
        try:
            read = await scrapy_internals.item_pipelines(self.crawler).process_item_async(page)
        except DropItem:
            return None
        except Exception as error:
            logger.exception("%s: reading it failed within the program", page.url)
            return written(FetchResult(failure=failure_of(error)))
        return written(FetchResult(page=page_to_send(read)))

    async def fetch_following(self, source: str, url: str, number: int) -> FollowingPage:
        """Return a page on which an article goes on, asked for as politely as any other; never raise."""
        turn = current_turn.get()
        within = read_task(turn.message).within
        meta = {"source": source, "within": within, "turn": turn}
        request = Request(url, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            return FollowingPage(url, number, *classify_failure(error))
        return following_page_of(response, url, number)
