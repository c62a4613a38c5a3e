"""``scrapy sources``: lists the sources, shows how they are doing, or checks one: what would be taken of its feed."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Iterable
from typing import Any

from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand

from commands.base import explained, process_of, quieten, settings_of
from commands.report import show as print_table
from items import Hint
from spiders.discovery.decisions import FailedReading, Reading
from spiders.discovery.mechanisms import seed_urls
from spiders.discovery.recorder import DiscoveryRecorder
from spiders.discovery.spider import DiscoverySpider
from spiders.sources.load import load_sources, select_sources
from spiders.sources.model import Source
from storage.monitoring.health import ILL
from storage.schema.database import open_database
from storage.tables import sources as sources_table


class Command(ScrapyCommand):
    """Lists the sources, or checks one of them; stores nothing."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] [--check SOURCE]"

    def short_desc(self) -> str:
        return "List the sources, or check one: fetch its feed and show what would be taken"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--check", metavar="SOURCE", help="the slug of the source to check")
        parser.add_argument("--health", action="store_true", help="how each source is doing, since when and why")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.check:
            settings_of(self).set("DATABASE", ":memory:", "cmdline")

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        quieten()
        sources = load_sources(settings_of(self)["SOURCES"])
        if opts.check:
            self.exitcode = self.check(select_sources(sources, [opts.check])[0])
        elif opts.health:
            self.show_health(sources)
        else:
            show(sources)

    def show_health(self, sources: tuple[Source, ...]) -> None:
        """Prints a row a source, from what the last runs have seen of it."""
        database = open_database(settings_of(self)["DATABASE"])
        try:
            sources_table.save(database, sources)
            print_table(table_of_health(sources_table.health(database)))
        finally:
            database.close()

    def check(self, source: Source) -> int:
        """Reads the source's feeds, sitemaps and listings once and prints their pages; returns the exit code."""
        process = process_of(self)
        crawler = process.create_crawler(CheckSpider)
        crawler.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", not source.insecure, "cmdline")
        process.crawl(crawler, sources=[source])
        process.start()
        return 0 if isinstance(crawler.spider, CheckSpider) and crawler.spider.is_readable else 1


class PrintingRecorder(DiscoveryRecorder):
    """Prints what was read in place of recording it."""

    readable = 0

    def read(self, source: Source, mechanism: str, address: str, reading: Reading) -> None:
        self.readable += 1
        found = reading.found
        taken = sum(source.accepts(hint.url) for hint in found.pages)
        print(f"{mechanism} {address}: {len(found.pages)} pages, {taken} of them taken, {len(found.children)} parts")

    def unread(self, source: Source, mechanism: str, address: str, unread: FailedReading) -> None:  # noqa: ARG002
        print(f"{mechanism} {address} could not be read: {unread.reason}")


class CheckSpider(DiscoverySpider):
    """Reads what a source is read by and prints what it lists; fetches no page."""

    name = "check"
    recorder_class = PrintingRecorder

    async def start(self) -> AsyncIterator[Any]:
        with self.session.change() as database:
            sources_table.save(database, self.sources.values())
        for publishers in (True, False):
            for request in self.entries(publishers=publishers):
                yield request

    @property
    def is_readable(self) -> bool:
        """Whether anything could be read."""
        return isinstance(self.recorder, PrintingRecorder) and self.recorder.readable > 0

    def register_listed(self, source: Source, hint: Hint) -> None:
        if source.accepts(hint.url):
            print(line_of(hint))


def line_of(hint: Hint) -> str:
    day = f"{hint.published or hint.modified:%Y-%m-%d}" if hint.published or hint.modified else "no date   "
    return f"  {day}  {hint.title or '(no title)'}\n              {hint.url}"


def table_of_health(rows: Iterable[sources_table.HealthRow]) -> Table:
    """A row a source; those that are ill come first."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "health", "since", "last answer", "next try", "reason"):
        table.add_column(name, no_wrap=name != "reason", overflow="fold")
    for row in sorted(rows, key=lambda row: (row.health not in ILL, row.source)):
        table.add_row(
            row.source, row.health or "not seen yet", row.since, row.last_success, row.next_try, Text(row.reason)
        )
    return table


def show(sources: tuple[Source, ...]) -> None:
    """Prints a row a source."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "name", "kind", "country", "language", "read by"):
        table.add_column(name, no_wrap=name == "source", overflow="fold")
    for source in sources:
        by = ", ".join(f"{mechanism} {url}" for mechanism, url in seed_urls(source))
        table.add_row(source.slug, source.name, source.kind, source.country, source.language, by)
    print_table(table)
