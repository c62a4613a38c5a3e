"""A worker's middlewares: one task at a time asks a host, wherever it is; holds and robots.txt are shared."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Final, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.download.budgets import request_host
from spiders.download.retry_after import HostOnHoldError, RetryAfterMiddleware
from spiders.download.robots import RobotsMiddleware
from spiders.download.throttle import RequestDeferredError
from storage.clock import now, stamp
from storage.engine import turns
from storage.engine.turns import Turn

if TYPE_CHECKING:
    from spiders.engine.shift import Shift
    from spiders.engine.worker import WorkerSpider

#: seconds that a task waits for a further host, such as one that a redirect leads to; chosen, not measured
HOST_PATIENCE: Final = 30.0
#: seconds that a worker keeps what it knows of a robots.txt, also that it could not be read; chosen, not measured
ROBOTS_SECONDS: Final = 600.0
#: sites whose robots.txt a worker knows at most; chosen, not measured
MOST_SITES: Final = 10_000


def shift_of(crawler: Crawler) -> Shift:
    """Return the shift of a worker's crawl."""
    return cast("WorkerSpider", crawler.spider).shift


def robots_site(url: str) -> str:
    """Return scheme and host of an address, as in https://example.org."""
    return "/".join(url.split("/", 3)[:3])


class HostTurnMiddleware:
    """A downloader middleware that lets a request through when its task has the lease of its host."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Lease the host of a redirect or a following page; a task comes with the lease of its own."""
        turn: Turn | None = request.meta.get("turn")
        if turn is None:  # a robots.txt, asked for on behalf of a request to the same host that has passed
            return
        shift, host = shift_of(self.crawler), request_host(request)
        if turn.task in shift.lost:
            raise RequestDeferredError("the lease of the host was lost")
        if host == turn.host:
            return
        ends = monotonic() + HOST_PATIENCE
        while wait := await turns.take_another_host(shift.engine, host, turn.task, shift.worker, shift.lease):
            if monotonic() + wait > ends:
                raise RequestDeferredError(f"{host} was being asked by others")
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Response:
        """Note when a host has last answered, since its delay counts from there."""
        if turn := request.meta.get("turn"):
            shift_of(self.crawler).last_answer[turn.host] = monotonic()
        return response


class HoldMiddleware(RetryAfterMiddleware):
    """Retry-After for workers: the host's row in the engine says until when it is left alone, and nobody waits here."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.patience = timedelta(seconds=-1)

    def recall(self) -> None:
        """Know of no holds: a host that has one gets no turn."""

    def hold(self, host: str, wait: timedelta) -> HostOnHoldError:
        """Return the failure by which the turn puts the host on hold."""
        return HostOnHoldError(f"{host} asks to be left alone until {stamp(now() + wait)}", host, wait)


class SharedRobotsMiddleware(RobotsMiddleware):
    """robots.txt for workers: read by one, known to all."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.known_until: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        """Obey the rules of a site; ask for them anew from time to time, and after a hold."""
        site = robots_site(request.url)
        if self.known_until.get(site, 0.0) < monotonic():
            if len(self.sites) > MOST_SITES:
                self.sites.clear()
            self.sites.pop(site, None)
            self.known_until[site] = monotonic() + ROBOTS_SECONDS
        try:
            await super().process_request(request)
        except RequestDeferredError:
            self.known_until.pop(site, None)
            raise

    async def recall(self, site: str) -> tuple[int, str] | None:
        stored = await turns.shared_robots(shift_of(self.crawler).engine, site, self.age)
        return (stored[0], stored[1].decode()) if stored else None

    async def store(self, site: str, status: int, body: str) -> None:
        await turns.share_robots(shift_of(self.crawler).engine, site, status, body.encode())
