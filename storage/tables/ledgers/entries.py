"""Figures and quotations as rows, and which articles still want theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from storage.sql import execute_many
from text.figures.units import Figure
from text.quotations.reading import Quotation

#: articles read at once
_BATCH = 200


class UnreadArticle(NamedTuple):
    """An article on topic whose ledgers are missing, or of another text or an earlier version of the reader."""

    id: int
    text: str
    language: str
    content_hash: str


def unread_articles(database: Database, reader: str) -> Iterator[UnreadArticle]:
    """Yield the articles on topic that ``reader``, a version, has not read yet, in the order of their numbers."""
    last = 0
    while rows := database.execute(
        "select articles.id, text, articles.language, articles.content_hash from articles "
        "join texts on texts.article = articles.id left join ledger_articles on ledger_articles.article = articles.id "
        "where articles.id > ? and on_topic and (ledger_articles.article is null "
        "or ledger_articles.content_hash <> articles.content_hash or reader <> ?) order by articles.id limit ?",
        [last, reader, _BATCH],
    ).fetchall():
        last = rows[-1].id
        yield from (UnreadArticle(*row) for row in rows)


def write_entries(
    database: Database, article: UnreadArticle, reader: str, figures: Sequence[Figure], quotations: Sequence[Quotation]
) -> None:
    """Replace the entries of an article. Belongs into the caller's transaction."""
    for table in ("figures", "quotations"):
        database.execute(f"delete from {table} where article = ?", [article.id])
    execute_many(
        database,
        "insert into figures "
        '(article, value, value_high, unit, currency, kind, status, text, start, "end", confidence) '
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(article.id, *figure) for figure in figures],
    )
    execute_many(
        database,
        'insert into quotations (article, speaker, text, start, "end") values (?, ?, ?, ?, ?)',
        [(article.id, *quotation) for quotation in quotations],
    )
    database.execute(
        "insert or replace into ledger_articles (article, content_hash, reader) values (?, ?, ?)",
        [article.id, article.content_hash, reader],
    )


def drop_off_topic(database: Database) -> None:
    """Drop the entries of articles that are off topic now."""
    off = "select id from articles where not on_topic"
    for table in ("figures", "quotations", "ledger_articles"):
        database.execute(f"delete from {table} where article in ({off})")
