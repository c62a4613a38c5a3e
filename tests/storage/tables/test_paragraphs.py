"""Which paragraphs stand on which articles of a source, as far as anybody needs to know."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from items import Article, Page
from storage.tables import articles, paragraphs, sources


def test_what_stands_on_every_page_is_told_of_a_few(database: Database, at: datetime) -> None:
    article = Article("Harbour opens", "Boats go to the islands again.")
    sources.ensure(database, "herald", "Herald")
    for number in range(1, 13):
        page = Page(f"https://herald.example/{number}", "herald", article=article)
        carrying = ["support the herald", *(["a storm is near"] if number <= 2 else [])]
        paragraphs.record_paragraphs(database, "herald", articles.insert_article(database, page, article, at), carrying)
    found = paragraphs.articles_with(database, "herald", ["support the herald", "a storm is near", "unknown"])
    assert {text: len(carrying) for text, carrying in found.items()} == {
        "support the herald": 8,
        "a storm is near": 2,
        "unknown": 0,
    }
    assert paragraphs.articles_with(database, "times", ["support the herald"]) == {"support the herald": set()}
    assert paragraphs.paragraph_counts(database, "herald", ["a storm is near"], besides=1) == {"a storm is near": 1}
