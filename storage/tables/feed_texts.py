"""The full texts that feeds carry, until it is known whether their pages can be had."""

from __future__ import annotations

from sqlite_utils import Database

from storage.sql import scalar


def remember_feed_text(database: Database, page: str, text: str) -> None:
    """Keep the text that a feed has for a page that is to be fetched."""
    database.execute("insert or replace into feed_texts (page, text) values (?, ?)", [page, text])


def feed_text_of(database: Database, page: str) -> str:
    """Return the text that a feed has for a page; empty where it has none."""
    return str(scalar(database, "select text from feed_texts where page = ?", [page]) or "")


def all_feed_texts(database: Database) -> list[tuple[str, str, str]]:
    """Return every page whose feed has its text, with its source and that text."""
    rows = database.execute("select page, source, text from feed_texts join pages on url = page order by page")
    return [(row.page, row.source, row.text) for row in rows.fetchall()]


def forget_feed_text(database: Database, page: str) -> None:
    """Let go of the text of a page that could be had."""
    database.execute("delete from feed_texts where page = ?", [page])
