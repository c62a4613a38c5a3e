"""``scrapy work``: make the requests that a watch has handed out by ENGINE_URL, until stopped."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys

from scrapy.commands import ScrapyCommand

from commands.base import BaseCrawlCommand
from commands.engine_check import check_engine
from pipelines.relevance.topics_file import load_topics
from spiders.download.shutdown import StoppableCrawler
from spiders.engine.crawl_settings import CHILD_VARIABLE, WORKER_SETTINGS


class Command(BaseCrawlCommand, ScrapyCommand):
    """Fetch and read pages for a watch, beside other workers."""

    summary = "Fetch and read for a watch on another machine, by ENGINE_URL"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        settings = self.project_settings
        load_topics(settings["TOPICS"])
        check_engine(settings)
        from spiders.engine.worker import WorkerSpider  # noqa: PLC0415 - needs an extra

        crawler = self.process.create_crawler(StoppableCrawler(WorkerSpider, settings))
        crawler.settings.update(WORKER_SETTINGS, "cmdline")
        child = os.environ.get(CHILD_VARIABLE, "")
        self.process.crawl(crawler, alone=bool(child), worker=child)
        if child:
            end_with_parent()
        self.process.start()
        return 0


def end_with_parent() -> None:
    """End at once when the parent does, however it ends: it holds the other end of the standard input."""
    loop = asyncio.get_event_loop()
    loop.add_reader(sys.stdin.fileno(), os._exit, 1)
