"""The delay between two requests to a host, counted from the end of the last answer."""

from __future__ import annotations

from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler

#: the answer may reach us a little before the server has closed its books on it
MARGIN = 0.02


class Politeness:
    """Restarts a host's delay when an answer has arrived: a slow server gets its pause after the work, not during it.

    Scrapy counts from the moment a request is sent; after a failure that still holds.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.answered, signal=signals.response_downloaded)
        return extension

    def answered(self, request: Request) -> None:
        downloader = downloader_of(self.crawler)
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None:
            slot.lastseen = monotonic() + MARGIN


def slow_down(crawler: Crawler, host: str, seconds: float) -> None:
    """Lengthens the delay of a host for the rest of the crawl; never shortens it."""
    downloader = downloader_of(crawler)
    wanted = max(seconds, crawler.settings.getfloat("DOWNLOAD_DELAY"))
    kept = downloader.per_slot_settings.setdefault(host, {"delay": 0.0})
    kept["delay"] = max(kept["delay"], wanted)
    if slot := downloader.slots.get(host):
        slot.delay = kept["delay"]


def downloader_of(crawler: Crawler) -> Downloader:
    """The downloader of a running crawl."""
    if crawler.engine is None:
        raise RuntimeError("the crawl has not started")
    return crawler.engine.downloader
