"""``scrapy backfill SOURCE ... --since DAY``: read the past of sources from a web archive."""

from __future__ import annotations

import argparse
import re
from datetime import date
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCrawlCommand, CommandError, unwritable_error
from commands.load import load_rules_digest, result_table, told_of_files
from commands.report import print_table
from pipelines.relevance.topics_file import load_topics
from spiders.backfill.spider import BackfillSpider
from spiders.discovery.hosts import domains_of
from spiders.download.shutdown import StoppableCrawler
from spiders.logs import put_log_aside
from spiders.sources.load import load_sources, select_sources
from spiders.sources.model import Source
from storage.session import UNWRITABLE
from storage.tables import sources as sources_table

_YEAR = re.compile(r"\d{4}")


class Command(BaseCrawlCommand, ScrapyCommand):
    """Ask a web archive for what it has of sources, and take its pages as if fetched; a later call goes on."""

    usage = "[options] SOURCE ... --since YEAR|DAY"
    summary = "Read the past of sources from a web archive, as politely as everything else"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--since", type=first_day, metavar="YEAR|DAY", help="from when on, as 2015 or 2015-03-01")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        put_log_aside(self.project_settings)
        # a whole archive is one host and takes days: it may be asked until somebody stops it
        for name in ("PAGES_PER_HOST", "SOURCE_SECONDS", "RUN_SECONDS"):
            self.project_settings.set(name, 10**9, "spider")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if not args or opts.since is None:
            raise UsageError("name the sources, and say --since when", print_help=False)
        settings = self.project_settings
        sources = select_sources(load_sources(settings["SOURCES"]), args)
        check_addresses(sources, settings["CAPTURE_INDEX"], settings["CAPTURE_PAGES"])
        load_topics(settings["TOPICS"])
        with self.open_to_write() as database:
            with database.atomic():
                sources_table.upsert_sources(database, sources)
            return self.backfill(sources, opts.since)

    def backfill(self, sources: tuple[Source, ...], since: date) -> int:
        """Read the sources and print what came of them; return 1 where something is left for another run."""
        crawler = self.process.create_crawler(StoppableCrawler(BackfillSpider, self.process.settings))
        rules = load_rules_digest(self.project_settings)
        self.process.crawl(crawler, sources=sources, since=since, rules=rules)
        self.process.start()
        statistics = crawler.stats.get_stats() if crawler.stats else {}
        if why := statistics.get(UNWRITABLE):
            raise unwritable_error(self.project_settings, str(why))
        spider = crawler.spider
        windows, deferred = (spider.files, spider.deferred) if isinstance(spider, BackfillSpider) else ([], "")
        waits = [f"the rest waits for the same command again: {deferred}"] if deferred else []
        print_table(result_table(windows, statistics), [*told_of_files(windows), *waits])
        return int(
            statistics.get("finish_reason") != "finished"
            or "log_count/ERROR" in statistics
            or not all(window.is_finished for window in windows)
        )


def check_addresses(sources: tuple[Source, ...], index: str, pages: str) -> None:
    """Raise CommandError where a source has no site of its own, or a setting is no address of an archive."""
    for source in sources:
        if domains_of(source) is None:
            raise CommandError(f"{source.slug} leads to the pages of others: name those sources themselves")
    for name, value in (("CAPTURE_INDEX", index), ("CAPTURE_PAGES", pages)):
        if urlsplit(value).scheme not in {"http", "https"}:
            raise CommandError(f"{name} is {value!r}: set it to the address of a web archive")
    if "{timestamp}" not in pages or "{url}" not in pages:
        raise CommandError(f"CAPTURE_PAGES is {pages!r}: it must say where {{timestamp}} and {{url}} go")


def first_day(text: str) -> date:
    """Return the day of a year's beginning, or a day as it is written. Raise ValueError where it is neither."""
    return date(int(text), 1, 1) if _YEAR.fullmatch(text) else date.fromisoformat(text)
