"""Open the database: its pragmas, its migrations, and the refusal of what this version cannot read."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from storage.schema.migrations import migrations
from storage.sql import named_row


class DatabaseError(Exception):
    """The database cannot be used; the message says which one, why, and what to do."""


def open_database(path: str | Path) -> Database:
    """Open the database at ``path`` for writing, create or migrate it where needed.

    Raise DatabaseError when it is not a database, cannot be written, or comes from a newer version.
    """
    path = Path(path)
    try:
        make_private(path)
        connection = sqlite3.connect(path, timeout=30)
        connection.row_factory = named_row
        database = Database(connection)
        # 64 MB of pages kept in memory: the indexes of a large archive are asked all over
        for pragma in (
            "cache_size = -65536",
            "journal_mode = wal",
            "synchronous = normal",
            "foreign_keys = on",
            # what is deleted is overwritten, not only forgotten: an article may have to be taken down for good
            "secure_delete = on",
            "busy_timeout = 30000",
        ):
            connection.execute(f"pragma {pragma}")
        refuse_newer(database, path)
        migrations.apply(database)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(f"the database {path} cannot be opened: {error}") from error
    return database


def make_private(path: Path) -> None:
    """Make the file, and its folder where that is missing, for its owner alone; SQLite's files beside it follow it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if str(path) != ":memory:" and not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def refuse_newer(database: Database, path: Path) -> None:
    """Raise DatabaseError when the database holds a migration that this version does not know."""
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    unknown = sorted({migration.name for migration in migrations.applied(database)} - known)
    if unknown:
        raise DatabaseError(
            f"the database {path} was made by a newer osecwatch (it has {', '.join(unknown)}); "
            "update the program, or name another database with -s DATABASE=..."
        )
