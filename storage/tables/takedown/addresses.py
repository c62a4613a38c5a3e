"""Addresses of articles that a person has taken down: nothing is kept of these but the address and the reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from items import Outcome
from storage.clock import stamp
from storage.sql import execute_many, placeholders
from storage.tables import relevance
from storage.tables.feed_texts import forget_feed_text


def reason_of(database: Database, addresses: Collection[str]) -> str:
    """Return why an article under one of these canonical addresses was taken down; empty where none was."""
    row = database.execute(
        f"select reason from takedowns where url in ({placeholders(addresses)})", list(addresses)
    ).fetchone()
    return str(row.reason) if row else ""


def block_addresses(database: Database, addresses: Collection[str], reason: str, at: datetime) -> None:
    """Keep what stands at these canonical addresses from being stored."""
    execute_many(
        database,
        "insert or replace into takedowns (url, reason, taken_down_at) values (?, ?, ?)",
        [(address, reason, stamp(at)) for address in addresses],
    )


def take_down(database: Database, number: int, reason: str, at: datetime) -> tuple[list[str], list[int]]:
    """Delete an article and all that was made of it. Belongs into the caller's transaction.

    Returns the pages it was taken from, and its copies, which stay and are to be decided on anew.
    """
    aliases = [row.url for row in database.execute("select url from aliases where article = ?", [number])]
    block_addresses(database, aliases, reason, at)
    pages = database.execute(
        "update pages set outcome = ?, reason = ?, hint = '', article = null where article = ? returning url",
        [Outcome.NOT_AN_ARTICLE, told(reason), number],
    ).fetchall()
    copies = database.execute(
        "update articles set duplicate_of = null where duplicate_of = ? returning id", [number]
    ).fetchall()
    relevance.write_verdict(database, number, False)
    # these two have no order by article: a takedown is rare enough to go through them
    database.execute("delete from fingerprints where article = ?", [number])
    database.execute("delete from terms where article = ?", [number])
    database.execute("delete from articles where id = ?", [number])
    urls = list(dict.fromkeys([*(row.url for row in pages), *aliases]))
    for url in urls:
        forget_hint(database, url)
    return urls, [row.id for row in copies]


def forget_hint(database: Database, url: str) -> None:
    """Delete what a list says of a page: headline, summary, and the feed's own text."""
    database.execute("update pages set hint = '' where url = ?", [url])
    forget_feed_text(database, url)


def ask_anew(database: Database, url: str, reason: str) -> bool:
    """Mark a page of a watched source as waiting; return whether it is one."""
    return (
        database.execute(
            "update pages set outcome = 'pending', reason = ?, etag = '', last_modified = '', body_hash = '' "
            "where url = ? and source in (select slug from sources where homepage <> '') returning url",
            [reason, url],
        ).fetchone()
        is not None
    )


def read_files_anew(database: Database) -> None:
    """Let the next load of any file read it from its beginning, since a document of one may be stored now."""
    database.execute("update loaded_files set rules = ''")


def told(reason: str) -> str:
    """Return what the row of a page says whose article was taken down."""
    return f"taken down: {reason}"
