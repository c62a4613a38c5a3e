"""A source's boilerplate, as a pipeline component: paragraphs that its other pages carry too are cut."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Article, Basis, Outcome, Page
from pipelines.extraction.body.boilerplate import cut_repeated_paragraphs, paragraph_fingerprint
from storage.session import session_of
from storage.tables import articles, paragraphs

#: so many pages of one source, announced under different headlines, are one wall if their text is the same
MIN_WALL_PAGES = 3


class RemoveBoilerplatePipeline:
    """Cut what the source's other pages carry too, and tells a wall from an article by its repetition."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).database)

    def process_item(self, page: Page) -> Page:
        if page.article is None or page.outcome is not Outcome.PENDING:
            return page
        if page.article.basis is not Basis.PAGE:
            # a feed's summary may be the same for all its entries
            page.known_article = articles.find_article(self.database, articles.addresses_of(page))
            return page
        headlines = articles.headlines_of_text(self.database, page.source, page.article.text, besides=page.url)
        if is_wall(page.hint.title if page.hint else "", headlines):
            page.outcome = Outcome.BLOCKED_BY_WALL
            page.reason = f"the same text stands on {len(headlines)} other pages of this source"
            return page
        page.known_article = articles.find_article(self.database, articles.addresses_of(page))
        page.article = without_boilerplate(self.database, page, page.article, page.known_article)
        return page


def without_boilerplate(database: Database, page: Page, article: Article, known: int | None) -> Article:
    """Return the article of a page without what the source's other pages carry too; mark its paragraphs on the page."""
    lines = article.text.split("\n\n")
    page.paragraphs = page.paragraphs or tuple(map(paragraph_fingerprint, lines))
    repeated = paragraphs.paragraph_counts(database, page.source, page.paragraphs, known)
    return replace(article, text="\n\n".join(cut_repeated_paragraphs(lines, repeated)))


def is_wall(headline: str, headlines: list[str]) -> bool:
    """Return whether pages with one text were announced under so many different headlines that the text is a wall."""
    return len({title.casefold() for title in (headline, *headlines) if title}) >= MIN_WALL_PAGES
