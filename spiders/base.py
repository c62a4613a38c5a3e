"""What every spider of this project does: ask each source what it lists, and fetch the pages not known yet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from items import FollowingPage, Hint, Outcome, Page
from spiders.answers import ExaminedResponse, KnownPage, fetched_page, following_page_of
from spiders.discovery.conditional_requests import conditions
from spiders.discovery.ordering import RECENT, listed_date
from spiders.discovery.spider import DiscoverySpider
from spiders.download.errors import classify_failure
from spiders.download.throttle import RequestDeferredError
from spiders.sources.model import Source
from spiders.sources.ownership import SEARCH, SECOND_HAND, Publishers
from storage.clock import now
from storage.tables import page_queue, pages
from storage.tables import sources as sources_table
from storage.tables.discovery import Visit
from storage.tables.feed_texts import remember_feed_text
from storage.tables.takedown.barred import register_barred
from text.urls.parsing import AddressError, clean_url, without_userinfo

#: what is asked of a source whose releases come as PDF
PDF_ACCEPT: Final = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5"
#: why an entry of a feed cannot be fetched
NO_ADDRESS = "the feed's entry names no address"
#: one in so many pages of a run is kept for second looks, where any are due; chosen, not measured
LOOKS_SHARE: Final = 10
#: why pages wait
PAGES_LEFT: Final = "as many pages as a run fetches of one source"


class SourceSpider(DiscoverySpider):
    """A spider that fetches the pages its sources list that are new, changed or due; each ends as one item."""

    def __init__(self, sources: Sequence[Source] | None = None, **kwargs: Any) -> None:
        super().__init__(sources=sources, **kwargs)
        #: of all sources in the file, also those that another spider reads
        self.publishers = Publishers(self.all_sources.values())
        #: pages that this run may still fetch, by source
        self.page_quota: dict[str, int] = {}
        #: by source, whose pages it has listed
        self.listed_for: dict[str, set[str]] = {}
        #: by source, whether its word on changes is believed in this run
        self.trusted: dict[str, bool] = {}
        #: sources that are not, and of which one page was taken at its word all the same
        self.sampled: set[str] = set()
        #: sources of another crawl whose pages this one was led to
        self.foreign: set[str] = set()
        #: the pages that this run has asked for
        self.asked: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.page_quota = dict.fromkeys(spider.all_sources, crawler.settings.getint("PAGES_PER_RUN"))
        return spider

    async def start(self) -> AsyncIterator[Any]:
        with self.session.change() as database:
            sources_table.upsert_sources(database, self.sources.values())
        for entry in self.entries(publishers=True):
            yield entry
        # digests and searches come last, so that a page is known by its publisher's own address first
        await self.all_read.wait()
        for entry in self.entries(publishers=False):
            yield entry
        # what earlier runs left, and old pages, get what is left of this one
        await self.all_read.wait()
        for slug in (*self.sources, *sorted(self.foreign)):
            for request in self.fetch_backlog(slug):
                yield request

    def register_listed(self, source: Source, hint: Hint, *, is_first_reading: bool = False) -> None:
        """Register a listed page; one that is new or changed waits to be fetched."""
        if not hint.url:
            self.take_unaddressed(source, hint)
            return
        try:
            hint = replace(hint, url=clean_url(hint.url))
        except AddressError as error:
            self.refuse(source, hint, str(error))
            return
        if source.accepts(hint.url):
            self.register_page(source, hint, is_first_reading=is_first_reading)

    def register_page(self, source: Source, hint: Hint, *, is_first_reading: bool) -> None:
        """Register a page that a source lists, for whom it belongs to."""
        owner = self.publishers.owner_of(hint.url, source)
        second_hand = owner.slug != source.slug
        if second_hand:
            hint = told_by_another(hint, source, owner)
        self.count(source.slug, "found")
        at = now()
        with self.session.change() as database:
            if owner.slug not in self.sources:
                sources_table.upsert_sources(database, [owner])
            if register_barred(database, owner.slug, hint.url, at):
                return
            trusted = self.is_lastmod_trusted(owner.slug)
            listed = listed_date(hint, at, is_first_reading=is_first_reading, trusts_lastmod=trusted)
            is_sample = not trusted and owner.slug not in self.sampled and pages.is_known(database, hint.url)
            trusts = trusted or is_sample
            action = pages.register_listed(
                database, owner.slug, hint, at, listed, trusts_lastmod=trusts, second_hand=second_hand
            )
        if action is pages.ListedAction.ALIAS:
            self.count(source.slug, "duplicate")
        if action is pages.ListedAction.FETCH:
            self.new_pages[source.slug] += 1
            if hint.text:
                with self.session.change() as database:
                    remember_feed_text(database, hint.url, hint.text)
            # one whose certificate is not verified waits for a crawl of its own
            if owner.slug in self.sources or not owner.insecure:
                self.listed_for.setdefault(source.slug, set()).add(owner.slug)
                self.foreign |= {owner.slug} - self.sources.keys()
            if is_sample:
                self.sampled.add(owner.slug)

    def is_lastmod_trusted(self, source: str) -> bool:
        """Whether a source's word on changes is believed; one that was often wrong is tried with one page a run."""
        if source not in self.trusted:
            self.trusted[source] = sources_table.trusts_lastmod(self.session.database, source)
        return self.trusted[source]

    def fetch_listed(self, source: Source) -> Iterable[Request]:
        """Return requests for the pages that a source has listed, the newest first."""
        for owner in sorted({source.slug, *self.listed_for.pop(source.slug, ())}):
            for page in page_queue.recent(self.session.database, owner, now() - RECENT):
                if self.page_quota[owner] > 0 and (request := self.fetch(owner, page.hint)):
                    yield request

        if source.kind in SECOND_HAND:
            return
        # a page is to be known by its publisher's own address first; some are left for what others lead to
        reserve = self.crawler.settings.getint("PAGES_PER_RUN") // 5
        for page in page_queue.waiting(self.session.database, [source.slug], now()):
            if self.page_quota[source.slug] > reserve and (request := self.fetch(source.slug, page.hint)):
                yield request

    def fetch_backlog(self, source: str) -> Iterable[Request]:
        """Return requests for what else waits of a source, within its quota; what goes beyond it is counted.

        Some of the quota is kept for articles whose time for another look has come: a backlog may last for weeks.
        """
        at, database = now(), self.session.database
        due = list(page_queue.due(database, [source], at))
        queue = [page for page in page_queue.waiting(database, [source], at) if page.url not in self.asked]
        kept = min(len(due), self.crawler.settings.getint("PAGES_PER_RUN") // LOOKS_SHARE)
        quota = max(self.page_quota[source] - kept, 0)
        if beyond := len(queue[quota:]):
            self.recorder.left_out(self.all_sources[source], beyond, PAGES_LEFT)
        for page in (*queue[:quota], *due):
            if self.page_quota[source] > 0 and (request := self.fetch(source, page.hint)):
                yield request

    def take_unaddressed(self, source: Source, hint: Hint) -> None:
        """Take up an entry that names no page, once: what its feed says of it is all there will be."""
        self.count(source.slug, "found")
        if not pages.is_known(self.session.database, hint.key):
            self.new_pages[source.slug] += 1
            if hint.text:
                with self.session.change() as database:
                    remember_feed_text(database, hint.key, hint.text)
            named = replace(hint, url=hint.key, text="")
            page = Page(hint.key, source.slug, Outcome.NOT_AN_ARTICLE, NO_ADDRESS, hint=named)
            self.unaddressed.append(page)

    def refuse(self, source: Source, hint: Hint, reason: str) -> None:
        self.count(source.slug, "failed")
        with self.session.change() as database:
            pages.record_refused(database, source.slug, without_userinfo(hint.url), reason, now())

    def fetch(self, source: str, hint: Hint) -> Request | None:
        """Return a request for a page, once in a run; it counts against the source's quota."""
        if hint.url in self.asked or pages.UNADDRESSED in hint.url:
            return None
        self.asked.add(hint.url)
        self.page_quota[source] -= 1
        self.open[source] += 1
        etag, last_modified, body_hash = pages.validators(self.session.database, hint.url)
        visit = Visit(etag, last_modified, body_hash, last_full=pages.last_full(self.session.database, hint.url))
        headers = {} if self.in_full(source, visit) else conditions(etag, last_modified)
        pdf = self.all_sources[source].pdf
        return Request(
            hint.url,
            self.fetched,
            errback=self.not_fetched,
            headers=headers | ({"Accept": PDF_ACCEPT} if pdf else {}),
            meta=self.request_meta(source, hint.url) | dict.fromkeys(("pdf", "any_type"), pdf),
            cb_kwargs={"source": source, "hint": replace(hint, timezone=self.zone_of(source))},
        )

    async def fetch_following(self, source: str, url: str, number: int) -> FollowingPage:
        """Return a page on which an article goes on, asked for as politely as any other; never raise."""
        if self.crawler.engine is None:
            raise RuntimeError("the crawl has not started")
        request = Request(url, meta=self.request_meta(source, url), callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            return FollowingPage(url, number, *classify_failure(error))
        return following_page_of(response, url, number)

    def zone_of(self, source: str) -> str:
        """Return the time zone of a source of this crawl; empty where nobody knows it."""
        return self.sources[source].zone if source in self.sources else ""

    def fetched(self, response: Response, source: str, hint: Hint) -> Iterable[Page]:
        """Yield one item for a page that came; its outcome is open unless the answer itself decides it."""
        self.open[source] -= 1
        self.count(source, "fetched")
        if isinstance(response, ExaminedResponse):
            yield response.page
        else:
            yield fetched_page(response, source, hint, self.known_page(hint.url))

    def known_page(self, url: str) -> KnownPage:
        """Return what is known of a page before its answer comes."""
        learned = pages.parameters_of(self.session.database, url)
        body_hash = pages.validators(self.session.database, url)[2]
        return KnownPage(learned.identifying, learned.ignored, body_hash)

    def not_fetched(self, failure: Failure) -> Iterable[Page]:
        """Yield one item for a page that did not come, with the reason; none for one that was deferred."""
        arguments = failure.request.cb_kwargs  # type: ignore[attr-defined]
        source, hint = arguments["source"], arguments["hint"]
        self.open[source] -= 1
        if isinstance(failure.value, RequestDeferredError):
            self.crawler.stats.inc_value(f"reason/{source}/put off: {failure.value}")
            with self.session.change() as database:
                pages.put_off(database, hint.url, f"put off: {failure.value}")
            return
        outcome, reason = classify_failure(failure.value)
        yield Page(url=hint.url, source=source, outcome=outcome, reason=reason, hint=hint)


def told_by_another(hint: Hint, source: Source, owner: Source) -> Hint:
    """Return what ``source`` says of a page of ``owner``.

    A search gives the publisher's own date and summary; when a digest listed a page is not when it came out.
    """
    outlet = hint.outlet or owner.name
    if source.kind == SEARCH:
        return replace(hint, modified=None, text="", outlet=outlet)
    return Hint(hint.url, hint.title, outlet=outlet)
