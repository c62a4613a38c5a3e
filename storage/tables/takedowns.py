"""Articles that a person has taken down: nothing of them is kept but their addresses and the reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from items import Outcome
from storage.clock import stamp
from storage.sql import placeholders
from storage.tables import relevance


def reason_of(database: Database, addresses: Collection[str]) -> str:
    """Return why an article under one of these canonical addresses was taken down; empty where none was."""
    row = database.execute(
        f"select reason from takedowns where url in ({placeholders(addresses)})", list(addresses)
    ).fetchone()
    return str(row.reason) if row else ""


def take_down(database: Database, number: int, reason: str, at: datetime) -> tuple[list[str], list[int]]:
    """Delete an article and all that was made of it. Belongs into the caller's transaction.

    Returns the pages it was taken from, and its copies, which stay and are to be decided on anew.
    """
    database.execute(
        "insert or replace into takedowns (url, reason, taken_down_at) select url, ?, ? from aliases where article = ?",
        [reason, stamp(at), number],
    )
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
    return [row.url for row in pages], [row.id for row in copies]


def told(reason: str) -> str:
    """Return what the row of a page says whose article was taken down."""
    return f"taken down: {reason}"
