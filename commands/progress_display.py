"""Progress on a terminal: the live line of a crawl, and a bar for a known number of articles or pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.text import Text
from scrapy.crawler import Crawler

from spiders.discovery.spider import DiscoverySpider


class ProgressDisplay:
    """A live line of how far the crawls are, four times a second, where there is a terminal; elsewhere it is silent."""

    def __init__(self, sources: int, crawlers: Sequence[Crawler]) -> None:
        self.sources = sources
        self.crawlers = crawlers
        self.live = Live(console=Console(stderr=True), get_renderable=self.line, refresh_per_second=4, transient=True)

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self.live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live.is_started:
            self.live.stop()

    def line(self) -> Text:
        """Return the line as it is now."""
        spiders = [crawler.spider for crawler in self.crawlers if isinstance(crawler.spider, DiscoverySpider)]
        done = sum(requests == 0 for spider in spiders for requests in list(spider.open.values()))
        waiting = sum(sum(spider.open.values()) for spider in spiders)
        counts = {"fetched": 0, "new": 0}
        for crawler in self.crawlers:
            for key, value in dict(crawler.stats.get_stats() if crawler.stats else {}).items():
                area, _, rest = key.partition("/")
                name = rest.rpartition("/")[2]
                if area == "source" and name in counts:
                    counts[name] += value
        return Text(
            f"{done} of {self.sources} sources done · {counts['fetched']} pages fetched · "
            f"{counts['new']} new articles · {waiting} requests waiting"
        )


@contextmanager
def progress_bar(unit: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on a terminal, nothing elsewhere; what is given counts further articles or pages as done."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        yield partial(progress.advance, progress.add_task(unit, total=total))


@contextmanager
def file_progress(total: int) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how many bytes of so many are loaded, and the time that the rest takes at the present pace.

    What is given is the bytes loaded by now. The first ones, which an earlier load has done, are no part of the pace.
    """
    columns = (BarColumn(), DownloadColumn(binary_units=True), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty(), speed_estimate_period=60) as progress:
        task = progress.add_task("bytes", total=total, start=False)
        before = 0

        def show(loaded: int) -> None:
            nonlocal before
            if progress.tasks[0].started:
                progress.advance(task, loaded - before)
            else:
                progress.reset(task, total=total - loaded)
            before = loaded

        yield show
