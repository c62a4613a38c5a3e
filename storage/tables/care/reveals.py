"""Held texts that somebody reads whole: the words as they are kept, and the record of who asked for them and why."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from storage.clock import stamp
from storage.tables.care.shown import words_as_shown


class HeldText(NamedTuple):
    """An article as it is kept, without a mask."""

    url: str
    title: str
    standfirst: str
    authors: str
    caption: str
    text: str


def record_reveal(database: Database, article: int, account: str, reason: str, at: datetime) -> None:
    """Note that an account reads a held text, and why; the reason is kept without the words that are masked."""
    database.execute(
        "insert into care_reveals (article, account, reason, at) values (?, ?, ?, ?)",
        [article, account, words_as_shown(database, article, reason), stamp(at)],
    )


def read_held_text(database: Database, article: int) -> HeldText | None:
    """Return an article that is held, by a connection without the masking views; None where it is not held."""
    row = database.execute(
        "select url, title, standfirst, authors, caption, text from articles join texts on article = articles.id "
        "where articles.id = ? and exists (select 1 from guard_findings where guard_findings.article = articles.id "
        "and severity in ('block', 'hold') and decided in ('', 'keep'))",
        [article],
    ).fetchone()
    return HeldText(*row) if row else None
