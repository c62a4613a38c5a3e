"""``scrapy watch [SOURCE ...]``: crawl the sources, one run at a time, and say what came of each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from time import monotonic

from scrapy import signals
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.settings import BaseSettings
from sqlite_utils import Database

from commands.alerting.telling import tell
from commands.crawling.engine_check import check_engine
from commands.databases import open_to_write, unwritable_error
from commands.errors import LeaseHeldError
from commands.printing import print_line
from commands.progress_display import ProgressDisplay
from commands.report import conclude, print_table, tallies_of, tallies_table
from pipelines.relevance.topics_file import load_topics
from spiders.discovery.mechanisms import seed_urls
from spiders.download.shutdown import StoppableCrawler
from spiders.engine.crawl_settings import WRITER_SETTINGS
from spiders.ijm import IjmSpider
from spiders.news import NewsSpider
from spiders.sources.load import load_sources, select_sources
from spiders.sources.model import Source
from storage.alerting.deciding import sync_rules
from storage.alerting.rules_file import load_rules
from storage.clock import now
from storage.monitoring import access_check, health_check, renaming
from storage.monitoring.outside import ping, write_status
from storage.session import UNWRITABLE
from storage.tables import page_queue, runs
from storage.tables import sources as sources_table
from storage.upkeep import retention

logger = logging.getLogger(__name__)


def watch(process: CrawlerProcessBase, slugs: Sequence[str]) -> int:
    """Crawl the sources once, or those named, and tell what is new; return the exit code."""
    settings = process.settings
    all_sources = load_sources(settings["SOURCES"])
    sources = select_sources(all_sources, slugs)
    load_topics(settings["TOPICS"])
    if settings["ENGINE_URL"]:
        check_engine(settings)
    try:
        with open_to_write(settings, "scrapy watch") as database:
            # what comes in this run is to be told by rules that were written before it
            sync_rules(database, load_rules(settings["ALERTS"]), now())
            with database.atomic():
                seeds = {source.slug: [url for _, url in seed_urls(source)] for source in all_sources}
                sources_table.upsert_sources(database, sources)
                told = renaming.follow_file(database, seeds, now())
            # those that are named are asked whatever befell them before
            resting = {} if slugs else sources_table.resting(database, [source.slug for source in sources], now())
            status = run_once(process, database, sources, all_sources, resting, told)
    except LeaseHeldError as held:
        print_line(f"{held}; nothing to do")
        return 0
    for sentence in tell(settings)[0]:
        print_line(sentence)
    return status


def run_once(
    process: CrawlerProcessBase,
    database: Database,
    sources: Sequence[Source],
    all_sources: Sequence[Source],
    resting: Mapping[str, str],
    told: Sequence[str],
) -> int:
    """Crawl the sources and print what came of each; return the exit code. Those that rest are passed over."""
    settings = process.settings
    if not settings["CONTACT"]:
        logger.warning("CONTACT is not set: name an address or page in it, so that publishers can reach you")
    began = now()
    every = settings.getfloat("RUN_EVERY_HOURS")
    run = runs.start_run(database, began, every)
    crawl = Crawl(process, [source for source in sources if source.slug not in resting], all_sources)
    crawl.start()
    statistics = crawl.statistics()
    if why := statistics.get(UNWRITABLE):
        raise unwritable_error(settings, str(why))
    tallies = tallies_of([source.slug for source in sources], statistics)
    for slug, tally in tallies.items():
        tally.waiting = page_queue.count_waiting(database, slug)
        tally.why = resting.get(slug, tally.why)
    outcome, sentence = conclude(tallies, broken=crawl.broken, finished=crawl.finished)
    # where nothing could be reached, it is our own line that is ill
    news = [] if outcome == "unreached" else health_check.look_at_all(database, began, now())
    needs = [] if outcome == "unreached" else access_check.check_access(database, sources, began)
    ended = now()
    runs.finish_run(database, run, tallies, outcome, sentence, ended)
    forget_old(database, settings)
    write_status(status_file(settings), outcome, sentence, ended, timedelta(hours=every))
    if outcome == "finished":
        ping(settings["PING_URL"])
    print_table(tallies_table(tallies), [*told, *news, sentence, *mending(needs)])
    return 0 if outcome == "finished" else 1


def forget_old(database: Database, settings: BaseSettings) -> None:
    """Delete what the settings say is too old to be of use."""
    retention.delete_old_pages(database, now(), settings.getfloat("PAGES_DAYS"))
    retention.delete_old_runs(database, now(), settings.getfloat("RUNS_DAYS"))


def status_file(settings: BaseSettings) -> Path:
    """Return the file in which it is written how the last run ended."""
    return Path(settings["STATUS_FILE"] or Path(settings["DATABASE"]).with_name("status.json"))


def mending(needs: Sequence[str]) -> list[str]:
    """Return the end of the report: the sources that need a hand, each with the line that mends its entry."""
    return ["sources that need a hand, with the line for the sources file:", *needs] if needs else []


class Crawl:
    """The crawls of one run, one after the other: a host is then never asked by two at once.

    Sources whose certificate is not verified are crawled apart, so that no other host goes unverified with them.
    """

    def __init__(
        self, process: CrawlerProcessBase, sources: Sequence[Source], all_sources: Sequence[Source] = ()
    ) -> None:
        self.process = process
        #: those of the file, since what one source leads to may belong to another
        self.all_sources = all_sources
        self.ends = monotonic() + process.settings.getfloat("RUN_SECONDS")
        self.broken = 0
        self.crawlers: list[Crawler] = []
        self.waiting = [
            (spider, verified, part)
            for spider in (IjmSpider, NewsSpider)
            for verified in (True, False)
            if (part := [source for source in sources if spider.takes(source) and bool(source.insecure) != verified])
        ]
        self.display = ProgressDisplay(len(sources), self.crawlers)

    def start(self) -> None:
        """Run all crawls; return when they have ended."""
        self.next()
        with self.display:
            self.process.start()

    def next(self) -> None:
        """Begin the next crawl, unless the last one was stopped from outside."""
        if not self.waiting or not self.finished:
            return
        spider, verified, sources = self.waiting.pop(0)
        crawler = self.process.create_crawler(StoppableCrawler(spider, self.process.settings))
        crawler.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", verified, "cmdline")
        crawler.settings.set("RUN_ENDS", self.ends, "cmdline")
        # a worker verifies every certificate, so that the others are asked from here
        if verified and crawler.settings["ENGINE_URL"]:
            crawler.settings.update(WRITER_SETTINGS, "cmdline")
        for signal in (signals.spider_error, signals.item_error):
            crawler.signals.connect(self.broke, signal=signal)
        self.crawlers.append(crawler)
        asyncio.ensure_future(
            self.process.crawl(crawler, sources=sources, all_sources=self.all_sources)
        ).add_done_callback(self.ended)

    def ended(self, crawl: asyncio.Future[None]) -> None:
        """Go on to the next crawl, and count one that could not even begin."""
        if not crawl.cancelled() and (error := crawl.exception()) is not None:
            logger.error("the crawl ended in an error", exc_info=error)
            self.broke()
        self.next()

    def broke(self) -> None:
        """Count a page on which an error inside the program occurred."""
        self.broken += 1

    @property
    def finished(self) -> bool:
        """Whether every crawl so far came to its own end."""
        return all(
            crawler.stats is not None and crawler.stats.get_value("finish_reason") == "finished"
            for crawler in self.crawlers
        )

    def statistics(self) -> dict[str, object]:
        """Return the statistics of all crawls, added up."""
        together: dict[str, object] = {}
        for crawler in self.crawlers:
            for key, value in (crawler.stats.get_stats() if crawler.stats else {}).items():
                before = together.get(key)
                numbers = isinstance(before, int) and isinstance(value, int)
                together[key] = before + value if numbers else value
        return together
