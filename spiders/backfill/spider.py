"""The past of sources: an index is asked window by window, and what it lists is fetched as it was saved."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from items import Outcome, Page
from spiders.answers import classify_answer
from spiders.backfill.captures import Capture, parse_captures
from spiders.backfill.windows import Window, years
from spiders.discovery.conditional_requests import hash_body, response_header
from spiders.discovery.hosts import domains_of, introduce
from spiders.download.compression import delivery_fault, is_incomplete
from spiders.download.errors import classify_failure, classify_status
from spiders.download.throttle import RequestDeferredError
from spiders.files.tracking import count_outcome, count_reason
from spiders.sources.model import Source
from storage.clock import now
from storage.loaded_files import LoadedFile, open_entry, write_entry
from storage.session import session_of
from storage.tables.history.captures import is_read
from text.urls.canonical import canonical_url
from text.urls.parsing import AddressError, clean_url, registered_domain

#: captures that an index is asked for at one time; a window that holds more is halved (chosen, not measured: 1 MB)
MAX_CAPTURES: Final = 5_000
_UNFETCHED: Final = "holds pages that could not be fetched; the same command asks for them again"


class BackfillSpider(Spider):
    """A spider that reads sources as a web archive has them; what it has read once it never asks for again.

    The ledger has a row for each window of each source; one that was read to its end is passed over.
    """

    name = "backfill"

    def __init__(self, sources: Sequence[Source] = (), since: date = date.min, rules: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sources = sources
        self.since = since
        self.rules = rules
        #: the windows as far as they were opened
        self.files: list[LoadedFile] = []
        self.entry = LoadedFile("", 0, 0, rules)
        #: what is under way of the present window: its index, and pages until they are stored
        self.open: set[str] = set()
        self.is_done = asyncio.Event()
        #: why the rest waits for another run; empty as long as nothing does
        self.deferred = ""
        #: the windows of the halves of which each has an entry of its own
        self.halved: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        introduce(crawler.settings, ())
        settings = crawler.settings
        hosts = {urlsplit(settings[name]).hostname or "" for name in ("CAPTURE_INDEX", "CAPTURE_PAGES")}
        delay = max(settings.getfloat("CAPTURE_DELAY"), settings.getfloat("DOWNLOAD_DELAY"))
        settings.set("DOWNLOAD_SLOTS", {host: {"delay": delay} for host in hosts}, "spider")
        for signal in (signals.item_scraped, signals.item_error):
            crawler.signals.connect(spider.finish, signal=signal)
        crawler.signals.connect(spider.drop, signal=signals.item_dropped)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for source in self.sources:
            windows = deque(
                window
                for domain in sorted(domains_of(source) or ())
                for window in years(domain, self.since, now().date())
            )
            while windows and not self.deferred:
                window = windows.popleft()
                self.entry = self.open_window(source, window)
                if self.entry.is_finished:
                    continue
                self.is_done.clear()
                self.open = {""}
                yield self.ask_index(source, window, windows)
                await self.is_done.wait()
                self.close_window()

    def open_window(self, source: Source, window: Window) -> LoadedFile:
        """Return the ledger's entry of a window."""
        entry = LoadedFile(f"captures:{source.slug}/{window}", 0, 0, self.rules)
        with session_of(self.crawler).change() as database:
            entry = open_entry(database, entry, now())
        if not entry.is_finished:
            # what an earlier run has read of it is passed over and counted as such
            entry.documents, entry.fault = 0, ""
            entry.tally.clear()
        entry.label = f"{source.slug}, {window}"
        self.files.append(entry)
        return entry

    def close_window(self) -> None:
        """Write down what came of a window; it is finished unless something of it waits, or its halves do."""
        if self.entry.name in self.halved:
            self.files.remove(self.entry)
        else:
            self.entry.is_finished = not self.deferred and not self.entry.fault
        with session_of(self.crawler).change() as database:
            write_entry(database, self.entry, now())

    def ask_index(self, source: Source, window: Window, windows: deque[Window]) -> Request:
        """Return a request for what the index lists of a window."""
        url = window.index_url(self.settings["CAPTURE_INDEX"], MAX_CAPTURES)
        return Request(
            url,
            self.listed,
            errback=self.not_listed,
            dont_filter=True,
            meta=self.request_meta(source, url) | {"any_type": True},
            cb_kwargs={"source": source, "window": window, "windows": windows},
        )

    def request_meta(self, source: Source, url: str) -> dict[str, Any]:
        """Return what the downloader is to know of a request; no redirect leads away from the archive."""
        return {"source": source.slug, "within": frozenset({registered_domain(url)})}

    def listed(
        self, response: Response, source: Source, window: Window, windows: deque[Window]
    ) -> Iterable[Request | Page]:
        """Yield requests for what a window holds; one that holds too much is halved, and its halves come next."""
        try:
            # some indexes say so where there is nothing to list
            if response.status != 404 and (wrong := classify_status(response)):
                self.entry.fault = f"could not be listed: {wrong[1]}"
                return
            text = response.text if isinstance(response, TextResponse) else response.body.decode("utf-8", "replace")
            captures = parse_captures(text) if response.status != 404 else []
            if len(captures) >= MAX_CAPTURES and (halves := window.halves()):
                windows.extendleft(reversed(halves))
                self.halved.add(self.entry.name)
                return
            if len(captures) >= MAX_CAPTURES:
                count_reason(self.entry, "error: a single day holds more captures than the index was asked for", 1)
            yield from self.take_up(source, captures)
        finally:
            self.done("")

    def take_up(self, source: Source, captures: list[Capture]) -> Iterator[Request | Page]:
        """Yield a request for each page that was not read before, and count what becomes of the other captures."""
        seen: set[str] = set()
        for capture in captures:
            self.count(source, "found")
            refusal = capture.refusal()
            try:
                url = clean_url(capture.url) if not refusal else ""
            except AddressError as error:
                refusal = (Outcome.ERROR, str(error))
            if refusal is None and not source.accepts(url):
                refusal = (Outcome.NOT_AN_ARTICLE, "its address is none that the source's entry takes")
            elif refusal is None and (canonical_url(url) in seen or is_read(session_of(self.crawler).database, url)):
                refusal = (Outcome.DUPLICATE, "captured again, or read before")
            if refusal is not None:
                self.entry.documents += 1
                count_reason(self.entry, ": ".join(refusal), 1)
                continue
            seen.add(canonical_url(url))
            self.open.add(url)
            yield self.ask_capture(source, url, capture)

    def ask_capture(self, source: Source, url: str, capture: Capture) -> Request:
        """Return a request for a page as it was saved."""
        address = self.settings["CAPTURE_PAGES"].format(timestamp=capture.timestamp, url=capture.url)
        return Request(
            address,
            self.fetched,
            errback=self.not_fetched,
            dont_filter=True,
            meta=self.request_meta(source, address),
            cb_kwargs={"source": source, "url": url, "capture": capture},
        )

    def fetched(self, response: Response, source: Source, url: str, capture: Capture) -> Iterator[Page]:
        """Yield the page that was saved; its outcome is open unless the answer itself decides it."""
        self.count(source, "fetched")
        page = Page(
            url,
            source.slug,
            status=response.status,
            body=response.body,
            body_hash=hash_body(response.body),
            content_type=response_header(response, "Content-Type"),
            delivery_fault=delivery_fault(response),
            incomplete=is_incomplete(response),
        )
        if response.status >= 500 or response.status == 429:
            self.entry.fault = _UNFETCHED
        else:
            page.captured = capture.captured
        if decided := classify_answer(response, page, ""):
            page.outcome, page.reason = decided
        yield page

    def not_fetched(self, failure: Failure) -> Iterator[Page]:
        """Yield a page that did not come, with the reason; none for one that waits for another run."""
        arguments = failure.request.cb_kwargs  # type: ignore[attr-defined]
        if isinstance(failure.value, RequestDeferredError):
            self.deferred = str(failure.value)
            self.done(arguments["url"])
            return
        outcome, reason = classify_failure(failure.value)
        if outcome is Outcome.ERROR:
            self.entry.fault = _UNFETCHED
        yield Page(arguments["url"], arguments["source"].slug, outcome, reason)

    def not_listed(self, failure: Failure) -> None:
        """Note why a window could not be listed, or that it waits for another run."""
        if isinstance(failure.value, RequestDeferredError):
            self.deferred = str(failure.value)
        else:
            self.entry.fault = f"could not be listed: {classify_failure(failure.value)[1]}"
        self.done("")

    def finish(self, item: Page) -> None:
        """Count what became of a page."""
        self.entry.documents += 1
        count_outcome(self.entry, item)
        self.done(item.url)

    def drop(self, item: Page) -> None:
        """Take note that a page waits for another run, since this one was stopped."""
        self.deferred = "the run was stopped"
        self.done(item.url)

    def done(self, what: str) -> None:
        """Take note that something of the window is no longer under way."""
        self.open.discard(what)
        if not self.open:
            self.is_done.set()

    def count(self, source: Source, what: str) -> None:
        """Add one to a source's tally in the crawl's statistics."""
        self.crawler.stats.inc_value(f"source/{source.slug}/{what}")
