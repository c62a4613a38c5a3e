"""What extracting an archived page again changes in its article, as statistics and log lines."""

from __future__ import annotations

import logging
from typing import Any, Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Outcome, Page
from storage.session import session_of
from storage.tables import articles
from storage.tables.care.shown import address_as_shown, words_as_shown

logger = logging.getLogger(__name__)

#: what is compared, in the order in which it is told
COMPARED_FIELDS = (
    "title",
    "authors",
    "published",
    "published_precision",
    "published_zone",
    "modified",
    "standfirst",
    "caption",
    "language",
    "partial",
    "partial_reason",
    "content_hash",
)


class CompareExtractionsPipeline:
    """Count how archived pages read differently now: ``compared/pages``, ``compared/same``, ``compared/FIELD``.

    Those that give no article any more count as ``no_article``, those that an earlier extractor failed on and that are
    none either as ``never_article``, those on which extraction fails as ``unread``.
    """

    def __init__(self, database: Database, crawler: Crawler) -> None:
        self.database = database
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).database, crawler)

    def process_item(self, page: Page) -> Page:
        if not page.archived:
            return page
        for field in ("pages", *(self.changed(page) or ["same"])):
            self.crawler.stats.inc_value(f"compared/{field}")
        return page

    def changed(self, page: Page) -> list[str]:
        if page.outcome is Outcome.ERROR:
            logger.warning("%s could not be read again: %s", page.url, page.reason)
            return ["unread"]
        if page.article is None or page.outcome is not Outcome.PENDING:
            if articles.find_article(self.database, articles.addresses_of(page)) is None:
                return ["never_article"]
            logger.warning("%s is no article any more, what was stored of it stays: %s", page.url, page.reason)
            return ["no_article"]
        known = page.known_article
        if known is None:
            return ["new"]
        before: dict[str, Any] = self.database.table("articles").get(known)
        after = articles.row_of(page, page.article)
        changes = [field for field in COMPARED_FIELDS if (before[field] or "") != (after[field] or "")]
        for field in changes:
            address = address_as_shown(self.database, known, page.url)
            told = [words_as_shown(self.database, known, str(words)) for words in (before[field], after[field])]
            logger.info("%s: %s was %r, is %r", address, field, *told)
        return changes
