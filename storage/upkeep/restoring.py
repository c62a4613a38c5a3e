"""Going back to a back-up while the reading room is open: readers see the old state or the new one, nothing between."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from storage.schema.database import DatabaseError, connect_to_read, open_database_to_read

#: what was taken down after a back-up was made must not come back with it
_REMOVALS = ("takedowns", "takedown_texts", "takedown_fingerprints")


def is_sound(path: Path) -> bool:
    """Return whether a file is a database that SQLite can read through."""
    try:
        with closing(connect_to_read(path)) as connection:
            return bool(connection.execute("pragma quick_check(1)").fetchone()[0] == "ok")
    except (sqlite3.Error, OSError):
        return False


def take_over_removals(restored: Database, present: Path) -> list[tuple[str, str]]:
    """Note in a restored database what was taken down since; return address and reason of articles that are to go."""
    try:
        with closing(open_database_to_read(present)) as source, restored.atomic():
            for table in _REMOVALS:
                for row in source.table(table).rows:
                    restored.table(table).insert(row, ignore=True)
    except (DatabaseError, sqlite3.Error):
        return []  # what is damaged tells nothing
    rows = restored.execute(
        "select distinct takedowns.url, reason from takedowns join aliases on aliases.url = takedowns.url "
        "group by aliases.article"
    ).fetchall()
    return [(str(url), str(reason)) for url, reason in rows]


def put_in_place(unpacked: Path, target: Path) -> Path | None:
    """Make a database what the unpacked one is; return where a damaged one was moved, from which nothing can be read.

    One that is sound is overwritten in one change, so that its readers go on.
    """
    if not target.exists() or is_sound(target):
        with closing(sqlite3.connect(unpacked)) as reading, closing(sqlite3.connect(target, timeout=30)) as writing:
            reading.backup(writing)
        unpacked.unlink()
        return None
    aside = target.with_name(f"{target.name}.damaged")
    for ending in ("", "-wal", "-shm"):
        beside = target.with_name(f"{target.name}{ending}")
        if beside.exists():
            beside.rename(aside.with_name(f"{aside.name}{ending}"))
    unpacked.rename(target)
    return aside
