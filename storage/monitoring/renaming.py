"""Sources that the file calls otherwise than before, or has no more: what waits of them is not forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlite_utils import Database

from storage.monitoring import alerts
from storage.sql import placeholders

#: stands for the health of a source in the alert on its end
REMOVED, RENAMED = "removed", "renamed"


def follow_file(database: Database, addresses: Mapping[str, Collection[str]], at: datetime) -> list[str]:
    """Take over what the file says of its sources: by their slugs, the addresses that each is read by.

    Return a sentence for each source that is called otherwise now or is gone, once.
    """
    gone = former_sources(database, addresses)
    told = []
    for old in gone:
        new = successor(database, old, addresses)
        if new:
            move_all(database, old, new)
            message = f"{old} is called {new} in the sources file now; its pages and articles are under {new}"
        else:
            message = f"{old} is no longer in the sources file; what waits of it is not fetched"
            database.execute(
                "update pages set reason = 'its source is no longer in the sources file' "
                "where source = ? and outcome = 'pending'",
                [old],
            )
        alerts.add_alert(database, old, RENAMED if new else REMOVED, message, at)
        told.append(message)
    return told


def former_sources(database: Database, slugs: Collection[str]) -> list[str]:
    """Return the sources that were watched and are not in the file, as far as nobody was told yet."""
    rows = database.execute(
        f"select slug from sources where homepage <> '' and slug not in ({placeholders(slugs)}) and not exists "
        "(select 1 from notices where notices.source = slug and notices.health in (?, ?)) order by slug",
        [*slugs, REMOVED, RENAMED],
    ).fetchall()
    return [row.slug for row in rows]


def successor(database: Database, old: str, addresses: Mapping[str, Collection[str]]) -> str:
    """Return the source that is read by an address that another one was read by; empty where none is."""
    rows = database.execute("select url from discovery where source = ? and last_fetched is not null", [old]).fetchall()
    read = {row.url for row in rows}
    return next((slug for slug, urls in addresses.items() if slug != old and not read.isdisjoint(urls)), "")


def move_all(database: Database, old: str, new: str) -> None:
    """Give what was listed and stored under a source's former name to the new one; reports of runs stay as they are."""
    for table in ("pages", "articles", "discovery"):
        database.execute(f"update {table} set source = ? where source = ?", [new, old])
    database.execute("update stories set first_publisher = ? where first_publisher = ?", [new, old])
