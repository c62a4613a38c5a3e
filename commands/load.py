"""``scrapy load PATH ...``: documents in files through the same pipelines as fetched pages."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table
from scrapy import signals
from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings

from commands.base import BaseCrawlCommand, unwritable_error
from commands.progress_display import file_progress
from commands.report import counts_table, print_line, print_table, tallies_of, tallies_table
from pipelines.examine_archived import ArchiveExaminer
from pipelines.extraction.version import EXTRACTOR
from pipelines.relevance.topics_file import load_topics
from spiders.download.shutdown import StoppableCrawler
from spiders.files.formats import LOADABLE, LoadError, reader_of
from spiders.files.spider import FileImportSpider
from spiders.logs import put_log_aside
from storage.loaded_files import LoadedFile
from storage.session import UNWRITABLE

#: sources that are listed one by one; chosen, not measured: what fits a screen
MOST_SOURCES_SHOWN = 30


class Command(BaseCrawlCommand, ScrapyCommand):
    """Load saved pages and documents; what an earlier load has done is passed over."""

    usage = "[options] PATH ..."
    summary = (
        "Load saved pages and documents as if fetched (.html, .txt, .json, .jsonl, .warc, .wacz; also packed as .gz)"
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--on-topic", action="store_true", help="take every document as on topic")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        put_log_aside(self.project_settings)
        if opts.on_topic:
            self.project_settings.set("ON_TOPIC", True, "cmdline")
        if sys.stderr.isatty() and not opts.loglevel and not opts.logfile:
            self.project_settings.set("LOG_LEVEL", "ERROR", "cmdline")  # the bar takes the place of the log

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        paths, refusals = loadable_paths(args)
        load_topics(self.project_settings["TOPICS"])
        with self.open_to_write():
            code = self.load(paths)
        for refusal in refusals:
            print_line(refusal)
        return 1 if refusals else code

    def load(self, paths: list[Path]) -> int:
        """Load the files and print what came of them; return the exit code."""
        crawler = self.process.create_crawler(StoppableCrawler(FileImportSpider, self.process.settings))
        with file_progress(sum(path.stat().st_size for path in paths)) as show:

            def show_bytes() -> None:
                if isinstance(crawler.spider, FileImportSpider):
                    show(sum(min(file.bytes_read, file.size) for file in crawler.spider.files))

            crawler.signals.connect(show_bytes, signal=signals.item_scraped)
            self.process.crawl(
                crawler, paths=paths, rules=load_rules_digest(self.project_settings), examine=self.examiner()
            )
            self.process.start()
        statistics = crawler.stats.get_stats() if crawler.stats else {}
        if why := statistics.get(UNWRITABLE):
            raise unwritable_error(self.project_settings, str(why))
        files = crawler.spider.files if isinstance(crawler.spider, FileImportSpider) else []
        print_table(result_table(files, statistics), told_of_files(files))
        return int(
            statistics.get("finish_reason") != "finished"
            or "log_count/ERROR" in statistics
            or any(file.fault for file in files)
        )

    def examiner(self) -> ArchiveExaminer:
        """Return what the workers do to each page of a web archive."""
        settings = self.project_settings
        return ArchiveExaminer(None if settings.getbool("ON_TOPIC") else Path(settings["TOPICS"]).resolve())


def load_rules_digest(settings: BaseSettings) -> str:
    """Return what decides over a document, so that a file is read anew when it has changed."""
    digest = hashlib.blake2b(Path(settings["TOPICS"]).read_bytes(), digest_size=8).hexdigest()
    return f"{EXTRACTOR}, topics {digest}" + (", all on topic" if settings.getbool("ON_TOPIC") else "")


def result_table(files: list[LoadedFile], statistics: Mapping[str, Any]) -> Table:
    """Return what came of the documents, by source; by reason where the sources are too many to be read."""
    sources = sorted({key.split("/")[1] for key in statistics if key.startswith("source/")})
    if len(sources) <= MOST_SOURCES_SHOWN:
        return tallies_table(tallies_of(sources, statistics))
    return counts_table(sum((file.tally for file in files), Counter()))


def loadable_paths(names: list[str]) -> tuple[list[Path], list[str]]:
    """Return the files to load, and why the others are none. Raise LoadError where there is none to load."""
    if not names:
        raise LoadError(f"name at least one file to load, which ends in {LOADABLE}")
    paths: list[Path] = []
    refusals: list[str] = []
    for path in map(Path, names):
        try:
            reader_of(path)
            paths.append(path)
        except LoadError as error:
            refusals.append(str(error))
    if not paths:
        raise LoadError("\n".join(refusals))
    return paths, refusals


def told_of_files(files: list[LoadedFile]) -> Iterator[str]:
    """Yield what is to be said of files that were damaged, or that an earlier load has read."""
    for file in files:
        if file.fault:
            yield f"{file.label} {file.fault}; what could be read of it is loaded"
        elif file.was_finished:
            yield f"{file.label} was read to its end before, by the same topics; nothing of it is loaded again"
