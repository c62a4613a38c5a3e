"""One download: bounded in time, cut off where it is no text, and followed by the host's pause."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.download import scrapy_internals
from spiders.download.ssrf import NonPublicAddressError, PublicResolver
from spiders.download.throttle import RequestDeferredError, defer_queued_requests, restart_delay

#: the signal that ends every download, sent with a ``reason``
ABORT_DOWNLOADS: Any = object()


class BoundedHandler(scrapy_internals.HTTP11DownloadHandler):
    """Scrapy's handler for http and https, with a bound until the answer begins and another until it has ended."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        scrapy_internals.disable_connection_retries(self)
        self.crawler = crawler
        self.first = crawler.settings.getfloat("FIRST_BYTE_TIMEOUT")
        self.retries = crawler.settings.getint("RETRY_TIMES")
        self.under_way: dict[Request, Download] = {}
        crawler.signals.connect(self.answer_begins, signal=signals.headers_received)
        crawler.signals.connect(self.abort_downloads, signal=ABORT_DOWNLOADS)

    async def download_request(self, request: Request) -> Response:
        total = float(request.meta["download_timeout"])
        first = float(request.meta.get("first_byte_timeout", self.first))
        # what breaks off twice is taken as far as it came
        request.meta["download_fail_on_dataloss"] = request.meta.get("retry_times", 0) < self.retries
        download = self.under_way[request] = Download(min(first, total), total)
        try:
            async with download.bound:
                return await super().download_request(request)
        except TimeoutError as error:
            if download.abort_reason:
                raise RequestDeferredError(download.abort_reason) from error
            raise DownloadTimeoutError(f"no answer within {download.seconds:g} s") from error
        except CannotResolveHostError as error:
            name = urlparse_cached(request).hostname or ""
            if reason := PublicResolver.refused_names.get(name):
                raise NonPublicAddressError(reason) from error
            raise
        finally:
            del self.under_way[request]
            restart_delay(self.crawler, request)

    def answer_begins(self, request: Request) -> None:
        """Go over from the bound of the first byte to that of the whole."""
        if download := self.under_way.get(request):
            download.go_on()

    def abort_downloads(self, reason: str) -> None:
        """Give up every download under way."""
        for download in self.under_way.values():
            download.give_up(reason)


class Download:
    """The bounds of one download, in seconds from its start: ``first`` until its head has come, ``total`` for all."""

    def __init__(self, first: float, total: float) -> None:
        self.seconds = first
        self.total = total
        #: why it was given up before its time; empty while it was not
        self.abort_reason = ""
        self.began = asyncio.get_running_loop().time()
        self.bound = asyncio.timeout(first)

    def go_on(self) -> None:
        """Give the whole download its time, now that the head has come."""
        self.seconds = self.total
        if not self.bound.expired():
            self.bound.reschedule(self.began + self.total)

    def give_up(self, reason: str) -> None:
        """End the download at once."""
        self.abort_reason = reason
        if not self.bound.expired():
            self.bound.reschedule(self.began)


def abort_downloads(crawler: Crawler, reason: str) -> None:
    """End a crawl's downloads, those under way and those that wait for their host's delay, by RequestDeferredError."""
    defer_queued_requests(crawler, reason, lambda _request: True)
    crawler.signals.send_catch_log(ABORT_DOWNLOADS, reason=reason)
