"""The entries of the ledgers as rows, and which articles still want theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sqlite_utils import Database

from storage.sql import execute_many
from text.ledgers.entries import BodyEntry, Figure, LawEntry, PlaceEntry, Quotation, SpeakerEntry

#: articles read at once
_BATCH = 200


#: the columns of each ledger beside number and article
ENTRY_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "figures": Figure._fields,
    "quotations": Quotation._fields,
    "places": PlaceEntry._fields,
    "bodies": BodyEntry._fields,
    "laws": LawEntry._fields,
    "speakers": SpeakerEntry._fields,
}


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
    database: Database,
    article: int,
    content_hash: str,
    reader: str,
    entries: Mapping[str, Sequence[tuple[object, ...]]],
) -> None:
    """Replace the entries of an article, in rows of each ledger. Belongs into the caller's transaction."""
    for table, rows in entries.items():
        database.execute(f"delete from {table} where article = ?", [article])
        columns = ENTRY_COLUMNS[table]
        places = ", ".join("?" * (len(columns) + 1))
        statement = f"insert into {table} (article, {column_list(columns)}) values ({places})"
        execute_many(database, statement, [(article, *row) for row in rows])
    database.execute(
        "insert or replace into ledger_articles (article, content_hash, reader) values (?, ?, ?)",
        [article, content_hash, reader],
    )


def column_list(columns: Sequence[str]) -> str:
    """Return the columns of a ledger as SQL; one has the name of a keyword."""
    return ", ".join(f'"{column}"' for column in columns)


def drop_off_topic(database: Database) -> None:
    """Drop the entries of articles that are off topic now."""
    rows = database.execute(
        "select article from ledger_articles join articles on articles.id = article where not on_topic"
    ).fetchall()
    for table in (*ENTRY_COLUMNS, "ledger_articles"):
        execute_many(database, f"delete from {table} where article = ?", [tuple(row) for row in rows])
