"""The crawl's worker processes, as the spiders see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar, cast

from scrapy.crawler import Crawler
from scrapy.utils.misc import load_object

P = ParamSpec("P")
T = TypeVar("T")


class Workers(Protocol):
    """Processes that run calls within a bound of time and memory."""

    #: raised where a call was given up; the message says why
    gave_up: type[Exception]

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the result of the call. Raise ``gave_up`` where it was given up, and what the call raises."""
        ...


def workers_of(crawler: Crawler) -> Workers:
    """Return the workers of a running crawl. Raise RuntimeError where the extension WORKER_POOL is switched off."""
    name = crawler.settings["WORKER_POOL"]
    workers = crawler.get_extension(load_object(name))
    if workers is None:
        raise RuntimeError(f"the extension {name} is not enabled in EXTENSIONS")
    return cast("Workers", workers)
