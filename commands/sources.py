"""``scrapy sources``: lists the sources, or checks one: fetches its feed and shows what would be taken."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator
from typing import Any

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.http import Response

import storage.sources
from commands.common import explained, process_of, quieten, settings_of
from items import Hint
from spiders.base import wanted
from spiders.discovery import DiscoverySpider
from spiders.mechanisms import Found, entrances
from spiders.sources import Source, load_sources, select


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

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.check:
            settings_of(self).set("DATABASE", ":memory:", "cmdline")

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        quieten()
        sources = load_sources(settings_of(self)["SOURCES"])
        if opts.check:
            self.exitcode = self.check(select(sources, [opts.check])[0])
        else:
            show(sources)

    def check(self, source: Source) -> int:
        """Reads the source's feeds, sitemaps and listings once and prints their pages; returns the exit code."""
        process = process_of(self)
        crawler = process.create_crawler(CheckSpider)
        crawler.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", not source.insecure, "cmdline")
        process.crawl(crawler, sources=[source])
        process.start()
        return 0 if isinstance(crawler.spider, CheckSpider) and crawler.spider.readable else 1


class CheckSpider(DiscoverySpider):
    """Reads what a source is read by and prints what it lists; fetches no page."""

    name = "check"
    readable = 0

    async def start(self) -> AsyncIterator[Any]:
        with self.session.change() as database:
            storage.sources.save(database, self.sources.values())
        for publishers in (True, False):
            for request in self.entries(publishers=publishers):
                yield request

    def meet(self, source: Source, hint: Hint) -> None:
        if wanted(source, hint.url):
            print(line_of(hint))

    def note(self, source: Source, mechanism: str, address: str, response: Response, found: Found) -> None:  # noqa: ARG002
        self.readable += 1
        taken = sum(wanted(source, hint.url) for hint in found.pages)
        print(f"{mechanism} {address}: {len(found.pages)} pages, {taken} of them taken, {len(found.children)} parts")

    def unread(self, source: Source, mechanism: str, address: str, reason: str, status: int | None) -> None:  # noqa: ARG002
        print(f"{mechanism} {address} could not be read: {reason}")


def line_of(hint: Hint) -> str:
    day = f"{hint.published or hint.modified:%Y-%m-%d}" if hint.published or hint.modified else "no date   "
    return f"  {day}  {hint.title or '(no title)'}\n              {hint.url}"


def show(sources: tuple[Source, ...]) -> None:
    """Prints a row a source."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "name", "kind", "country", "language", "read by"):
        table.add_column(name, no_wrap=name == "source", overflow="fold")
    for source in sources:
        by = ", ".join(f"{mechanism} {url}" for mechanism, url in entrances(source))
        table.add_row(source.slug, source.name, source.kind, source.country, source.language, by)
    Console(width=None if sys.stdout.isatty() else 200).print(table)
