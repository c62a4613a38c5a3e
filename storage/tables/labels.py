"""What a person has said of an article: it wins over any score."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp
from storage.errors import UserError
from storage.sql import is_row_number
from storage.tables import articles
from storage.tables.pages import identity
from text.urls.parsing import AddressError


class UnknownArticleError(UserError):
    """No article is stored under a number or an address; the message says what to do."""


def put(database: Database, article: int, on_topic: bool, note: str, at: datetime) -> None:
    """Note a person's verdict on an article, in place of an earlier one."""
    database.execute(
        "insert or replace into labels (article, on_topic, note, labelled_at) values (?, ?, ?, ?)",
        [article, int(on_topic), note, stamp(at)],
    )


def label_of(database: Database, article: int | None) -> bool | None:
    """Return whether a person has called an article on topic; None where nobody has said anything."""
    row = database.execute("select on_topic from labels where article = ?", [article]).fetchone()
    return bool(row.on_topic) if row else None


def notes(database: Database) -> dict[int, str]:
    """Return the labelled articles, each with the note that was left on it."""
    return dict(database.execute("select article, note from labels order by article").fetchall())


def resolve_article(database: Database, name: str) -> int:
    """Return the stored article of a number or an address. Raise UnknownArticleError."""
    if is_row_number(name):
        found = database.execute("select id from articles where id = ?", [int(name)]).fetchone()
        if found:
            return int(found.id)
        raise UnknownArticleError(f"there is no article {name}; its page in the reading room shows its number")
    try:
        known = articles.find_article(database, [identity(name)])
    except AddressError as error:
        raise UnknownArticleError(str(error)) from None
    if known is not None:
        return known
    page = database.execute("select outcome, reason from pages where url = ?", [name]).fetchone()
    if page:
        raise UnknownArticleError(
            f"{name} was met, but no article of it is stored ({page.outcome}: {page.reason or 'not fetched yet'}); "
            "save the page and add it with scrapy load --on-topic, then label it"
        )
    raise UnknownArticleError(f"{name} is neither the number nor the address of a stored article")
