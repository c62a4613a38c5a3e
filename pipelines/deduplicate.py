"""Deduplicating, as a pipeline step: decides what an article has to do with those stored; the store carries it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Article, Outcome, Page
from pipelines.grouping.boilerplate_cuts import plan_boilerplate_cuts
from pipelines.grouping.planning import plan_article
from pipelines.takedown.screening import screen_page
from plans import THIS_ARTICLE, GroupingPlan
from storage.clock import now
from storage.session import session_of
from storage.tables import articles
from storage.tables.grouping import stories
from storage.tables.grouping.stories import StoredArticle
from text.urls.moved import may_have_been_named, may_have_moved


class DeduplicatePipeline:
    """Plan an article's copies, links and story, and keep out what was taken down."""

    def __init__(self, database: Database, window_days: float) -> None:
        self.database = database
        self.window_days = window_days

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).database, crawler.settings.getfloat("STORY_WINDOW_DAYS"))

    def process_item(self, page: Page) -> Page:
        if page.article is None or page.outcome is not Outcome.PENDING:
            return page
        screen_page(self.database, page, page.article)
        if page.article is None:
            return page
        plan = self.plan(page, page.article)
        page.grouping_plan = plan
        number = page.known_article or plan.moved_from or THIS_ARTICLE
        page.boilerplate_cuts = plan_boilerplate_cuts(self.database, page.source, page.paragraphs, number)
        return page

    def plan(self, page: Page, article: Article) -> GroupingPlan:
        """Plan an article, which may be known by one of its addresses or have moved to it."""
        known = page.known_article
        first_seen = articles.first_seen(self.database, known) if known else now()
        releasing = stories.releases(self.database, page.source)
        stored = as_stored(page, article, known, first_seen, releasing=releasing)
        plan = plan_article(self.database, stored, self.window_days, page.reading)
        if known is None and (former := find_moved(self.database, stored, page.url, plan)):
            number, time = former
            stored = replace(stored, id=number, time=min(stored.time, time))
            plan = plan_article(self.database, stored, self.window_days, page.reading)
            plan = replace(plan, moved_from=number)
        return plan


def as_stored(
    page: Page, article: Article, known: int | None, first_seen: datetime | None = None, *, releasing: bool = False
) -> StoredArticle:
    """Return the page's article as it will be stored, with its number where it is known already."""
    time = articles.effective_time(article.published, first_seen or now())
    precision = article.published_precision if time == article.published else ""
    return StoredArticle(
        known or THIS_ARTICLE,
        page.source,
        article.title,
        article.text,
        time,
        page.on_topic,
        precision=precision or "second",
        releasing=releasing,
        language=article.language,
    )


def find_moved(database: Database, new: StoredArticle, url: str, plan: GroupingPlan) -> tuple[int, datetime] | None:
    """Return the number and the time of the stored article that a new one is, if its source has only moved the page.

    That takes the same text, within the window, under an address that differs in its date or its headline alone; where
    one of the addresses is a bare number, the same title too.
    """
    copies = [article for article in (plan.duplicate_of, *plan.repointed) if article is not None]
    for article, former, title, time in articles.copies_by(database, new.source, copies) if copies else ():
        same = may_have_moved(former, url) or (title == new.title and may_have_been_named(former, url))
        if same and abs(new.time - time) <= timedelta(days=plan.window_days):
            return article, time
    return None
