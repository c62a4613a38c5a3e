"""``scrapy watch [SOURCE ...]``: crawls the sources, one run at a time, and says what came of each."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from time import monotonic

from scrapy import signals
from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler, CrawlerProcessBase
from sqlite_utils import Database

from commands.base import HeldError, explained, process_of, quieten, set_up_log, settings_of, unwritable, writing
from commands.progress_display import Display
from commands.report import show, table_of, tallies_of, verdict
from pipelines.relevance.topics_file import load_topics
from spiders.download.shutdown import StoppableCrawler
from spiders.ijm import IjmSpider
from spiders.news import NewsSpider
from spiders.sources.load import load_sources, select_sources
from spiders.sources.model import Source
from storage.clock import now
from storage.monitoring import health_check
from storage.session import UNWRITABLE
from storage.tables import pages, runs
from storage.tables import sources as sources_table

logger = logging.getLogger(__name__)


class Command(ScrapyCommand):
    """Reads every source, or those named, into the database."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        return "Crawl the sources into the database, or those named"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if sys.stderr.isatty() and not opts.loglevel and not opts.logfile:
            settings_of(self).set("LOG_LEVEL", "ERROR", "cmdline")  # the display takes the place of the log
        set_up_log(settings_of(self))

    #: sources were named, so that they are asked whatever befell them before
    named = False

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        quieten()
        settings = settings_of(self)
        sources = select_sources(load_sources(settings["SOURCES"]), args)
        self.named = bool(args)
        load_topics(settings["TOPICS"])
        try:
            with writing(settings, "scrapy watch") as database:
                self.exitcode = self.watch(database, sources)
        except HeldError as held:
            print(f"{held}; nothing to do")

    def watch(self, database: Database, sources: Sequence[Source]) -> int:
        """One run over the sources; returns the exit code. Sources that rest after many failures are passed over."""
        if not settings_of(self)["CONTACT"]:
            logger.warning("CONTACT is not set: name an address or page in it, so that publishers can reach you")
        sources_table.save(database, sources)
        began = now()
        slugs = [source.slug for source in sources]
        resting = {} if self.named else sources_table.resting(database, slugs, began)
        run = runs.start(database, began)
        crawl = Crawl(process_of(self), [source for source in sources if source.slug not in resting])
        crawl.start()
        statistics = crawl.statistics()
        if why := statistics.get(UNWRITABLE):
            raise unwritable(settings_of(self), str(why))
        tallies = tallies_of(slugs, statistics)
        for slug, tally in tallies.items():
            tally.waiting = pages.count_waiting(database, slug)
            tally.why = resting.get(slug, tally.why)
        outcome, sentence = verdict(tallies, broken=crawl.broken, finished=crawl.finished)
        # where nothing could be reached, it is our own line that is ill
        news = [] if outcome == "unreached" else health_check.look_at_all(database, began, now())
        runs.finish(database, run, tallies, outcome, sentence, now())
        show(table_of(tallies), [*news, sentence])
        return 0 if outcome == "finished" else 1


class Crawl:
    """The crawls of one run, one after the other: a host is then never asked by two at once.

    Sources whose certificate is not verified are crawled apart, so that no other host goes unverified with them.
    """

    def __init__(self, process: CrawlerProcessBase, sources: Sequence[Source]) -> None:
        self.process = process
        self.ends = monotonic() + process.settings.getfloat("RUN_SECONDS")
        self.broken = 0
        self.crawlers: list[Crawler] = []
        self.waiting = [
            (spider, verified, part)
            for spider in (IjmSpider, NewsSpider)
            for verified in (True, False)
            if (part := [source for source in sources if spider.takes(source) and bool(source.insecure) != verified])
        ]
        self.display = Display(len(sources), self.crawlers)

    def start(self) -> None:
        """Runs all crawls; returns when they have ended."""
        self.next()
        with self.display:
            self.process.start()

    def next(self) -> None:
        """Begins the next crawl, unless the last one was stopped from outside."""
        if not self.waiting or not self.finished:
            return
        spider, verified, sources = self.waiting.pop(0)
        crawler = self.process.create_crawler(StoppableCrawler(spider, self.process.settings))
        crawler.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", verified, "cmdline")
        crawler.settings.set("RUN_ENDS", self.ends, "cmdline")
        for signal in (signals.spider_error, signals.item_error):
            crawler.signals.connect(self.broke, signal=signal)
        self.crawlers.append(crawler)
        asyncio.ensure_future(self.process.crawl(crawler, sources=sources)).add_done_callback(self.ended)

    def ended(self, crawl: asyncio.Future[None]) -> None:
        """Goes on to the next crawl, and counts one that could not even begin."""
        if not crawl.cancelled() and (error := crawl.exception()) is not None:
            logger.error("the crawl ended in an error", exc_info=error)
            self.broke()
        self.next()

    def broke(self) -> None:
        """Counts a page that met an error inside the program."""
        self.broken += 1

    @property
    def finished(self) -> bool:
        """Whether every crawl so far came to its own end."""
        return all(
            crawler.stats is not None and crawler.stats.get_value("finish_reason") == "finished"
            for crawler in self.crawlers
        )

    def statistics(self) -> dict[str, object]:
        """The statistics of all crawls, put together."""
        together: dict[str, object] = {}
        for crawler in self.crawlers:
            for key, value in (crawler.stats.get_stats() if crawler.stats else {}).items():
                before = together.get(key)
                numbers = isinstance(before, int) and isinstance(value, int)
                together[key] = before + value if numbers else value
        return together
