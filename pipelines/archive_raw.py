"""The last step of a page: its raw body is archived where a better extractor may make more of it."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from sqlite_utils import Database

from items import Article, FollowingPage, Outcome, Page
from storage.clock import now
from storage.tables import raw_pages
from storage.tables.hints import write_hint
from text.care.masks.masking import REDACTED


class ArchiveRawPipeline:
    """Archive the body of every page whose article was stored, or that the extractor failed on."""

    def __init__(self, database: Database, days: float) -> None:
        self.database = database
        self.days = days

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        if not settings.getfloat("RAW_PAGES_DAYS"):
            raise NotConfigured("RAW_PAGES_DAYS is 0")
        path = raw_pages.path_of(settings["RAW_PAGES"], settings["DATABASE"])
        return cls(raw_pages.open_raw_pages(path), settings.getfloat("RAW_PAGES_DAYS"))

    def process_item(self, page: Page) -> Page:
        if is_worth_archiving(page):
            hint = write_hint(page.hint) if page.hint else ""
            raw = raw_pages.RawPage(page.url, page.source, page.final_url, page.content_type, hint, page.body)
            raw_pages.archive_page(self.database, raw, now())
            raw_pages.delete_following_pages(self.database, page.url)
            for part in page.following:
                if part.body:
                    raw_pages.archive_page(self.database, raw_part(page, part), now())
        return page

    def close_spider(self) -> None:
        raw_pages.delete_older(self.database, now(), self.days)
        self.database.close()


def raw_part(page: Page, part: FollowingPage) -> raw_pages.RawPage:
    """Return a page on which an article goes on as it is archived."""
    return raw_pages.RawPage(
        part.url, page.source, part.final_url, part.content_type, "", part.body, page.url, part.number
    )


def is_worth_archiving(page: Page) -> bool:
    """Return whether a page is on topic or nearly, or nobody knows since its extraction failed."""
    if page.archived or not page.body:
        return False
    if page.article is not None:
        return page.relevance > 0 and not is_redacted(page.article)
    return page.outcome is Outcome.ERROR and bool(page.extractor)


def is_redacted(article: Article) -> bool:
    """Return whether words of an article were redacted, which its page still has."""
    return REDACTED in f"{article.title}{article.standfirst}{article.text}"
