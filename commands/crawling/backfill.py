"""``scrapy backfill SOURCE ... --since DAY``: read the past of sources from a web archive."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from scrapy.crawler import CrawlerProcessBase

from commands.crawling.load import load_rules_digest, result_table, told_of_files
from commands.databases import open_to_write, unwritable_error
from commands.errors import CommandError
from commands.report import print_table
from pipelines.relevance.topics_file import load_topics
from spiders.backfill.spider import BackfillSpider
from spiders.discovery.hosts import domains_of
from spiders.download.shutdown import StoppableCrawler
from spiders.sources.load import load_sources, select_sources
from spiders.sources.model import Source
from storage.session import UNWRITABLE
from storage.tables import sources as sources_table


def backfill(process: CrawlerProcessBase, slugs: list[str], since: date) -> int:
    """Read the past of sources and print what came of it; return the exit code."""
    settings = process.settings
    sources = select_sources(load_sources(settings["SOURCES"]), slugs)
    check_addresses(sources, settings["CAPTURE_INDEX"], settings["CAPTURE_PAGES"])
    load_topics(settings["TOPICS"])
    with open_to_write(settings, "scrapy backfill") as database:
        with database.atomic():
            sources_table.upsert_sources(database, sources)
        return read_captures(process, sources, since)


def read_captures(process: CrawlerProcessBase, sources: tuple[Source, ...], since: date) -> int:
    """Read the sources and print what came of them; return 1 where something is left for another run."""
    settings = process.settings
    crawler = process.create_crawler(StoppableCrawler(BackfillSpider, settings))
    rules = load_rules_digest(settings)
    process.crawl(crawler, sources=sources, since=since, rules=rules)
    process.start()
    statistics = crawler.stats.get_stats() if crawler.stats else {}
    if why := statistics.get(UNWRITABLE):
        raise unwritable_error(settings, str(why))
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
