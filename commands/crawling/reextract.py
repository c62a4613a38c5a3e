"""``scrapy reextract``: archived raw pages through the present extractor, with a summary of what changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import CrawlerProcessBase

from commands.databases import open_to_write
from commands.printing import print_line
from commands.progress_display import progress_bar
from pipelines.compare_extractions import COMPARED_FIELDS
from pipelines.extraction.version import EXTRACTOR
from spiders.download.shutdown import StoppableCrawler
from spiders.raw_replay import RawReplaySpider
from storage.schema.database import DatabaseError
from storage.tables import articles, pages, raw_pages

#: what is told after the fields that changed, and the fields as a reader knows them
CHANGE_NAMES = {
    "content_hash": "text",
    "published_precision": "precision of the date",
    "published_zone": "zone of the date",
    "partial": "whole or partial",
    "partial_reason": "why it is partial",
    "new": "new article",
    "no_article": "no article of the topics any more; what was stored stays",
    "never_article": "failed before, no article now either; the page's row says why",
    "unread": "could not be read; an article is tried again the next time, a page by the next version",
}


def reextract(process: CrawlerProcessBase, *, dry_run: bool) -> int:
    """Read archived pages of other versions again and print what changed; return the exit code."""
    settings = process.settings
    path = raw_pages.path_of(settings["RAW_PAGES"], settings["DATABASE"])
    require_file(settings["DATABASE"], "DATABASE")
    require_file(path, "RAW_PAGES")
    with open_to_write(settings, "scrapy reextract") as database:
        stale = articles.pages_by_others(database, EXTRACTOR)
        failed = pages.failed_extractions(database, EXTRACTOR)
        archived = archived_addresses(path)
        addresses = [address for address in archived if address in stale | failed]
        code = read_again(process, path, addresses, dry_run=dry_run)
        if missing := len(stale.difference(archived)):
            print_line(f"{missing} articles of other versions have no archived page and stay as they are")
        return code


def read_again(process: CrawlerProcessBase, path: str, addresses: list[str], *, dry_run: bool) -> int:
    """Read the pages and print what changed; return the exit code."""
    crawler = process.create_crawler(StoppableCrawler(RawReplaySpider, process.settings))
    with progress_bar("pages", len(addresses)) as advance:

        def advance_one() -> None:
            advance(1)

        crawler.signals.connect(advance_one, signal=signals.item_scraped)
        process.crawl(crawler, path=path, addresses=addresses)
        process.start()
    statistics = crawler.stats.get_stats() if crawler.stats else {}
    for line in summarise_changes(statistics, len(addresses), dry_run=dry_run):
        print_line(line)
    return int(statistics.get("finish_reason") != "finished" or "log_count/ERROR" in statistics)


def archived_addresses(path: str) -> list[str]:
    """Return the addresses of all archived pages, in order."""
    with closing(raw_pages.open_raw_pages(path)) as archive:
        return list(raw_pages.archived_urls(archive))


def require_file(path: str, setting: str) -> None:
    """Raise DatabaseError where there is no database, rather than make an empty one."""
    if not Path(path).is_file():
        raise DatabaseError(f"there is no database {path}; name the right one by -s {setting}=PATH")


def summarise_changes(statistics: Mapping[str, Any], planned: int, *, dry_run: bool) -> Iterator[str]:
    """Summarise, in lines, what came of reading so many pages again."""
    read = statistics.get("compared/pages", 0)
    yield f"{read} pages read again by {EXTRACTOR}" + (", nothing stored" if dry_run else "")
    for field in ("same", *COMPARED_FIELDS, "new", "no_article", "never_article", "unread"):
        if count := statistics.get(f"compared/{field}"):
            yield f"{count:>8}  {CHANGE_NAMES.get(field, field)}"
    if left := planned - read:
        yield f"{left} more are left for the next time"
