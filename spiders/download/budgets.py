"""How much of a run a host and a source may take; what is beyond it waits for the next run."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Response
from scrapy.utils.asyncio import AsyncioLoopingCall
from scrapy.utils.httpobj import urlparse_cached

from spiders.download.errors import FailedElsewhereError
from spiders.download.scrapy_internals import TunnelError
from spiders.download.throttle import RequestDeferredError, defer_queued_requests

#: what says that a host is out of order, rather than a page
HOST_ERRORS = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    TunnelError,
)

#: seconds that a run may take beyond its end for what was under way; chosen, not measured
OVERTIME_SECONDS = 60.0


class Budget:
    """What has been spent of a run. Times are seconds of a monotonic clock.

    A host may be asked ``pages`` times, and is given up after failing ``failures`` times in a row. A source may take
    ``source_seconds`` from its first request on, and all of them together until ``ends``.
    """

    def __init__(self, *, ends: float, source_seconds: float, pages: int, failures: int) -> None:
        self.ends = ends
        self.source_seconds = source_seconds
        self.pages = pages
        self.failures = failures
        self.asked: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.began: dict[str, float] = {}

    def refusal(self, host: str, source: str, present: float) -> str:
        """Return why a request must wait for the next run; empty where it need not."""
        if present >= self.ends:
            return "the time of this run is up"
        if present - self.began.get(source, present) >= self.source_seconds:
            return f"the {self.source_seconds:g} seconds of this source in a run are used up"
        if self.failed[host] >= self.failures:
            return f"{host} failed {self.failed[host]} times in a row"
        if self.asked[host] >= self.pages:
            return f"{host} was asked {self.pages} times in this run"
        return ""

    def spend(self, host: str, source: str, present: float) -> None:
        """Count a request; one for a robots.txt is made for no source."""
        self.asked[host] += 1
        if source:
            self.began.setdefault(source, present)

    def note(self, host: str, *, failed: bool) -> None:
        """Count how often in a row a host gave no answer."""
        self.failed[host] = self.failed[host] + 1 if failed else 0


class BudgetMiddleware:
    """A downloader middleware that keeps requests within the budget; others fail with RequestDeferredError."""

    def __init__(self, crawler: Crawler, budget: Budget) -> None:
        self.crawler = crawler
        self.budget = budget
        self.clock = AsyncioLoopingCall(self.look_at_the_time)
        self.stopping: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        budget = Budget(
            ends=settings.getfloat("RUN_ENDS") or monotonic() + settings.getfloat("RUN_SECONDS"),
            source_seconds=settings.getfloat("SOURCE_SECONDS"),
            pages=settings.getint("PAGES_PER_HOST"),
            failures=settings.getint("HOST_FAILURES"),
        )
        middleware = cls(crawler, budget)
        crawler.signals.connect(middleware.start, signal=signals.engine_started)
        crawler.signals.connect(middleware.stop, signal=signals.spider_closed)
        return middleware

    def start(self) -> None:
        self.clock.start(1.0, now=False)

    def stop(self) -> None:
        if self.clock.running:
            self.clock.stop()

    def look_at_the_time(self) -> None:
        """Empty the queues of what has run out of time there; a run that does not end even then is stopped."""
        present = monotonic()
        if present >= self.budget.ends + OVERTIME_SECONDS and self.stopping is None:
            self.stopping = asyncio.ensure_future(self.crawler.stop_async())
        for source in (*self.budget.began, ""):
            if reason := self.budget.refusal("", source, present):
                defer_queued_requests(self.crawler, reason, partial(is_for, source))

    def process_request(self, request: Request) -> None:
        host, source, present = request_host(request), request_source(request), monotonic()
        if reason := self.budget.refusal(host, source, present):
            raise RequestDeferredError(reason)
        self.budget.spend(host, source, present)

    def process_response(self, request: Request, response: Response) -> Response:
        self.budget.note(request_host(request), failed=False)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not is_of_host(exception):
            return
        host = request_host(request)
        self.budget.note(host, failed=True)
        if reason := self.budget.refusal(host, "", 0.0):
            defer_queued_requests(self.crawler, reason, lambda waiting: request_host(waiting) == host)


def is_of_host(error: BaseException) -> bool:
    """Return whether an error says that a host is out of order, rather than a page."""
    return isinstance(error, HOST_ERRORS) or (isinstance(error, FailedElsewhereError) and error.is_of_host)


def request_host(request: Request) -> str:
    """Return the host of a request, without its port."""
    return urlparse_cached(request).hostname or ""


def is_for(source: str, request: Request) -> bool:
    """Whether a request is made for a source; any is where ``source`` is empty."""
    return source in {"", request_source(request)}


def request_source(request: Request) -> str:
    """Return the source that a request is made for; empty for a robots.txt."""
    return str(request.meta.get("source", ""))
