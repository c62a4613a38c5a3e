"""Storing what articles say in the ledgers: as a worker has read it, or read now where none has."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database

from items import ArticleReading
from storage.tables.articles import content_hash
from storage.tables.ledgers import entries

#: the version of what reads entries: a higher one reads every article again
READER: Final = "5"


def read_new_entries(database: Database) -> int:
    """Read the entries of the articles that want them, each in a change of its own; return how many they were."""
    count = 0
    for article in entries.unread_articles(database, READER):
        # what reads takes .15 s of CPU to load, and most runs have no article left (28 November 2026)
        from pipelines.ledgers.reading import read_entries  # noqa: PLC0415

        with database.atomic():
            found = read_entries(article.text, article.language)
            entries.write_entries(database, article.id, article.content_hash, READER, found)
        count += 1
    with database.atomic():
        entries.drop_off_topic(database)
    return count


def store_entries(database: Database, article: int, text: str, language: str, reading: ArticleReading | None) -> None:
    """Store what was read of an article, if it was read of these words. Belongs into the caller's transaction."""
    if reading and (reading.text, reading.language) == (text, language):
        entries.write_entries(database, article, content_hash(text), READER, reading.entries)
