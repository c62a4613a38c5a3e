"""The delay between two requests to a host, counted from the end of the last answer."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Final

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from spiders.download import scrapy_internals

#: seconds added to every delay, since an answer may reach us a little before the server has finished its own books on
#: it; chosen, not measured
MARGIN_SECONDS: Final = 0.04


class RequestDeferredError(IgnoreRequest):
    """A request is left for a later run; the message says why.

    Raised for requests beyond a budget, of a stopped run, or to a host on hold, by the middlewares and the handler in
    this package. The page's row goes on waiting.
    """


def restart_delay(crawler: Crawler, request: Request, extra_seconds: float = 0.0) -> None:
    """Start the delay of a request's host anew, so that a slow server gets its pause after the work, not during it.

    Scrapy counts from the moment a request is sent. ``extra_seconds`` come on top of the delay.
    """
    scrapy_internals.set_last_request_time(crawler, request, monotonic() + MARGIN_SECONDS + extra_seconds)


def lengthen_delay(crawler: Crawler, host: str, seconds: float) -> None:
    """Lengthen the delay of a host for the rest of the crawl; never shorten it."""
    scrapy_internals.raise_delay(crawler, host, max(seconds, crawler.settings.getfloat("DOWNLOAD_DELAY")))


def defer_queued_requests(crawler: Crawler, reason: str, chosen: Callable[[Request], bool]) -> None:
    """Leave the chosen requests that wait for their host's delay to a later run."""
    scrapy_internals.fail_queued_requests(crawler, RequestDeferredError(reason), chosen)
