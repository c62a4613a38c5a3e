"""Named lists of articles that accounts share, with notes; what is taken out can be put back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import scalar

#: articles of a collection: as many as a question gives at most, so that every file of it is whole
MOST_ARTICLES: Final = 2000


class CollectionError(Exception):
    """What was asked of a collection cannot be done; the message says why."""


def make_collection(database: Database, name: str, note: str, account: str, at: datetime) -> int:
    """Make an empty collection; return its number."""
    row = database.execute(
        "insert into collections (name, note, made_by, made_at) values (?, ?, ?, ?) returning id",
        [name, note, account, stamp(at)],
    ).fetchone()
    return int(row.id)


def describe_collection(database: Database, number: int, name: str, note: str) -> None:
    """Give a collection another name and note."""
    database.execute("update collections set name = ?, note = ? where id = ?", [name, note, number])


def remove_collection(database: Database, number: int, account: str, at: datetime) -> None:
    """Remove a collection, as long as nobody takes that back; its articles stay noted."""
    database.execute(
        "update collections set removed_at = ?, removed_by = ? where id = ? and removed_at is null",
        [stamp(at), account, number],
    )


def restore_collection(database: Database, number: int) -> None:
    """Take back that a collection was removed."""
    database.execute("update collections set removed_at = null, removed_by = '' where id = ?", [number])


def put_into(
    database: Database, number: int, articles: list[int], note: str | None, account: str, at: datetime
) -> None:
    """Put articles into a collection, or back into it; without a note an earlier one stays. Raise CollectionError."""
    if not scalar(database, "select count(*) from collections where id = ? and removed_at is null", [number]):
        raise CollectionError(f"there is no collection {number}; it may have been removed")
    for article in articles:
        database.execute(
            "insert into collected_articles (collection, article, note, added_by, added_at) "
            "select ?1, id, coalesce(?3, ''), ?4, ?5 from articles where id = ?2 "
            "on conflict do update set note = coalesce(?3, note), "
            "added_by = iif(removed_at is null, added_by, ?4), added_at = iif(removed_at is null, added_at, ?5), "
            "removed_at = null, removed_by = ''",
            [number, article, note, account, stamp(at)],
        )
    held = "select count(*) from collected_articles where collection = ? and removed_at is null"
    if scalar(database, held, [number]) > MOST_ARTICLES:
        raise CollectionError(f"a collection holds {MOST_ARTICLES:,} articles at most; make another one")


def articles_of_story(database: Database, story: int) -> list[int]:
    """Return the articles of a story that are on topic."""
    rows = database.execute("select id from articles where story = ? and on_topic = 1 order by time, id", [story])
    return [row.id for row in rows.fetchall()]


def take_out(database: Database, number: int, article: int, account: str, at: datetime) -> None:
    """Take an article out of a collection."""
    database.execute(
        "update collected_articles set removed_at = ?, removed_by = ? "
        "where collection = ? and article = ? and removed_at is null",
        [stamp(at), account, number, article],
    )
