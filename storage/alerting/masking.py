"""What may stand in a message of what an article says: the one place through which all such words go."""

from __future__ import annotations

from sqlite_utils import Database

from storage.tables.care.shown import address_as_shown, words_as_shown


def words_to_send(database: Database, article: int, words: str) -> str:
    """Return an article's words as they may leave the archive: what the survivor guard holds is masked."""
    return words_as_shown(database, article, words) if article else words


def address_to_send(database: Database, article: int, url: str) -> str:
    """Return an article's address as it may leave the archive."""
    return address_as_shown(database, article, url) if article else url
