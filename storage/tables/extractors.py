"""By what each article was extracted."""

from __future__ import annotations

from sqlite_utils import Database


def mark_read(database: Database, page: str, extractor: str) -> None:
    """Notes that a page's article has been read by an extractor, whatever that changed."""
    database.execute("update articles set extractor = ? where page = ?", [extractor, page])
