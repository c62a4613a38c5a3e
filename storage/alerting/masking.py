"""What may stand in a message of what an article says: the one place through which all such words go."""

from __future__ import annotations

from sqlite_utils import Database

from storage.tables.care.shown import shown_address, shown_words


def words_to_send(database: Database, article: int, words: str) -> str:
    """Return an article's words as they may leave the archive: what the survivor guard holds is masked."""
    return shown_words(database, article, words) if article else words


def address_to_send(database: Database, article: int, url: str) -> str:
    """Return an article's address as it may leave the archive."""
    return shown_address(database, article, url) if article else url
