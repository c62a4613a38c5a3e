"""A host that asks for time gets it: within the run where that is short, else until the run after it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.download.budgets import request_host
from spiders.download.throttle import RequestDeferredError, defer_queued_requests, restart_delay
from storage.clock import now, stamp
from storage.session import session_of
from storage.tables import host_holds
from storage.tables.host_holds import MAX_HOLD
from text.dates.parsing import parse_http_date

#: how long a host is left alone that says "too many requests" without saying for how long; chosen, not measured
DEFAULT_HOLD = timedelta(hours=1)


def requested_wait(status: int, retry_after: str, at: datetime) -> timedelta | None:
    """Return how long an answer asks to be left alone (RFC 9110, 10.2.3); None where it does not."""
    if status not in {429, 503}:
        return None
    wait = DEFAULT_HOLD if status == 429 else None
    if (seconds := retry_after.strip()).isascii() and seconds.isdecimal():
        # ten digits are three centuries; Python refuses to read more than 4,300
        wait = timedelta(seconds=min(int(seconds.lstrip("0")[:10] or 0), MAX_HOLD.total_seconds()))
    elif until := parse_http_date(retry_after):
        wait = until - at
    return None if wait is None else min(max(wait, timedelta()), MAX_HOLD)


class HostOnHoldError(RequestDeferredError):
    """The host asked to be left alone, for ``wait`` if it did so just now; the message says until when.

    Raised by RetryAfterMiddleware.
    """

    def __init__(self, reason: str, host: str = "", wait: timedelta = timedelta()) -> None:
        super().__init__(reason)
        self.host = host
        self.wait = wait


class RetryAfterMiddleware:
    """A downloader middleware that obeys 429 and 503 with Retry-After: it waits, or puts the host on hold."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.patience = timedelta(seconds=crawler.settings.getfloat("RETRY_AFTER_PATIENCE"))
        self.held: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.recall, signal=signals.spider_opened)
        return middleware

    def recall(self) -> None:
        """Take over the holds of earlier runs."""
        with session_of(self.crawler).change() as database:
            self.held = host_holds.current_holds(database, now())

    def process_request(self, request: Request) -> None:
        if reason := self.held.get(request_host(request)):
            raise HostOnHoldError(reason)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        retry_after = (response.headers.get("Retry-After") or b"").decode("latin-1")
        wait = requested_wait(response.status, retry_after, now())
        if wait is None or (request.meta.get("is_robots") and not retry_after):
            # a robots.txt is judged by its status alone
            return response
        if wait <= self.patience and "waited" not in request.meta:
            restart_delay(self.crawler, request, wait.total_seconds())
            return request.replace(meta=request.meta | {"waited": True}, dont_filter=True)
        raise self.hold(request_host(request), wait)

    def hold(self, host: str, wait: timedelta) -> HostOnHoldError:
        """Put a host on hold; return the failure of every request to it."""
        until = now() + wait
        reason = self.held[host] = f"{host} asks to be left alone until {stamp(until)}"
        with session_of(self.crawler).change() as database:
            host_holds.hold_host(database, host, until, reason)
        defer_queued_requests(self.crawler, reason, lambda waiting: request_host(waiting) == host)
        return HostOnHoldError(reason, host, wait)
