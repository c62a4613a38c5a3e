"""The writer's downloader: it downloads nothing by itself, and hands each request out as a task of the engine."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from contextlib import suppress
from typing import Any, Final

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from items import Page
from spiders.base import SourceSpider
from spiders.download.budgets import request_source
from spiders.download.scrapy_internals import Downloader
from spiders.engine.exchange import Exchange
from spiders.engine.messages import FLAGS, FetchTask, read_result, response_of, write_task
from storage.clock import now
from storage.engine.connection import Engine
from storage.engine.tasks import Answered, NewTask, task_key
from storage.session import session_of
from storage.tables.robots import store_robots

logger = logging.getLogger(__name__)

#: seconds that the last commit is waited for; chosen, not measured
COMMIT_SECONDS: Final = 5.0
Waiting = tuple[Request, Deferred[Response]]


class EngineDownloader(Downloader):
    """Scrapy's downloader, whose requests wait for the answers of workers."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.total_concurrency = crawler.settings.getint("ENGINE_REQUESTS")
        self.engine = Engine(crawler.settings["ENGINE_URL"])
        self.exchange = Exchange(self.engine, self.deliver)
        self.waiting: defaultdict[str, list[Waiting]] = defaultdict(list)
        #: the task of each page that is in the pipelines, by its address
        self.in_pipelines: dict[str, int] = {}
        #: the keys of those whose answer is on its way to the spider
        self.answered: set[str] = set()
        self.exchanging: asyncio.Task[None] | None = None
        #: kept, since the event loop keeps no task alive by itself
        self.stopping: asyncio.Future[None] | None = None
        crawler.signals.connect(self.start, signal=signals.engine_started)
        crawler.signals.connect(self.stop, signal=signals.engine_stopped)
        for signal in (signals.item_scraped, signals.item_error):
            crawler.signals.connect(self.passed_through, signal=signal)

    async def start(self) -> None:
        """Begin to exchange."""
        session = session_of(self.crawler)
        session.after_commit = self.exchange.note_commit
        await self.engine.open()
        self.exchanging = asyncio.ensure_future(self.exchange.run(session.database))
        self.exchanging.add_done_callback(self.ended)

    def ended(self, exchanging: asyncio.Task[None]) -> None:
        """Stop the crawl where the exchange ends by an error of the program."""
        if not exchanging.cancelled() and (error := exchanging.exception()) is not None:
            logger.error("the exchange with the engine ended in an error", exc_info=error)
            self.stopping = asyncio.ensure_future(self.crawler.stop_async())

    async def stop(self) -> None:
        """Acknowledge what the session has committed at its end."""
        self.exchange.stopped = True
        if self.exchanging is not None:
            await asyncio.wait([self.exchanging])
        # the session commits at the same signal
        self.exchange.committed.clear()
        if self.exchange.stored:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.exchange.committed.wait(), COMMIT_SECONDS)
        await self.exchange.close()
        await self.engine.close()

    async def _enqueue_request(self, request: Request) -> Response:
        key, slot = self._get_slot(request)
        request.meta[self.DOWNLOAD_SLOT] = key
        task = self.task_of(request, key)
        entry: Waiting = (request, Deferred())
        # the slot's queue is where a request that is deferred after all is looked for
        slot.active.add(request)
        slot.queue.append(entry)
        self.waiting[task.key].append(entry)
        self.exchange.outgoing.append(task)
        self.exchange.withdrawn.discard(task.key)
        try:
            return await maybe_deferred_to_future(entry[1])
        finally:
            slot.active.discard(request)
            if entry in slot.queue:
                slot.queue.remove(entry)
            self.waiting[task.key].remove(entry)
            if not self.waiting[task.key]:
                del self.waiting[task.key]
                self.withdraw(task)

    def withdraw(self, task: NewTask) -> None:
        """Take back a task for which nobody waits any longer; one that was answered stays what it is."""
        if task.key not in self.answered:
            self.exchange.withdrawn.add(task.key)
        self.answered.discard(task.key)

    def task_of(self, request: Request, host: str) -> NewTask:
        """Return the task that a request becomes."""
        spider = self.crawler.spider
        is_page = isinstance(spider, SourceSpider) and request.callback == spider.fetched
        flags = tuple(flag for flag in FLAGS if request.meta.get(flag))
        task = FetchTask(
            request.url,
            request_source(request),
            {name.decode("latin-1"): (request.headers.get(name) or b"").decode("latin-1") for name in request.headers},
            request.meta.get("within"),
            flags,
            float(self.per_slot_settings.get(host, {}).get("delay", self._delay)),
            request.cb_kwargs["hint"] if is_page else None,
            spider.known_page(request.cb_kwargs["hint"].url) if is_page and isinstance(spider, SourceSpider) else None,
        )
        key = task_key(request.url, is_page, flags)
        return NewTask(key, request.url, host, is_page, request.priority, write_task(task))

    def deliver(self, answered: Answered) -> bool | None:
        """Hand an answer to those who wait for it.

        Return whether it is to be kept until it is stored; None where nobody waits.
        """
        if not (entries := self.waiting.get(answered.key)):
            return None
        self.answered.add(answered.key)
        result = read_result(answered.answer)
        if robots := result.robots:
            with session_of(self.crawler).change() as database:
                store_robots(database, robots.site, robots.status, robots.body, now())
        request = entries[0][0]
        is_kept = False
        if self.becomes_item(request) and not (result.failure and result.failure.is_deferred):
            self.in_pipelines[request.cb_kwargs["hint"].url] = answered.id
            is_kept = True
        for waiting, deferred in tuple(entries):
            if deferred.called:
                continue
            try:
                response = response_of(result, waiting)
            except Exception as error:
                deferred.errback(Failure(error))  # type: ignore[no-untyped-call]
            else:
                deferred.callback(response)
        return is_kept

    def becomes_item(self, request: Request) -> bool:
        """Return whether a page comes of a request, whatever its answer."""
        return isinstance(self.crawler.spider, SourceSpider) and request.callback == self.crawler.spider.fetched

    def passed_through(self, item: Any) -> None:
        """Note that a page has been stored, or has failed within the program as it would again."""
        if isinstance(item, Page) and (task := self.in_pipelines.pop(item.url, None)) is not None:
            self.exchange.stored.add(task)
