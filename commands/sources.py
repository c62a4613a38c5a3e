"""``scrapy sources``: list the sources, show how they are doing, or check one: what would be taken of its feed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.table import Table
from scrapy.commands import ScrapyCommand

from commands.base import BaseCrawlCommand, CommandError
from commands.report import as_cell, print_line, print_table
from items import Hint
from spiders.discovery.decisions import FailedReading, Reading
from spiders.discovery.mechanisms import seed_urls
from spiders.discovery.recorder import DiscoveryRecorder
from spiders.discovery.spider import DiscoverySpider
from spiders.sources.load import load_sources, select_sources
from spiders.sources.model import Source
from spiders.sources.opml import PROPOSED, OpmlError, as_opml, propose_entries, read_opml
from storage.monitoring.health import ILL
from storage.tables import sources as sources_table


class Command(BaseCrawlCommand, ScrapyCommand):
    """List the sources, or check one of them; store nothing."""

    usage = "[options] [--check SOURCE]"
    summary = "List the sources, or check one: fetch its feed and show what would be taken"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--check", metavar="SOURCE", help="the slug of the source to check")
        parser.add_argument(
            "--opml",
            nargs="?",
            const="",
            metavar="FILE",
            help="print the sources as a list for feed readers, or entries of the feeds in FILE that are missing",
        )
        parser.add_argument("--health", action="store_true", help="how each source is doing, since when and why")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.check:
            self.project_settings.set("DATABASE", ":memory:", "cmdline")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        sources = load_sources(self.project_settings["SOURCES"])
        if opts.check:
            return self.check(select_sources(sources, [opts.check])[0])
        if opts.opml is not None:
            exchange_opml(sources, opts.opml)
        elif opts.health:
            with self.open_to_read() as database:
                print_table(health_table([*known_health(sources, sources_table.health(database))]))
        else:
            print_table(sources_overview(sources), self.notes())
        return 0

    def notes(self) -> list[str]:
        """Return what the last runs noted of lists, such as that one has moved; nothing where there was no run."""
        if not Path(self.project_settings["DATABASE"]).exists():
            return []
        with self.open_to_read() as database:
            rows = sources_table.health(database)
        return [f"{row.source}: {row.notes}" for row in rows if row.notes]

    def check(self, source: Source) -> int:
        """Read the source's feeds, sitemaps and listings once and print their pages; return the exit code."""
        crawler = self.process.create_crawler(CheckSpider)
        crawler.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", not source.insecure, "cmdline")
        self.process.crawl(crawler, sources=[source])
        self.process.start()
        return 0 if isinstance(crawler.spider, CheckSpider) and crawler.spider.is_readable else 1


def exchange_opml(sources: tuple[Source, ...], name: str) -> None:
    """Print the sources as OPML, or entries for the sources file out of such a list. Raise CommandError."""
    if not name:
        sys.stdout.write(as_opml(sources).decode())
        return
    try:
        entries = list(propose_entries(read_opml(Path(name).read_bytes()), sources))
    except (OSError, OpmlError) as error:
        raise CommandError(f"{name}: {error}") from error
    print_line("\n".join([PROPOSED, *entries]) if entries else f"# {name} holds no feed that the sources lack")


class PrintingRecorder(DiscoveryRecorder):
    """Print what was read in place of recording it."""

    readable = 0

    def read(self, source: Source, mechanism: str, address: str, reading: Reading) -> None:
        self.readable += 1
        found = reading.found
        taken = sum(source.accepts(hint.url) for hint in found.pages)
        print_line(
            f"{mechanism} {address}: {len(found.pages)} pages, {taken} of them taken, {len(found.children)} parts"
        )

    def unread(self, source: Source, mechanism: str, address: str, unread: FailedReading) -> None:  # noqa: ARG002
        print_line(f"{mechanism} {address} could not be read: {unread.reason}")


class CheckSpider(DiscoverySpider):
    """Read what a source is read by and print what it lists; fetch no page."""

    name = "check"
    recorder_class = PrintingRecorder

    async def start(self) -> AsyncIterator[Any]:
        with self.session.change() as database:
            sources_table.upsert_sources(database, self.sources.values())
        for publishers in (True, False):
            for request in self.entries(publishers=publishers):
                yield request

    @property
    def is_readable(self) -> bool:
        """Whether anything could be read."""
        return isinstance(self.recorder, PrintingRecorder) and self.recorder.readable > 0

    def register_listed(self, source: Source, hint: Hint, *, is_first_reading: bool = False) -> None:  # noqa: ARG002
        if not hint.url or source.accepts(hint.url):
            print_line(describe_hint(hint))


def describe_hint(hint: Hint) -> str:
    day = f"{hint.published or hint.modified:%Y-%m-%d}" if hint.published or hint.modified else "no date   "
    return f"  {day}  {hint.title or '(no title)'}\n              {hint.url or '(no address)'}"


def known_health(
    sources: Iterable[Source], rows: Iterable[sources_table.HealthRow]
) -> Iterator[sources_table.HealthRow]:
    """Yield a row a source, also for those that no run has seen yet."""
    seen = {row.source: row for row in rows}
    yield from seen.values()
    for source in sources:
        if source.slug not in seen:
            yield sources_table.HealthRow(source.slug, "", "", "", "", "")


def health_table(rows: Iterable[sources_table.HealthRow]) -> Table:
    """Lay out a row a source; those that are ill come first."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "health", "since", "last answer", "next try", "reason"):
        table.add_column(name, no_wrap=name != "reason", overflow="fold")
    for row in sorted(rows, key=lambda row: (row.health not in ILL, row.source)):
        table.add_row(
            row.source,
            row.health or "not seen yet",
            row.since,
            row.last_success,
            row.next_try,
            as_cell("; ".join(filter(None, (row.reason, row.notes)))),
        )
    return table


def sources_overview(sources: tuple[Source, ...]) -> Table:
    """Lay out a row a source."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "name", "kind", "country", "language", "read by"):
        table.add_column(name, no_wrap=name == "source", overflow="fold")
    for source in sources:
        by = ", ".join(f"{mechanism} {url}" for mechanism, url in seed_urls(source))
        table.add_row(source.slug, source.name, source.kind, source.country, source.language, by)
    return table
