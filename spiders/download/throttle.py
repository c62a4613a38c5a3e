"""The delay between two requests to a host, counted from the end of the last answer."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

#: the answer may reach us a little before the server has closed its books on it
MARGIN = 0.04


class PutOff(IgnoreRequest):
    """A request is left for a later run; the message says why."""


def rest(crawler: Crawler, request: Request, seconds: float = 0.0) -> None:
    """Restarts the delay of a request's host, so that a slow server gets its pause after the work, not during it.

    Scrapy counts from the moment a request is sent. ``seconds`` come on top of the delay.
    """
    downloader = downloader_of(crawler)
    slot = downloader.slots.get(downloader.get_slot_key(request))
    if slot is not None:
        slot.lastseen = monotonic() + MARGIN + seconds


def slow_down(crawler: Crawler, host: str, seconds: float) -> None:
    """Lengthens the delay of a host for the rest of the crawl; never shortens it."""
    downloader = downloader_of(crawler)
    wanted = max(seconds, crawler.settings.getfloat("DOWNLOAD_DELAY"))
    kept = downloader.per_slot_settings.setdefault(host, {"delay": 0.0})
    kept["delay"] = max(kept["delay"], wanted)
    if slot := downloader.slots.get(host):
        slot.delay = kept["delay"]


def put_off(crawler: Crawler, reason: str, chosen: Callable[[Request], bool]) -> None:
    """Takes the chosen requests out of the queues where they wait for their host's delay; each fails with PutOff."""
    for slot in downloader_of(crawler).slots.values():
        waiting = list(slot.queue)
        slot.queue.clear()
        slot.queue.extend(entry for entry in waiting if not chosen(entry[0]))
        for request, answer in waiting:
            if chosen(request):
                answer.errback(Failure(PutOff(reason)))  # type: ignore[no-untyped-call]


def downloader_of(crawler: Crawler) -> Downloader:
    """The downloader of a running crawl."""
    return crawler.engine.downloader
