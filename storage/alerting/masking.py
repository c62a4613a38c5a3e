"""What may stand in a message of what an article says: the one place through which all such words go."""

from __future__ import annotations

from sqlite_utils import Database


def words_to_send(database: Database, article: int, words: str) -> str:  # noqa: ARG001
    """Return an article's words as they may leave the archive; the survivor guard's findings are to be asked here."""
    return words
