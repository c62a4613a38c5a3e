"""Words that were redacted in one text are kept out of the same text, read again or from elsewhere, as a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from items import Article, Page
from storage.session import Session, session_of
from storage.tables import articles
from storage.tables.care.redactions import has_redactions, read_known_words
from storage.tables.takedown.addresses import forget_hint
from text.care.masks.known import KnownWords, find_known_words
from text.care.masks.masking import REDACTED, FieldFinding, mask_text, places_in_words


class RedactKnownPipeline:
    """Black out in an article, before anything reads it, what was redacted in the same text."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_item(self, page: Page) -> Page:
        if page.article is None or not has_redactions(self.session.database):
            return page
        number = articles.find_article(self.session.database, articles.addresses_of(page))
        known = read_known_words(self.session.database, {number} if number else set())
        redacted = redact_known(page.article, known)
        if redacted != page.article:
            page.article, page.hint = redacted, None
            with self.session.change() as database:
                forget_hint(database, page.url)
        return page


def redact_known(article: Article, known: Mapping[int, KnownWords]) -> Article:
    """Return an article without words that were redacted elsewhere, there and wherever they stand again in it."""
    fields = {"title": article.title, "standfirst": article.standfirst, "caption": article.caption}
    fields |= {"authors": "\n".join(article.authors), "text": article.text}
    found = [FieldFinding(name, one) for name, words in fields.items() for one in find_known_words(words, known)]
    if not found:
        return article
    left = {name: mask_text(words, places_in_words(fields, found, words), REDACTED) for name, words in fields.items()}
    return replace(
        article,
        title=left["title"],
        standfirst=left["standfirst"],
        caption=left["caption"],
        authors=tuple(left["authors"].splitlines()),
        text=left["text"],
    )
