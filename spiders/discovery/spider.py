"""The first half of a watch: ask each source what it lists."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from items import Hint, Page
from spiders.discovery.conditional_requests import conditions, is_full_due
from spiders.discovery.decisions import (
    MAX_SITEMAP_DEPTH,
    FailedReading,
    emptied,
    is_unchanged,
    moved_to,
    next_steps,
    reading_of,
    unread_answer,
    unread_failure,
)
from spiders.discovery.hosts import domains_of, introduce
from spiders.discovery.mechanisms import DiscoveryResult, UnreadableError, answer_of, discover_pages, seed_urls
from spiders.discovery.ordering import from_both_ends
from spiders.discovery.recorder import DiscoveryRecorder
from spiders.download.errors import DisallowedByRobotsError, wall_of
from spiders.download.retry_after import HostOnHoldError
from spiders.download.ssrf import is_within
from spiders.download.throttle import RequestDeferredError
from spiders.probing.prober import SiteProber, without_other_parts
from spiders.sources.load import load_sources
from spiders.sources.model import Source
from spiders.sources.ownership import SECOND_HAND
from spiders.workers import workers_of
from storage.clock import now
from storage.monitoring.health import Trouble
from storage.session import Session, session_of
from storage.tables import discovery, pages
from storage.tables import sources as sources_table
from text.urls.parsing import registered_domain

#: why parts of a sitemap wait
SITEMAPS_TOO_DEEP: Final = f"sitemaps deeper than {MAX_SITEMAP_DEPTH} levels of indexes are not read"
SITEMAPS_LEFT: Final = "as many sitemaps as a run reads of one source"


class DiscoverySpider(Spider):
    """A spider that reads the feeds, sitemaps and listings of its sources and hands on every page they name."""

    #: how far a listing is paged back; None leaves it to LISTING_PAGES
    listing_pages: int | None = None
    #: what records how reading went
    recorder_class = DiscoveryRecorder

    def __init__(
        self, sources: Sequence[Source] | None = None, all_sources: Sequence[Source] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.sources = {source.slug: source for source in sources or ()}
        #: those of the file, which pages may belong to, also where they are not read in this crawl
        self.all_sources = {source.slug: source for source in all_sources or ()} | self.sources
        self.within = {slug: domains_of(source) for slug, source in self.all_sources.items()}
        self.sitemaps_left: dict[str, int] = {}
        #: listed pages that are new or changed, by source
        self.new_pages: Counter[str] = Counter()
        #: entries of feeds that name no page, on their way to the pipelines
        self.unaddressed: list[Page] = []
        #: requests under way or waiting, by source
        self.open: Counter[str] = Counter()
        #: feeds, sitemaps and listings that were asked for and not dealt with yet, by source
        self.readings_left: Counter[str] = Counter()
        self.all_read = asyncio.Event()
        self.all_read.set()
        self.recorder: DiscoveryRecorder
        self.prober = SiteProber(self)

    @classmethod
    def takes(cls, source: Source) -> bool:
        """Whether this spider is the one that reads ``source``."""
        raise NotImplementedError

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, sources: Sequence[Source] | None = None, **kwargs: Any) -> Self:
        if sources is None:
            kwargs["all_sources"] = load_sources(crawler.settings["SOURCES"])
            sources = [source for source in kwargs["all_sources"] if cls.takes(source)]
        introduce(crawler.settings, (*kwargs.get("all_sources", ()), *sources))
        spider = super().from_crawler(crawler, *args, sources=sources, **kwargs)
        spider.sitemaps_left = dict.fromkeys(spider.sources, crawler.settings.getint("SITEMAPS_PER_RUN"))
        spider.recorder = spider.recorder_class(crawler, spider.logger)
        if spider.listing_pages is None:
            spider.listing_pages = crawler.settings.getint("LISTING_PAGES")
        return spider

    def register_listed(self, source: Source, hint: Hint, *, is_first_reading: bool = False) -> None:
        """Take up a listed page; ``is_first_reading`` says that its list was never read before."""
        raise NotImplementedError

    def fetch_listed(self, source: Source) -> Iterable[Request]:  # noqa: ARG002
        """Return requests for the pages of a source, once all that it is read by was read."""
        return ()

    @property
    def session(self) -> Session:
        return session_of(self.crawler)

    def count(self, source: str, what: str) -> None:
        """Add one to a source's tally in the crawl's statistics."""
        self.crawler.stats.inc_value(f"source/{source}/{what}")

    def entries(self, *, publishers: bool) -> Iterator[Request]:
        """Yield requests for all that the publishers, or the others, are read by."""
        for source in self.sources.values():
            if (source.kind not in SECOND_HAND) == publishers:
                # all of them before the first leaves, so that the last that is read is known as such
                yield from list(self.entries_of(source))

    def entries_of(self, source: Source) -> Iterator[Request]:
        """Yield requests for all that a source is read by."""
        ways = dict.fromkeys(seed_urls(source))
        for mechanism, url in ways:
            yield from self.approach(source, mechanism, url)
        for mechanism, url, narrowed in (found := self.prober.found_seeds(source)):
            yield from self.approach(narrowed, mechanism, url)
        if not ways and not found and (why := self.prober.wants(source)):
            yield from self.prober.begin(source, why)
        # the further pages of a listing that a run meant to read and did not come to
        for url in discovery.expected(self.session.database, source.slug):
            if ("listing", url) not in ways:
                yield self.ask(source, "listing", url, depth=2)

    def approach(self, source: Source, mechanism: str, url: str, depth: int = 1) -> Iterator[Request]:
        """Yield the request for a seed address, or for the known parts of a sitemap index without dates.

        Such an index changes only when a part is added: it is read once a day, its parts at every run.
        """
        at = now()
        since = at - timedelta(hours=self.settings.getfloat("INDEX_HOURS"))
        parts = discovery.parts_of(self.session.database, url, since, at) if depth < MAX_SITEMAP_DEPTH else []
        if (left := len(parts) - self.sitemaps_left[source.slug]) > 0:
            self.recorder.left_out(source, left, SITEMAPS_LEFT)
        for part in parts[: self.sitemaps_left[source.slug]]:
            self.sitemaps_left[source.slug] -= 1
            yield from self.approach(source, mechanism, part, depth + 1)
        if not parts:
            yield self.ask(source, mechanism, url, depth)

    def ask(self, source: Source, mechanism: str, url: str, depth: int = 1) -> Request:
        """Return a request for a feed, sitemap or listing that brings an answer only where something changed."""
        visit = discovery.last_visit(self.session.database, url)
        full = self.in_full(source.slug, visit)
        self.expect_reading(source)
        return Request(
            url,
            self.listed,
            errback=self.not_listed,
            headers={} if full else conditions(visit.etag, visit.last_modified),
            dont_filter=True,
            priority=10,
            meta=self.request_meta(source.slug, url) | dict.fromkeys(("any_type", "may_move"), mechanism != "listing"),
            cb_kwargs={"source": source, "mechanism": mechanism, "address": url, "depth": depth},
        )

    def expect_reading(self, source: Source) -> None:
        """Keep count of what is to be read."""
        self.open[source.slug] += 1
        self.readings_left[source.slug] += 1
        self.all_read.clear()

    def in_full(self, source: str, visit: discovery.Visit) -> bool:
        """Whether to ask for the whole, whatever the validators of the last answer."""
        age = timedelta(hours=self.settings.getfloat("FULL_FETCH_HOURS"))
        every = self.settings.getint("FULL_FETCH_POLLS")
        due = is_full_due(visit.last_full, visit.polls, now(), every=every, age=age)
        return due or sources_table.is_marked_unreliable(self.session.database, source)

    def request_meta(self, source: str, url: str) -> dict[str, Any]:
        """Return what the downloader is to know of a request: its source, and the domains open to a redirect."""
        within = self.within[source]
        return {"source": source, "within": within and within | {registered_domain(url)}}

    def done(self, source: Source) -> None:
        """Keep count of what is still to be read."""
        self.open[source.slug] -= 1
        self.readings_left[source.slug] -= 1
        if not self.readings_left.total() and not self.prober.wants(source):
            self.all_read.set()

    def fetch_if_read(self, source: Source) -> Iterable[Request]:
        """Return requests for a source's pages if nothing is left that may list a newer one, or for a probe of it."""
        if self.readings_left[source.slug]:
            return ()
        if why := self.prober.wants(source):
            return self.prober.begin(self.sources[source.slug], why)
        return self.fetch_listed(source)

    async def listed(
        self, response: Response, source: Source, mechanism: str, address: str, depth: int
    ) -> AsyncIterator[Any]:
        """Take up what a feed, sitemap or listing says."""
        try:
            if response.status < 500:
                self.recorder.answered(source)
            if wall := wall_of(response):
                self.recorder.unread(source, mechanism, address, FailedReading(wall, response.status, Trouble.BLOCKED))
            elif is_unchanged(response, before := discovery.last_visit(self.session.database, address)):
                self.recorder.unchanged(source, address, response.status)
            else:
                found = await self.read_in_worker(response, source, mechanism)
                found = self.with_remarks(response, source, address, found)
                for request in self.take_up(source, mechanism, found, depth, before.last_success is None):
                    yield request
                self.recorder.read(source, mechanism, address, reading_of(response, found, before, now()))
        except UnreadableError as error:
            self.recorder.unread(source, mechanism, address, unread_answer(str(error), response.status))
        finally:
            self.done(source)
        for request in self.fetch_if_read(source):
            yield request

    async def read_in_worker(self, response: Response, source: Source, mechanism: str) -> DiscoveryResult:
        """Read what came in a worker process. Raise UnreadableError where it is unreadable or takes too much."""
        workers = workers_of(self.crawler)
        try:
            return await workers.run(discover_pages, answer_of(response, source), mechanism)
        except workers.gave_up as error:
            raise UnreadableError(f"reading it was given up: {error}") from error

    def with_remarks(self, response: Response, source: Source, address: str, found: DiscoveryResult) -> DiscoveryResult:
        """Return what was found with what people are to be told of it. Raise UnreadableError for another site's."""
        moved = moved_to(response, address)
        if moved and not is_within(moved, self.within[source.slug]) and not self.lists_own_pages(source, found):
            raise UnreadableError(f"it has moved to another site, which does not list its pages: {moved}")
        remark = emptied(found, *discovery.count_and_note(self.session.database, address))
        remarks = (found.note, f"it has moved to {moved}; name that in the sources file" if moved else "", remark)
        return replace(found, note="; ".join(filter(None, remarks)))

    def lists_own_pages(self, source: Source, found: DiscoveryResult) -> bool:
        """Whether a list holds pages that are known of a source, or that lie on its own sites."""
        within = self.within[source.slug]
        return any(
            hint.url and (is_within(hint.url, within) or pages.belongs_to(self.session.database, hint.url, source.slug))
            for hint in found.pages
        )

    def take_up(
        self, source: Source, mechanism: str, found: DiscoveryResult, depth: int, is_first_reading: bool
    ) -> Iterator[Request | Page]:
        """Take up the pages found; yield requests for what is to be read next."""
        known, found = self.new_pages[source.slug], without_other_parts(source, found)
        for hint in from_both_ends(found.pages):
            self.register_listed(source, hint, is_first_reading=is_first_reading)
        has_new_pages = self.new_pages[source.slug] > known
        while self.unaddressed:
            yield self.unaddressed.pop()
        steps = next_steps(
            found,
            {child.url: discovery.last_visit(self.session.database, child.url) for child in found.children},
            depth=depth,
            parts_left=self.sitemaps_left[source.slug],
            pages_left=depth < (self.listing_pages or 1),
            has_new_pages=has_new_pages,
        )
        self.recorder.left_out(source, steps.parts_left_out, SITEMAPS_LEFT)
        self.recorder.left_out(source, steps.parts_too_deep, SITEMAPS_TOO_DEEP)
        for part in steps.parts:
            self.sitemaps_left[source.slug] -= 1
            yield self.ask(source, "sitemap", part.url, depth + 1)
        if steps.next_page:
            with self.session.change() as database:
                discovery.expect(database, steps.next_page, source.slug, mechanism)
            yield self.ask(source, mechanism, steps.next_page, depth + 1)

    def not_listed(self, failure: Failure) -> Iterable[Request]:
        """Record why a feed, sitemap or listing could not be had; one that was put off was not looked at.

        Return requests for the pages of its source, if it was the last.
        """
        arguments = failure.request.cb_kwargs  # type: ignore[attr-defined]
        source, mechanism, error = arguments["source"], arguments["mechanism"], failure.value
        try:
            if isinstance(error, DisallowedByRobotsError) and error.by_rule:
                self.recorder.answered(source)
            if isinstance(error, RequestDeferredError):
                self.prober.deferred.add(source.slug)
            if isinstance(error, RequestDeferredError) and not isinstance(error, HostOnHoldError):
                self.recorder.deferred(source, mechanism, str(error))
            else:
                self.recorder.unread(source, mechanism, arguments["address"], unread_failure(error))
        finally:
            self.done(source)
        return self.fetch_if_read(source)
