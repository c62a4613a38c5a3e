"""Checks of the database files, each fault with its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from storage.schema.database import DatabaseError, connect_to_read, open_database, open_database_to_read
from storage.schema.failures import describe_failure
from storage.upkeep.checks import check_database, check_raw_pages


def check_file(path: Path) -> Iterator[str]:
    """Yield the faults of the main database, each with its file; of one that may not be written as far as that goes."""
    with closing(open_as_allowed(path)) as database:
        for fault in check_database(database):
            yield f"{path}: {fault}"


def check_raw_file(path: Path) -> Iterator[str]:
    """Yield the faults of the archive of raw pages, where there is one."""
    if not path.is_file():
        return
    try:
        with closing(connect_to_read(path)) as connection:
            for fault in check_raw_pages(Database(connection)):
                yield f"{path}: {fault}"
    except (sqlite3.Error, OSError) as error:
        yield f"{path}: {describe_failure(error)}"


def open_as_allowed(path: Path) -> Database:
    """Open the database to write, since the check of the index asks for that, or else to read."""
    database = open_database_to_read(path)
    try:
        writable = open_database(path)
    except DatabaseError:
        return database
    database.close()
    return writable
