"""Where a page cannot be had: what its list said of it takes its place, as an article marked as such."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Article, Basis, Hint, Outcome, Page
from storage.session import session_of
from storage.tables import articles, pages, sources
from storage.tables.feed_texts import feed_text_of
from text.dates.parsing import DateWithPrecision
from text.language import language_code
from text.walls.challenges import is_filled_by_script

#: words of a headline that says anything; chosen, not measured
MIN_HEADLINE_WORDS: Final = 3
#: words of a feed's text from which on it is more than a summary; chosen, not measured
MIN_FEED_TEXT_WORDS: Final = 60
#: the kinds of sources that lead to the pages of others
SECOND_HAND_KINDS: Final = ("aggregator", "search")
#: what becomes of an aggregator's link that leads to no page that can be read
_UNREAD: Final = (Outcome.NOT_AN_ARTICLE, Outcome.TOO_SHORT)
TEXT_BY_SCRIPT: Final = "its text is filled in by script"


class SubstituteFeedPipeline:
    """Put headline, summary or full text of the feed in the place of a page that cannot be had."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).database)

    def process_item(self, page: Page) -> Page:
        if page.archived or page.article is not None or page.hint is None:
            return page
        if is_script_only(page):
            page.reason = TEXT_BY_SCRIPT
        opaque = sources.kind_of_source(self.database, page.source) in SECOND_HAND_KINDS
        if not (is_unreadable(page, opaque=opaque) or pages.is_given_up(self.database, page)):
            return page
        # what an earlier fetch has read is more than a headline
        known = articles.find_article(self.database, articles.addresses_of(replace(page, final_url="")))
        if known is not None and articles.basis_of(self.database, known) == Basis.PAGE:
            return page
        if article := article_of_hint(page.hint, feed_text_of(self.database, page.url)):
            page.unread, page.article = (page.outcome, page.reason), article
            page.outcome, page.reason, page.final_url = Outcome.PENDING, "", ""
        return page


def is_script_only(page: Page) -> bool:
    """Return whether a page came, holds no article, and leaves its text to a script."""
    return page.outcome in {Outcome.NOT_AN_ARTICLE, Outcome.TOO_SHORT} and is_filled_by_script(page.body)


def is_unreadable(page: Page, *, opaque: bool) -> bool:
    """Return whether a page cannot be had, and what its list said of it is all there is.

    ``opaque`` says that the address is a search's or an aggregator's own, so that no robots.txt but theirs forbids it.
    """
    if page.outcome is Outcome.BLOCKED_BY_WALL or page.reason == TEXT_BY_SCRIPT:
        return True
    if page.hint is not None and page.hint.key:
        return True
    if opaque and page.outcome is Outcome.BLOCKED_BY_ROBOTS:
        return True
    found_elsewhere = opaque or (page.hint is not None and bool(page.hint.outlet))
    return found_elsewhere and page.outcome in _UNREAD and not page.reason.startswith("a listing")


def article_of_hint(hint: Hint, text: str) -> Article | None:
    """Return what a list said of a page as an article; None where that is no headline."""
    title = without_outlet(hint.title, hint.outlet)
    if len(title.split()) < MIN_HEADLINE_WORDS:
        return None
    is_full = len(text.split()) >= MIN_FEED_TEXT_WORDS
    words = text if is_full else hint.summary or title
    published = DateWithPrecision.from_datetime(hint.published, hint.published_precision) if hint.published else None
    return Article(
        title=title,
        text=words,
        authors=hint.authors,
        published=published.when if published else None,
        published_precision=published.precision if published else "",
        published_zone=published.zone if published else "",
        modified=hint.modified,
        language=language_code(f"{title}\n\n{words}"),
        basis=Basis.FEED_TEXT if is_full else Basis.HEADLINE_ONLY,
        outlet=hint.outlet,
        title_evidence="feed",
        authors_evidence="feed" if hint.authors else "",
        published_evidence="feed" if published else "",
    )


def without_outlet(title: str, outlet: str) -> str:
    """Return a headline without the name of its outlet, which searches put behind it."""
    if not outlet:
        return title
    return re.sub(rf"\s+[-–—|]\s+{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE) or title
