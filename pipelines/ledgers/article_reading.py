"""Reading an article for the ledgers and the guard, in a worker: all that its words say without any other article."""

from __future__ import annotations

from items import Article, ArticleReading
from pipelines.ledgers.reading import read_entries
from text.care.reading import find_identifying


def read_article_text(article: Article) -> ArticleReading:
    """Return what the text of an article says, and what may identify a child in any of its fields."""
    fields = (article.title, article.standfirst, article.caption, "; ".join(article.authors), article.text)
    return ArticleReading(
        article.text,
        article.language,
        {ledger: [tuple(row) for row in rows] for ledger, rows in read_entries(article.text, article.language).items()},
        {words: [(one.rule, one.start, one.end) for one in find_identifying(words)] for words in fields},
    )
