"""One download: bounded in time, cut off where it is no text, and followed by the host's pause."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.download.ssrf import Astray, PublicResolver
from spiders.download.throttle import PutOff, put_off, rest

#: the signal that ends every download, sent with a ``reason``
CUT_SHORT: Any = object()


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, with a bound until the answer begins and another until it has ended."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Twisted would ask a second time by itself, at once and whatever the delay
        self._pool.retryAutomatically = False
        self.crawler = crawler
        self.first = crawler.settings.getfloat("FIRST_BYTE_TIMEOUT")
        self.under_way: dict[Request, Download] = {}
        crawler.signals.connect(self.answer_begins, signal=signals.headers_received)
        crawler.signals.connect(self.cut_short, signal=CUT_SHORT)

    async def download_request(self, request: Request) -> Response:
        total = float(request.meta["download_timeout"])
        download = self.under_way[request] = Download(min(self.first, total), total)
        try:
            async with download.bound:
                return await super().download_request(request)
        except TimeoutError as error:
            if download.cut_short:
                raise PutOff(download.cut_short) from error
            raise DownloadTimeoutError(f"no answer within {download.seconds:g} s") from error
        except CannotResolveHostError as error:
            name = urlparse_cached(request).hostname or ""
            if reason := PublicResolver.turned_down.get(name):
                raise Astray(reason) from error
            raise
        finally:
            del self.under_way[request]
            rest(self.crawler, request)

    def answer_begins(self, request: Request) -> None:
        """Goes over from the bound of the first byte to that of the whole."""
        if download := self.under_way.get(request):
            download.go_on()

    def cut_short(self, reason: str) -> None:
        """Gives up every download under way."""
        for download in self.under_way.values():
            download.give_up(reason)


class Download:
    """The bounds of one download, in seconds from its start: ``first`` until its head has come, ``total`` for all."""

    def __init__(self, first: float, total: float) -> None:
        self.seconds = first
        self.total = total
        self.cut_short = ""
        self.began = asyncio.get_running_loop().time()
        self.bound = asyncio.timeout(first)

    def go_on(self) -> None:
        self.seconds = self.total
        if not self.bound.expired():
            self.bound.reschedule(self.began + self.total)

    def give_up(self, reason: str) -> None:
        self.cut_short = reason
        if not self.bound.expired():
            self.bound.reschedule(self.began)


def cut_short(crawler: Crawler, reason: str) -> None:
    """Ends a crawl's downloads, those under way and those that wait for their host's delay; each fails with PutOff."""
    put_off(crawler, reason, lambda _request: True)
    crawler.signals.send_catch_log(CUT_SHORT, reason=reason)
