"""robots.txt after RFC 9309, failing closed: what cannot be read forbids everything for now."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from spiders.download.errors import DisallowedByRobotsError, classify_failure
from spiders.download.throttle import RequestDeferredError, lengthen_delay
from storage.clock import now
from storage.session import session_of
from storage.tables import robots
from storage.tables.pages import UNREADABLE_ROBOTS

#: seconds; a longer crawl delay is not waited for within a run; chosen, not measured
MAX_CRAWL_DELAY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What a site's robots.txt says: ``parsed`` rules, or why nothing may be fetched for now."""

    parsed: Protego | None
    trouble: str = ""
    #: the host is not to be asked in this run
    deferred: RequestDeferredError | None = None

    def refusal(self, url: str, agent: str) -> str:
        """Return why ``agent`` must not fetch ``url``; empty where it may."""
        if self.trouble:
            return self.trouble
        if self.parsed is not None and not self.parsed.can_fetch(url, agent):
            return "robots.txt forbids this address"
        return ""


def read_robots(status: int, body: str) -> RobotsRules:
    """Return the rules in an answer (RFC 9309, 2.3.1): 4xx allows all, 5xx and a web page in its place forbid all."""
    if 400 <= status < 500:
        return RobotsRules(None)
    if status != 200:
        return RobotsRules(None, f"{UNREADABLE_ROBOTS}: status {status}")
    if looks_like_html(body):
        return RobotsRules(None, f"{UNREADABLE_ROBOTS}: a web page came in its place")
    return RobotsRules(Protego.parse(body))


def looks_like_html(body: str) -> bool:
    start = body[:1000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype", "<html", "<head", "<body", "<script"))


class RobotsMiddleware:
    """A downloader middleware that asks a site for robots.txt before its first page; a refused request fails."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.timeout = crawler.settings.getfloat("ROBOTS_TIMEOUT")
        self.age = timedelta(hours=crawler.settings.getfloat("ROBOTS_HOURS"))
        self.agent = crawler.settings["USER_AGENT"]
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
        if reason := rules.refusal(request.url, self.agent):
            raise DisallowedByRobotsError(reason, by_rule=not rules.trouble)

    async def rules(self, site: str, host: str) -> RobotsRules:
        """Return the rules of a site, from the database while they are fresh; the site's crawl delay is taken over."""
        stored = robots.recall(session_of(self.crawler).database, site, now(), self.age)
        answer = stored or await self.fetch(site)
        if isinstance(answer, RobotsRules):
            return answer
        rules = read_robots(*answer)
        if rules.parsed is not None and (delay := rules.parsed.crawl_delay(self.agent)):
            lengthen_delay(self.crawler, host, min(float(delay), MAX_CRAWL_DELAY_SECONDS))
        return rules

    async def fetch(self, site: str) -> tuple[int, str] | RobotsRules:
        """Return status and body of robots.txt, stored for later runs; or the rules that follow from not getting it."""
        if self.crawler.engine is None:
            raise RuntimeError("the crawl has not started")
        meta = {"is_robots": True, "download_timeout": self.timeout}
        request = Request(f"{site}/robots.txt", meta=meta, priority=1000, callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except StopDownload:
            return RobotsRules(None, f"{UNREADABLE_ROBOTS}: it is no text")
        except RequestDeferredError as deferred:
            return RobotsRules(None, str(deferred), deferred)
        except Exception as error:
            return RobotsRules(None, f"{UNREADABLE_ROBOTS}: {classify_failure(error)[1]}")
        status, body = response.status, robots_text(response)
        if status == 200 or 400 <= status < 500:
            session = session_of(self.crawler)
            with session.change() as database:
                robots.remember(database, site, status, body, now())
        return status, body


def robots_text(response: Response) -> str:
    """Return the body as text; RFC 9309 asks for UTF-8, and what is not is no rule."""
    return response.body[: 512 * 1024].decode("utf-8", "replace").replace("\x00", "")
