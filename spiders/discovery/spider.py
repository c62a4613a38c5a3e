"""The first half of a watch: ask each source what it lists."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from items import Hint
from spiders.discovery.conditional_requests import conditions, has_unreliable_validators, is_full_due, is_unasked
from spiders.discovery.mechanisms import Found, UnreadableError, entrances, follow_ups, read_entrance
from spiders.download.errors import DisallowedByRobotsError, classify_failure, trouble_of
from spiders.download.retry_after import HostOnHoldError
from spiders.download.throttle import RequestDeferredError
from spiders.sources.load import load_sources
from spiders.sources.model import Source
from storage.clock import now
from storage.monitoring.health import Trouble
from storage.session import Session, session_of
from storage.tables import discovery
from storage.tables import sources as sources_table
from text.urls.parsing import host_of, registered_domain

#: sources that lead to the pages of others
SECOND_HAND = ("aggregator", "search")
#: an index of indexes of sitemaps is real; what goes deeper goes on for ever
MAX_SITEMAP_DEPTH = 4


class DiscoverySpider(Spider):
    """Reads the feeds, sitemaps and listings of its sources and hands on every page they name."""

    #: how far a listing is paged back; None leaves it to LISTING_PAGES
    listing_pages: int | None = None

    def __init__(self, sources: Sequence[Source] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sources = {source.slug: source for source in sources or ()}
        self.within = {slug: domains_of(source) for slug, source in self.sources.items()}
        self.sitemaps: dict[str, int] = {}
        #: listed pages that are new or changed, by source
        self.news: Counter[str] = Counter()
        #: requests under way or waiting, by source
        self.open: Counter[str] = Counter()
        self.being_read = 0
        self.all_read = asyncio.Event()
        self.all_read.set()

    @classmethod
    def takes(cls, source: Source) -> bool:
        """Whether this spider is the one that reads ``source``."""
        raise NotImplementedError

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, sources: Sequence[Source] | None = None, **kwargs: Any) -> Self:
        if sources is None:
            sources = [source for source in load_sources(crawler.settings["SOURCES"]) if cls.takes(source)]
        contact = crawler.settings["CONTACT"] or "no contact given"
        crawler.settings.set("USER_AGENT", f"osecwatch/0.1 (news monitor; {contact})", "spider")
        crawler.settings.set(
            "DOWNLOAD_SLOTS", slot_delays(sources, crawler.settings.getfloat("DOWNLOAD_DELAY")), "spider"
        )
        spider = super().from_crawler(crawler, *args, sources=sources, **kwargs)
        spider.sitemaps = dict.fromkeys(spider.sources, crawler.settings.getint("SITEMAPS_PER_RUN"))
        if spider.listing_pages is None:
            spider.listing_pages = crawler.settings.getint("LISTING_PAGES")
        return spider

    def register_listed(self, source: Source, hint: Hint) -> Request | None:
        """Takes up a listed page; returns a request for it if it is to be fetched now."""
        raise NotImplementedError

    @property
    def session(self) -> Session:
        return session_of(self.crawler)

    def count(self, source: str, what: str) -> None:
        """Adds one to a source's tally in the crawl's statistics."""
        self.crawler.stats.inc_value(f"source/{source}/{what}")

    def entries(self, *, publishers: bool) -> Iterator[Request]:
        """Requests for all that the publishers, or the others, are read by."""
        for source in self.sources.values():
            if (source.kind not in SECOND_HAND) == publishers:
                ways = dict.fromkeys(entrances(source))
                for mechanism, url in ways:
                    yield from self.approach(source, mechanism, url)
                # the further pages of a listing that a run meant to read and did not come to
                for url in discovery.expected(self.session.database, source.slug):
                    if ("listing", url) not in ways:
                        yield self.ask(source, "listing", url, depth=2)

    def approach(self, source: Source, mechanism: str, url: str, depth: int = 1) -> Iterator[Request]:
        """The request for an entrance, or for the known parts of a sitemap index that says nothing of their dates.

        Such an index changes only when a part is added: it is read once a day, its parts at every run.
        """
        since = now() - timedelta(hours=self.settings.getfloat("INDEX_HOURS"))
        parts = discovery.parts_of(self.session.database, url, since) if depth < MAX_SITEMAP_DEPTH else []
        for part in parts[: self.sitemaps[source.slug]]:
            self.sitemaps[source.slug] -= 1
            yield from self.approach(source, mechanism, part, depth + 1)
        if not parts:
            yield self.ask(source, mechanism, url, depth)

    def ask(self, source: Source, mechanism: str, url: str, depth: int = 1) -> Request:
        """A request for a feed, sitemap or listing that brings an answer only where something changed."""
        visit = discovery.last_visit(self.session.database, url)
        full = self.in_full(source.slug, visit)
        self.open[source.slug] += 1
        self.being_read += 1
        self.all_read.clear()
        return Request(
            url,
            self.listed,
            errback=self.not_listed,
            headers={} if full else conditions(visit.etag, visit.last_modified),
            dont_filter=True,
            priority=10,
            meta={**self.marks(source.slug, url), "may_be_packed": mechanism == "sitemap"},
            cb_kwargs={"source": source, "mechanism": mechanism, "address": url, "depth": depth},
        )

    def in_full(self, source: str, visit: discovery.Visit) -> bool:
        """Whether to ask for the whole, whatever the marks of the last answer."""
        age = timedelta(hours=self.settings.getfloat("FULL_FETCH_HOURS"))
        every = self.settings.getint("FULL_FETCH_POLLS")
        due = is_full_due(visit.last_full, visit.polls, now(), every=every, age=age)
        return due or sources_table.lies(self.session.database, source)

    def marks(self, source: str, url: str) -> dict[str, Any]:
        """What the downloader is to know of a request: whose it is, and the domains that a redirect may lead to."""
        within = self.within[source]
        return {"source": source, "within": within and within | {registered_domain(url)}}

    def done(self, source: Source) -> None:
        """Keeps count of what is still to be read."""
        self.open[source.slug] -= 1
        self.being_read -= 1
        if not self.being_read:
            self.all_read.set()

    def listed(self, response: Response, source: Source, mechanism: str, address: str, depth: int) -> Iterator[Any]:
        """Takes up what a feed, sitemap or listing says."""
        try:
            if response.status < 500:
                self.crawler.stats.set_value(f"source/{source.slug}/answered", 1)
            visit = discovery.last_visit(self.session.database, address)
            same = response.status == 200 and hash_body(response.body) == visit.body_hash != ""
            if same or (response.status == 304 and not is_unasked(response)):
                self.nothing_new(source, address, response.status)
            else:
                found = read_entrance(response, source, mechanism)
                yield from self.take_up(source, mechanism, found, depth)
                self.note(source, mechanism, address, response, found)
        except UnreadableError as error:
            trouble = trouble_of(None, response.status)
            self.unread(source, mechanism, address, str(error), response.status, trouble)
        finally:
            self.done(source)

    def take_up(self, source: Source, mechanism: str, found: Found, depth: int) -> Iterator[Request]:
        """Requests for the pages found, the changed parts of a sitemap, and a listing's next page if this had news."""
        known = self.news[source.slug]
        # all of them before the first request leaves, so that nothing else counts in between
        requests = [self.register_listed(source, hint) for hint in found.pages]
        has_news = self.news[source.slug] > known
        yield from filter(None, requests)
        visits = {child.url: discovery.last_visit(self.session.database, child.url) for child in found.children}
        parts = follow_ups(found.children, visits) if depth < MAX_SITEMAP_DEPTH else []
        for child in parts[: self.sitemaps[source.slug]]:
            self.sitemaps[source.slug] -= 1
            yield self.ask(source, "sitemap", child.url, depth + 1)
        if found.next_page and has_news and depth < (self.listing_pages or 1):
            with self.session.change() as database:
                discovery.expect(database, found.next_page, source.slug, mechanism)
            yield self.ask(source, mechanism, found.next_page, depth + 1)

    def note(self, source: Source, mechanism: str, address: str, response: Response, found: Found) -> None:
        """Records a reading; an index of sitemaps is read whole each time, since its parts may change without it."""
        at = now()
        before = discovery.last_visit(self.session.database, address)
        etag, last_modified = response_header(response, "ETag"), response_header(response, "Last-Modified")
        visit = discovery.Visit(last_success=at)
        if not found.children:
            visit = discovery.Visit(etag, last_modified, hash_body(response.body), at)
        dated = [child.url for child in found.children if child.lastmod]
        undated = [child.url for child in found.children if not child.lastmod]
        with self.session.change() as database:
            discovery.read(database, address, source.slug, mechanism, visit, response.status, len(found.pages))
            discovery.divide(database, address, source.slug, dated, undated)
            sources_table.succeeded(database, source.slug, at)
            if has_unreliable_validators(before, etag, last_modified, visit.body_hash):
                sources_table.caught_lying(database, source.slug, f"{address} changed under the same ETag or date")
        self.logger.info("%s: %s %s names %d pages", source.slug, mechanism, address, len(found.pages))

    def nothing_new(self, source: Source, address: str, status: int) -> None:
        with self.session.change() as database:
            discovery.unchanged(database, address, status, now())
            sources_table.succeeded(database, source.slug, now())

    def not_listed(self, failure: Failure) -> None:
        """Records why a feed, sitemap or listing could not be had; one put off was not looked at."""
        arguments = failure.request.cb_kwargs  # type: ignore[attr-defined]
        try:
            self.record_unread(failure.value, arguments["source"], arguments["mechanism"], arguments["address"])
        finally:
            self.done(arguments["source"])

    def record_unread(self, error: BaseException | None, source: Source, mechanism: str, address: str) -> None:
        if isinstance(error, DisallowedByRobotsError) and error.by_rule:
            self.crawler.stats.set_value(f"source/{source.slug}/answered", 1)
        if isinstance(error, RequestDeferredError) and not isinstance(error, HostOnHoldError):
            self.crawler.stats.set_value(f"source/{source.slug}/why", f"{mechanism} put off: {error}")
        else:
            trouble = Trouble.BLOCKED if isinstance(error, HostOnHoldError) else trouble_of(error)
            self.unread(source, mechanism, address, classify_failure(error)[1], None, trouble)

    def unread(
        self, source: Source, mechanism: str, address: str, reason: str, status: int | None, trouble: Trouble
    ) -> None:
        self.logger.warning("%s: %s %s could not be read: %s", source.slug, mechanism, address, reason)
        self.crawler.stats.set_value(f"source/{source.slug}/why", f"{mechanism}: {reason}")
        with self.session.change() as database:
            discovery.failed(database, address, source.slug, mechanism, status, reason, trouble, now())
            sources_table.failed(database, source.slug, f"{mechanism} {address}: {reason}")


def domains_of(source: Source) -> frozenset[str] | None:
    """The registered domains that a source's pages lie on; None where it leads to the pages of others."""
    if source.kind in SECOND_HAND:
        return None
    return frozenset(map(registered_domain, (source.homepage, *(url for _, url in entrances(source)))))


def slot_delays(sources: Sequence[Source], floor: float) -> dict[str, dict[str, float]]:
    """The hosts of sources that ask for a longer delay than usual, as DOWNLOAD_SLOTS has them; seconds."""
    return {
        host_of(url): {"delay": max(floor, source.delay)}
        for source in sources
        if source.delay
        for url in (source.homepage, *(address for _, address in entrances(source)))
    }


def response_header(response: Response, name: str) -> str:
    """A response_header of an answer; empty where it has none."""
    return (response.headers.get(name) or b"").decode("latin-1")


def hash_body(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest() if body else ""
