"""A second look at a page, as a pipeline step: what it shows by now never makes the archive poorer."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Article, Availability, Basis, Outcome, Page
from pipelines.second_look.unsteady import hold_steady
from pipelines.second_look.verdict import Look, judge_look
from storage.session import session_of
from storage.tables.history.looks import KeptArticle, read_kept_article, unsteady_places
from storage.tables.pages import identity_for

#: what an article rests on, from the least to the most
_BASES: Final = (Basis.HEADLINE_ONLY, Basis.FEED_TEXT, Basis.PAGE)
#: outcome and reason of a page that shows less than is kept, or something else
_POORER: Final = {
    Availability.BEHIND_WALL: (Outcome.BLOCKED_BY_WALL, "only subscribers read the rest by now; the kept text stays"),
    Availability.CUT_SHORT: (Outcome.TOO_SHORT, "the page shows less than is kept of it; the kept text stays"),
    Availability.WITHDRAWN: (Outcome.NOT_AN_ARTICLE, "the page says that the article was removed; the kept text stays"),
    Availability.REPLACED: (Outcome.NOT_AN_ARTICLE, "its address leads to something else by now; the kept text stays"),
}


class LookAgainPipeline:
    """Compare a page with the article that is kept of it: an edit goes on, less of it does not, other news is new."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).database)

    def process_item(self, page: Page) -> Page:
        if page.article is None or page.outcome is not Outcome.PENDING or page.archived:
            return page
        kept = read_kept_article(self.database, page.known_article) if page.known_article else None
        # an article is read at one page; what other pages show of it changes nothing
        if kept is None or kept.page != page.url:
            return page
        if _BASES.index(page.article.basis) != _BASES.index(Basis(kept.basis)):
            keep_richer(page, page.article, kept)
            return page
        if page.incomplete and len(page.article.text) < len(kept.text):
            page.article, page.outcome, page.reason = None, Outcome.ERROR, page.delivery_fault
            return page
        page.article = self.held_steady(page, page.article, kept)
        page.availability = judge_look(
            Look(kept.title, kept.text, kept.partial),
            # an article of several pages may lack one that could not be had: that is no wall
            Look(page.article.title, page.article.text, page.article.partial and not page.following),
        )
        if page.availability is Availability.REPLACED and not is_redirected(page):
            page.replaces, page.known_article = page.known_article, None
        elif page.availability is not Availability.READABLE:
            set_aside(page, page.article, page.availability)
        return page

    def held_steady(self, page: Page, article: Article, kept: KeptArticle) -> Article:
        """Return the article without the changes of lines that never stand still; note where they stand."""
        known = unsteady_places(self.database, kept.id)
        steady = hold_steady(kept.text.split("\n\n"), article.text.split("\n\n"), known)
        page.unsteady_places = steady.places
        return replace(article, text="\n\n".join(steady.lines))


def keep_richer(page: Page, article: Article, kept: KeptArticle) -> None:
    """Let a page take the place of a headline or of a feed's text, and never the other way round."""
    if _BASES.index(article.basis) < _BASES.index(Basis(kept.basis)):
        page.article, page.outcome, page.reason = None, *(page.unread or _POORER[Availability.CUT_SHORT])
        page.unread = None


def set_aside(page: Page, article: Article, availability: Availability) -> None:
    """Let what a page shows by now be noted as a version only; the kept text stays."""
    page.poorer, page.article = article, None
    page.outcome, page.reason = _POORER[availability]


def is_redirected(page: Page) -> bool:
    """Return whether an address leads to another page by now."""
    return bool(page.final_url) and identity_for(page, page.final_url) != identity_for(page, page.url)
