"""``scrapy sources``: list the sources, show how they are doing, look at what they are read by, or add one."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from rich.table import Table
from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import BaseSettings

from commands.crawling.site_checks.adding import add_source
from commands.crawling.site_checks.checking import WELL, CheckedSource, CheckSpider, check_sentences, check_table
from commands.databases import open_to_read
from commands.errors import CommandError
from commands.printing import print_line
from commands.report import as_cell, print_table
from items import Hint
from spiders.discovery.mechanisms import seed_urls
from spiders.sources.load import load_sources, select_sources
from spiders.sources.model import Source
from spiders.sources.opml import PROPOSED, OpmlError, as_opml, propose_entries, read_opml
from storage.clock import now
from storage.monitoring.health import ILL
from storage.monitoring.present import present_health
from storage.tables import sources as sources_table

#: listed pages that are shown of one source that is checked alone
MOST_SAMPLES: Final = 40


def show_sources(process: CrawlerProcessBase, opts: argparse.Namespace) -> int:
    """List the sources, or do with them what the options say; return the exit code."""
    settings = process.settings
    sources = load_sources(settings["SOURCES"])
    if opts.add:
        return add_source(process, opts.add, sources, Path(settings["SOURCES"]))
    if opts.check is not None:
        return check_sources(process, select_sources(sources, filter(None, [opts.check])), as_json=opts.json)
    if opts.opml is not None:
        exchange_opml(sources, opts.opml)
    elif opts.health:
        with open_to_read(settings) as database:
            print_table(health_table([*known_health(sources, sources_table.health(database))], now()))
    else:
        print_table(sources_overview(sources), notes_on_lists(settings))
    return 0


def notes_on_lists(settings: BaseSettings) -> list[str]:
    """Return what the last runs noted of lists, such as that one has moved; nothing where there was no run."""
    if not Path(settings["DATABASE"]).exists():
        return []
    with open_to_read(settings) as database:
        rows = sources_table.health(database)
    return [f"{row.source}: {row.notes}" for row in rows if row.notes]


def check_sources(process: CrawlerProcessBase, sources: Sequence[Source], *, as_json: bool) -> int:
    """Read what sources are read by, once, and print what came of it; return 1 where one cannot be read."""
    results = look_at_sources(process, sources)
    if as_json:
        print(json.dumps([result.as_json() for result in results], indent=1, ensure_ascii=False))
    else:
        print_table(check_table(results), check_sentences(results))
        if len(results) == 1:
            for hint in results[0].samples[:MOST_SAMPLES]:
                print_line(describe_hint(hint))
    return 0 if all(result.access in WELL for result in results) else 1


def look_at_sources(process: CrawlerProcessBase, sources: Sequence[Source]) -> list[CheckedSource]:
    """Return what was seen of sources; those whose certificate is not verified are looked at apart."""
    crawlers = []
    for verified in (True, False):
        if part := [source for source in sources if bool(source.insecure) != verified]:
            crawler = process.create_crawler(CheckSpider)
            crawler.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", verified, "cmdline")
            process.crawl(crawler, sources=part)
            crawlers.append(crawler)
    process.start()
    return [
        result for crawler in crawlers if isinstance(crawler.spider, CheckSpider) for result in crawler.spider.results
    ]


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


def health_table(rows: Iterable[sources_table.HealthRow], at: datetime) -> Table:
    """Lay out a row a source; those that are ill come first."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "health", "access", "since", "last answer", "next try", "reason"):
        table.add_column(name, no_wrap=name != "reason", overflow="fold")
    now_known = [
        (row, present_health(row.health, int(row.failures or 0), row.last_success, row.last_asked, row.dropped, at))
        for row in rows
    ]
    for row, health in sorted(now_known, key=lambda known: (known[1] not in ILL, known[0].source)):
        table.add_row(
            row.source,
            health,
            row.access,
            row.since,
            row.last_success,
            row.next_try,
            as_cell("; ".join(filter(None, (row.reason, row.tried, row.notes, row.remedy)))),
        )
    return table


def sources_overview(sources: tuple[Source, ...]) -> Table:
    """Lay out a row a source."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "name", "kind", "country", "language", "read by"):
        table.add_column(name, no_wrap=name == "source", overflow="fold")
    for source in sources:
        by = ", ".join(f"{mechanism} {url}" for mechanism, url in seed_urls(source)) or "what is found on its site"
        table.add_row(source.slug, source.name, source.kind, source.country, source.language, by)
    return table
