"""Reading an article in a worker for the ledgers, the guard and the grouping: all that needs no other article."""

from __future__ import annotations

from items import Article, ArticleReading
from text.proceedings.case_names import find_case_names
from text.sentences import read_sentences
from text.shingles import sample_shingles, shingles


def read_article_text(article: Article) -> ArticleReading:
    """Return what the text of an article says, and what may identify a child in any of its fields."""
    # workers have loaded these; the crawl, which only hands this function over, need not
    from pipelines.ledgers.reading import read_entries  # noqa: PLC0415
    from text.care.reading import find_identifying  # noqa: PLC0415

    fields = (article.title, article.standfirst, article.caption, "; ".join(article.authors), article.text)
    sentences = read_sentences(article.text)
    words = [word for sentence in sentences for word in sentence.words]
    return ArticleReading(
        article.text,
        article.language,
        sentences,
        sample_shingles(shingles(words)),
        find_case_names(article.title, article.text, sentences, article.language),
        {ledger: [tuple(row) for row in rows] for ledger, rows in read_entries(article.text, article.language).items()},
        {words: [(one.rule, one.start, one.end) for one in find_identifying(words)] for words in fields},
    )
