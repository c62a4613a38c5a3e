"""One pool of worker processes a crawl: for whatever anyone may have written, listings as well as pages."""

from __future__ import annotations

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from pipelines.extraction.worker_pool import PRELOADED, GaveUpError, WorkerPool


class CrawlWorkers(WorkerPool):
    """The worker pool as a Scrapy extension: it begins with its first call and ends with the crawl."""

    gave_up = GaveUpError
    preloaded = (*PRELOADED, "pipelines.ledgers.preload", "spiders.discovery.mechanisms")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        workers = cls(
            settings.getint("CLEAN_WORKERS"),
            seconds=settings.getfloat("CLEAN_SECONDS"),
            megabytes=settings.getint("CLEAN_MEGABYTES"),
            calls=settings.getint("CLEAN_PAGES"),
        )
        crawler.signals.connect(workers.close, signal=signals.spider_closed)
        return workers


def crawl_workers(crawler: Crawler) -> CrawlWorkers:
    """Return the workers of a running crawl. Raise RuntimeError where the extension is switched off."""
    workers = crawler.get_extension(CrawlWorkers)
    if workers is None:
        raise RuntimeError("the extension pipelines.extraction.crawl_workers.CrawlWorkers is not enabled in EXTENSIONS")
    return workers
