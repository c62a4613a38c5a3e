"""Opens the database: its pragmas, its migrations, and the refusal of what this version cannot read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from storage.schema.migrations import migrations
from storage.sql import named_row


class DatabaseError(Exception):
    """The database cannot be used; the message says which one, why, and what to do."""


def open_database(path: str | Path) -> Database:
    """Opens the database at ``path`` for writing, creates or migrates it where needed.

    Raises DatabaseError when it is not a database, cannot be written, or comes from a newer version.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30)
        connection.row_factory = named_row
        database = Database(connection)
        # 64 MB of pages kept in memory: the indexes of a large archive are asked all over
        for pragma in (
            "cache_size = -65536",
            "journal_mode = wal",
            "synchronous = normal",
            "foreign_keys = on",
            "busy_timeout = 30000",
        ):
            connection.execute(f"pragma {pragma}")
        refuse_newer(database, path)
        migrations.apply(database)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(f"the database {path} cannot be opened: {error}") from error
    return database


def refuse_newer(database: Database, path: Path) -> None:
    """Raises DatabaseError when the database holds a migration that this version does not know."""
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    unknown = sorted({migration.name for migration in migrations.applied(database)} - known)
    if unknown:
        raise DatabaseError(
            f"the database {path} was made by a newer osecwatch (it has {', '.join(unknown)}); "
            "update the program, or name another database with -s DATABASE=..."
        )
