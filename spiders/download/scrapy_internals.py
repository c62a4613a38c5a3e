"""All that leans on Scrapy's inner parts: if Scrapy changes them, this is the one module to mend.

Nothing here decides anything; the callers say what is to happen, this module knows where in Scrapy it happens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, TunnelError
from scrapy.core.scraper import Scraper
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.pipelines import ItemPipelineManager
from scrapy.utils._compression import _DecompressionMaxSizeExceeded
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

__all__ = [
    "CHECKED_VERSION",
    "Downloader",
    "HTTP11DownloadHandler",
    "ItemPipelineManager",
    "TunnelError",
    "UnpackedSizeError",
]

#: the version of Scrapy that this module was last read against
CHECKED_VERSION: Final = "2.19"

#: raised by Scrapy when a body unpacks to more than DOWNLOAD_MAXSIZE
UnpackedSizeError: Final = _DecompressionMaxSizeExceeded


def set_last_request_time(crawler: Crawler, request: Request, at: float) -> None:
    """Make Scrapy count the delay of the request's host from ``at``, in seconds of the monotonic clock."""
    downloader = crawler.engine.downloader
    if slot := downloader.slots.get(downloader.get_slot_key(request)):
        slot.lastseen = at


def raise_delay(crawler: Crawler, host: str, seconds: float) -> None:
    """Set a host's delay to ``seconds`` where it is shorter, for requests that wait already and for later ones."""
    downloader = crawler.engine.downloader
    settings = downloader.per_slot_settings.setdefault(host, {"delay": 0.0})
    settings["delay"] = max(settings["delay"], seconds)
    if slot := downloader.slots.get(host):
        slot.delay = settings["delay"]


def delay_of(crawler: Crawler, host: str) -> float:
    """Return the seconds between two requests to a host."""
    downloader = crawler.engine.downloader
    return float(downloader.per_slot_settings.get(host, {}).get("delay", crawler.settings.getfloat("DOWNLOAD_DELAY")))


def fail_queued_requests(crawler: Crawler, error: Exception, chosen: Callable[[Request], bool]) -> None:
    """Take the chosen requests out of the queues where they wait for their host's delay; each fails with ``error``."""
    for slot in crawler.engine.downloader.slots.values():
        for deferred in _take_chosen(slot, chosen):
            deferred.errback(Failure(error))  # type: ignore[no-untyped-call]


def _take_chosen(slot: Slot, chosen: Callable[[Request], bool]) -> list[Deferred[Response]]:
    """Remove the chosen requests from a slot's queue, and return what their senders wait for."""
    queued = list(slot.queue)
    slot.queue.clear()
    slot.queue.extend(entry for entry in queued if not chosen(entry[0]))
    return [deferred for request, deferred in queued if chosen(request)]


def disable_connection_retries(handler: HTTP11DownloadHandler) -> None:
    """Keep Twisted from asking a second time by itself, at once and whatever the delay."""
    handler._pool.retryAutomatically = False


def has_engine(crawler: Crawler) -> bool:
    """Whether the crawl has come so far that there is something to stop."""
    return crawler.crawling and crawler._engine is not None


def item_pipelines(crawler: Crawler) -> ItemPipelineManager:
    """The pipelines of a running crawl."""
    return crawler.engine.scraper.itemproc


def close_if_idle(crawler: Crawler) -> None:
    """End a crawl that was stopped and has nothing left to store.

    Scrapy looks for this end only after an answer, never after a page that came from a file.
    """
    scraper: Scraper = crawler.engine.scraper
    slot, spider = scraper.slot, crawler.spider
    if slot and spider and slot.closing and slot.is_idle() and not slot.closing.called:
        slot.closing.callback(spider)
