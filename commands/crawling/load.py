"""``scrapy load PATH ...``: documents in files through the same pipelines as fetched pages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table
from scrapy import signals
from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import BaseSettings

from commands.databases import open_to_write, unwritable_error
from commands.printing import print_line
from commands.progress_display import file_progress
from commands.report import counts_table, print_table, tallies_of, tallies_table
from pipelines.examine_archived import ArchiveExaminer
from pipelines.extraction.version import EXTRACTOR
from pipelines.relevance.topics_file import load_topics
from spiders.download.shutdown import StoppableCrawler
from spiders.files.formats import LOADABLE, LoadError, reader_of
from spiders.files.spider import FileImportSpider
from storage.loaded_files import LoadedFile
from storage.session import UNWRITABLE

#: sources that are listed one by one; chosen, not measured: what fits a screen
MOST_SOURCES_SHOWN = 30


def load_documents(process: CrawlerProcessBase, names: list[str]) -> int:
    """Load the files of these names and print what came of them; return the exit code."""
    settings = process.settings
    paths, refusals = loadable_paths(names)
    load_topics(settings["TOPICS"])
    with open_to_write(settings, "scrapy load"):
        code = load_files(process, paths)
    for refusal in refusals:
        print_line(refusal)
    return 1 if refusals else code


def load_files(process: CrawlerProcessBase, paths: list[Path]) -> int:
    """Load files that can be read, with a bar; return the exit code."""
    settings = process.settings
    crawler = process.create_crawler(StoppableCrawler(FileImportSpider, settings))
    with file_progress(sum(path.stat().st_size for path in paths)) as show:

        def show_bytes() -> None:
            if isinstance(crawler.spider, FileImportSpider):
                show(sum(min(file.bytes_read, file.size) for file in crawler.spider.files))

        crawler.signals.connect(show_bytes, signal=signals.item_scraped)
        process.crawl(crawler, paths=paths, rules=load_rules_digest(settings), examine=archive_examiner(settings))
        process.start()
    statistics = crawler.stats.get_stats() if crawler.stats else {}
    if why := statistics.get(UNWRITABLE):
        raise unwritable_error(settings, str(why))
    files = crawler.spider.files if isinstance(crawler.spider, FileImportSpider) else []
    print_table(result_table(files, statistics), told_of_files(files))
    return int(
        statistics.get("finish_reason") != "finished"
        or "log_count/ERROR" in statistics
        or any(file.fault for file in files)
    )


def archive_examiner(settings: BaseSettings) -> ArchiveExaminer:
    """Return what the workers do to each page of a web archive."""
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
