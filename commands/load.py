"""``scrapy load PATH ...``: documents in files through the same pipelines as fetched pages."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from commands.base import BaseCrawlCommand
from commands.report import print_table, tallies_of, tallies_table
from pipelines.relevance.topics_file import load_topics
from spiders.download.shutdown import StoppableCrawler
from spiders.file_formats import LoadError, reader_of
from spiders.file_import import FileImportSpider


class Command(BaseCrawlCommand, ScrapyCommand):
    """Load .html, .txt, .jsonl and .warc.gz files."""

    usage = "[options] PATH ..."
    summary = "Load saved pages (.html, .txt, .jsonl, .warc.gz) as if they had been fetched"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--on-topic", action="store_true", help="take every document as on topic")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.on_topic:
            self.project_settings.set("ON_TOPIC", True, "cmdline")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        paths = readable_paths(args)
        load_topics(self.project_settings["TOPICS"])
        with self.open_to_write():
            return self.load(paths)

    def load(self, paths: list[Path]) -> int:
        """Load the files and print what came of them; return the exit code."""
        crawler = self.process.create_crawler(StoppableCrawler(FileImportSpider, self.process.settings))
        self.process.crawl(crawler, paths=paths)
        self.process.start()
        statistics = crawler.stats.get_stats() if crawler.stats else {}
        sources = sorted({key.split("/")[1] for key in statistics if key.startswith("source/")})
        print_table(tallies_table(tallies_of(sources, statistics)))
        return int(statistics.get("finish_reason") != "finished" or "log_count/ERROR" in statistics)


def readable_paths(names: list[str]) -> list[Path]:
    """Return the files to load, each known to be readable. Raise LoadError."""
    if not names:
        raise LoadError("name at least one file to load")
    paths = [Path(name) for name in names]
    for path in paths:
        reader_of(path)
    return paths
