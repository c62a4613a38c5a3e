"""What an account has marked on articles for itself: a star, read, tags, a note."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp


def set_mark(database: Database, account: str, article: int, kind: str, text: str, at: datetime) -> None:
    """Mark an article; a note takes the place of the one before. An article that is gone is not marked."""
    if kind == "note":
        clear_mark(database, account, article, kind, "")
    database.execute(
        "insert or replace into marks (account, article, kind, text, marked_at) "
        "select ?1, id, ?3, ?4, ?5 from articles where id = ?2",
        [account, article, kind, text, stamp(at)],
    )


def clear_mark(database: Database, account: str, article: int, kind: str, text: str) -> None:
    """Take a mark back: of tags the one of this text, of the others whatever text it has."""
    database.execute(
        "delete from marks where account = ? and article = ? and kind = ? and (? <> 'tag' or text = ?)",
        [account, article, kind, kind, text],
    )
