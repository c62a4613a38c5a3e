"""Finds an article's copies, its sources and its story among those stored."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Article, Outcome, Page
from pipelines.grouping.search import kinship_of
from storage import articles
from storage.kinship import THIS
from storage.session import session_of
from storage.stories import Stored
from storage.times import now


class DeduplicatePipeline:
    """Decides what a page's article has to do with those stored; the store carries it out."""

    def __init__(self, database: Database, window_days: float) -> None:
        self.database = database
        self.window_days = window_days

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).database, crawler.settings.getfloat("STORY_WINDOW_DAYS"))

    def process_item(self, page: Page) -> Page:
        if page.article is not None and page.outcome is Outcome.PENDING:
            known = articles.find(self.database, articles.addresses_of(page))
            page.kinship = kinship_of(self.database, as_stored(page, page.article, known), self.window_days)
        return page


def as_stored(page: Page, article: Article, known: int | None) -> Stored:
    """The page's article as it will be stored; with its number where it is known already."""
    time = article.published or now()
    return Stored(known or THIS, page.source, article.title, article.text, time, page.on_topic, None, None)
