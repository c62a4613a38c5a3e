"""``scrapy load PATH ...``: saved documents through the same pipelines as fetched pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

from commands.base import HeldError, explained, process_of, quieten, settings_of, writing
from commands.report import show, table_of, tallies_of
from pipelines.relevance.topics_file import load_topics
from spiders.download.shutdown import StoppableCrawler
from spiders.file_formats import LoadError, reader_of
from spiders.file_import import FileImportSpider


class Command(ScrapyCommand):
    """Loads .html, .txt, .jsonl and .warc.gz files."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] PATH ..."

    def short_desc(self) -> str:
        return "Load saved pages (.html, .txt, .jsonl, .warc.gz) as if they had been fetched"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--on-topic", action="store_true", help="take every document as on topic")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.on_topic:
            settings_of(self).set("ON_TOPIC", True, "cmdline")

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        quieten()
        settings = settings_of(self)
        paths = paths_of(args)
        load_topics(settings["TOPICS"])
        try:
            with writing(settings, "scrapy load"):
                self.exitcode = self.load(paths)
        except HeldError as held:
            print(f"{held}; load again when it has ended", file=sys.stderr)
            self.exitcode = 1

    def load(self, paths: list[Path]) -> int:
        """Loads the files and prints what came of them; returns the exit code."""
        process = process_of(self)
        crawler = process.create_crawler(StoppableCrawler(FileImportSpider, process.settings))
        process.crawl(crawler, paths=paths)
        process.start()
        statistics = crawler.stats.get_stats() if crawler.stats else {}
        sources = sorted({key.split("/")[1] for key in statistics if key.startswith("source/")})
        show(table_of(tallies_of(sources, statistics)))
        return int(statistics.get("finish_reason") != "finished" or "log_count/ERROR" in statistics)


def paths_of(names: list[str]) -> list[Path]:
    """The files to load, each known to be readable. Raises LoadError."""
    if not names:
        raise LoadError("name at least one file to load")
    paths = [Path(name) for name in names]
    for path in paths:
        reader_of(path)
    return paths
