"""Open the database: its pragmas, its migrations, and the refusal of what this version cannot read."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from storage.errors import UserError
from storage.schema.failures import READ_ONLY, describe_failure, remedy_for
from storage.schema.migrations import migrations
from storage.sql import named_row

#: how a file is opened of which SQLite need not ask whether somebody writes to it
NEVER_CHANGES = "?mode=ro&immutable=1"
#: statements that stay prepared: storing one article takes some 130 different ones, which by Python's 128 would each be
#: prepared anew every time
PREPARED_STATEMENTS = 1024


class DatabaseError(UserError):
    """The database cannot be used; the message says which one, why, and what to do."""


def open_database(path: str | Path) -> Database:
    """Open the database at ``path`` for writing, create or migrate it where needed.

    Raise DatabaseError when it is not a database, cannot be written, or comes from a newer version.
    """
    path = Path(path)
    try:
        make_private(path)
        connection = sqlite3.connect(path, timeout=30, cached_statements=PREPARED_STATEMENTS)
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
        raise DatabaseError(f"the database {path} cannot be opened: {describe_failure(error)}") from error
    return database


def open_database_to_read(path: str | Path) -> Database:
    """Open the database at ``path`` without the need to write to it or beside it; one of an older version is migrated.

    Raise DatabaseError where there is none, it cannot be read, or it has to be migrated and cannot be written.
    """
    path = Path(path)
    if not path.is_file():
        raise DatabaseError(f"there is no database {path}; make watch fills one, -s DATABASE=PATH names another")
    if not path.stat().st_size:  # as a disk may leave it that lost its power
        raise DatabaseError(f"the database {path} is an empty file; make restore goes back to the last back-up")
    try:
        connection = connect_to_read(path)
        connection.row_factory = named_row
        database = Database(connection)
        connection.execute("pragma cache_size = -65536")
        refuse_newer(database, path)
        if migrations.pending(database):
            database.close()
            open_database(path).close()
            return open_database_to_read(path)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(f"the database {path} cannot be read: {describe_failure(error)}") from error
    return database


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect to a file for reading only. Raise sqlite3.Error or OSError where it cannot be read."""
    return sqlite3.connect(address_to_read(path), uri=True, timeout=30)


def address_to_read(path: Path) -> str:
    """Return the URI that opens a file for reading; where nothing may be written beside it, as one that never changes.

    Raise sqlite3.Error where it cannot be read, OSError where its latest changes stand beside it and cannot be.
    """
    address = path.resolve().as_uri()
    try:
        read_catalogue(f"{address}?mode=ro")
    except sqlite3.OperationalError as error:
        if remedy_for(error) != READ_ONLY:
            raise
        beside = path.with_name(f"{path.name}-wal")
        if beside.exists() and beside.stat().st_size:
            why = f"its latest changes stand in {beside.name}, which needs write access"
            raise OSError(errno.EACCES, why) from error
        read_catalogue(f"{address}{NEVER_CHANGES}")
        return f"{address}{NEVER_CHANGES}"
    return f"{address}?mode=ro"


def read_catalogue(address: str) -> None:
    """Read the names of all tables, by which SQLite opens the file in earnest."""
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
        connection.execute("select count(*) from sqlite_master").fetchone()


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
