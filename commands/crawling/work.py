"""``scrapy work``: make the requests that a watch has handed out by ENGINE_URL, until stopped."""

from __future__ import annotations

import asyncio
import os
import sys

from scrapy.crawler import CrawlerProcessBase

from commands.crawling.engine_check import check_engine
from pipelines.relevance.topics_file import load_topics
from spiders.download.shutdown import StoppableCrawler
from spiders.engine.crawl_settings import CHILD_VARIABLE, WORKER_SETTINGS


def work_for_watch(process: CrawlerProcessBase) -> int:
    """Fetch and read pages until stopped; return the exit code."""
    settings = process.settings
    load_topics(settings["TOPICS"])
    check_engine(settings)
    from spiders.engine.worker import WorkerSpider  # noqa: PLC0415 - needs an extra

    crawler = process.create_crawler(StoppableCrawler(WorkerSpider, settings))
    crawler.settings.update(WORKER_SETTINGS, "cmdline")
    child = os.environ.get(CHILD_VARIABLE, "")
    process.crawl(crawler, alone=bool(child), worker=child)
    if child:
        end_with_parent()
    process.start()
    return 0


def end_with_parent() -> None:
    """End at once when the parent does, however it ends: it holds the other end of the standard input."""
    loop = asyncio.get_event_loop()
    loop.add_reader(sys.stdin.fileno(), os._exit, 1)
