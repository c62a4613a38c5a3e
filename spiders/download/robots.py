"""robots.txt after RFC 9309, failing closed: what cannot be read forbids everything for now."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ParamSpec, Self, TypeVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from spiders.download.errors import DisallowedByRobotsError, classify_failure
from spiders.download.throttle import RequestDeferredError, lengthen_delay
from spiders.workers import workers_of
from storage.clock import now
from storage.session import session_of
from storage.tables import robots
from storage.tables.pages import UNREADABLE_ROBOTS
from text.robots import crawl_delay, decode_robots, may_fetch, product_token, without_marks

P = ParamSpec("P")
T = TypeVar("T")

#: characters up to which a file is read where it is asked about; a longer one is read in a worker process, so that the
#: crawl does not stand still meanwhile (500 KiB of rules took .2 s on a quiet machine and .8 s on a busy one)
MAX_CHARACTERS_HERE = 16 * 1024
#: seconds; a longer crawl delay is not waited for within a run; chosen, not measured
MAX_CRAWL_DELAY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What a site's robots.txt says: its ``text``, which where empty allows all, or why nothing may be fetched now."""

    text: str = ""
    trouble: str = ""
    #: the host is not to be asked in this run
    deferred: RequestDeferredError | None = None


def read_robots(status: int, body: str) -> RobotsRules:
    """Return the rules in an answer (RFC 9309, 2.3.1).

    4xx allows all; 5xx, a web page in its place and 429 forbid all for now.
    """
    if is_refusal_for_good(status):
        return RobotsRules()
    if status != 200:
        return RobotsRules(trouble=f"{UNREADABLE_ROBOTS}: status {status}")
    if looks_like_html(body):
        return RobotsRules(trouble=f"{UNREADABLE_ROBOTS}: a web page came in its place")
    return RobotsRules(body)


def is_refusal_for_good(status: int) -> bool:
    """Whether a status says that there is no robots.txt for us; 429 only says that now is not the time."""
    return 400 <= status < 500 and status != 429


def looks_like_html(body: str) -> bool:
    """Whether markup came in place of a robots.txt: a page, or a file store's error in XML, without any rule."""
    start = without_marks(body[:1000]).lstrip().lower()
    is_page = start.startswith(("<!doctype", "<html", "<head", "<body", "<script"))
    return is_page or (start.startswith("<") and "user-agent" not in body.lower())


def is_lasting(status: int) -> bool:
    """Whether an answer holds until it is a day old, rather than for this run."""
    return status == 200 or is_refusal_for_good(status)


class RobotsMiddleware:
    """A downloader middleware that asks a site for robots.txt before its first page; a refused request fails."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.timeout = crawler.settings.getfloat("ROBOTS_TIMEOUT")
        self.age = timedelta(hours=crawler.settings.getfloat("ROBOTS_HOURS"))
        self.token = product_token(crawler.settings["USER_AGENT"])
        self.sites: dict[str, asyncio.Task[RobotsRules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_robots"):
            return
        parts = urlparse_cached(request)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.sites:
            self.sites[site] = asyncio.ensure_future(self.rules(site, parts.hostname or ""))
        rules = await asyncio.shield(self.sites[site])
        if rules.deferred is not None:
            raise rules.deferred
        if rules.trouble:
            raise DisallowedByRobotsError(rules.trouble, by_rule=False)
        if not await self.consult(may_fetch, rules.text, self.token, request.url):
            raise DisallowedByRobotsError("robots.txt forbids this address", by_rule=True)

    async def consult(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function says of the text of a robots.txt, its first argument; a long one goes to a worker.

        Raise DisallowedByRobotsError where the worker was given up.
        """
        if len(str(args[0])) <= MAX_CHARACTERS_HERE:
            return function(*args, **kwargs)
        workers = workers_of(self.crawler)
        try:
            return await workers.run(function, *args, **kwargs)
        except workers.gave_up as error:
            reason = f"{UNREADABLE_ROBOTS}: reading it was given up: {error}"
            raise DisallowedByRobotsError(reason, by_rule=False) from error

    async def rules(self, site: str, host: str) -> RobotsRules:
        """Return the rules of a site, from the database while they are fresh; the site's crawl delay is taken over."""
        stored = await self.recall(site)
        # earlier versions stored a 429 as well
        answer = stored if stored and is_lasting(stored[0]) else await self.fetch(site)
        if isinstance(answer, RobotsRules):
            return answer
        rules = read_robots(*answer)
        try:
            delay = await self.consult(crawl_delay, rules.text, self.token)
        except DisallowedByRobotsError as error:
            return RobotsRules(trouble=str(error))
        if delay:
            lengthen_delay(self.crawler, host, min(delay, MAX_CRAWL_DELAY_SECONDS))
        return rules

    async def fetch(self, site: str) -> tuple[int, str] | RobotsRules:
        """Return status and body of robots.txt, stored for later runs; or the rules that follow from not getting it."""
        if self.crawler.engine is None:
            raise RuntimeError("the crawl has not started")
        limits = {"download_timeout": self.timeout, "first_byte_timeout": self.timeout}
        meta = {"is_robots": True, "any_type": True, **limits}
        request = Request(f"{site}/robots.txt", meta=meta, priority=1000, callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except StopDownload:
            return RobotsRules(trouble=f"{UNREADABLE_ROBOTS}: it is no text")
        except RequestDeferredError as deferred:
            return RobotsRules("", str(deferred), deferred)
        except Exception as error:
            return RobotsRules(trouble=f"{UNREADABLE_ROBOTS}: {classify_failure(error)[1]}")
        status, body = response.status, decode_robots(response.body)
        if is_lasting(status):
            await self.store(site, status, body)
        return status, body

    async def recall(self, site: str) -> tuple[int, str] | None:
        """Return status and body of a robots.txt that is still fresh."""
        return robots.recent_robots(session_of(self.crawler).database, site, now(), self.age)

    async def store(self, site: str, status: int, body: str) -> None:
        """Store an answer for later runs."""
        with session_of(self.crawler).change() as database:
            robots.store_robots(database, site, status, body, now())
