"""How the database is called: rows by name, many statements at once, and lists of values."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from sqlite_utils import Database

#: the largest number of a row (sqlite.org/autoinc.html), and its digits
_LARGEST = 2**63 - 1
_DIGITS = 19


@cache
def row_class(names: tuple[str, ...]) -> Any:
    """Return the named tuple for rows with these columns; a column without a usable name is called by its place."""
    return namedtuple("Row", names, rename=True)


def named_row(cursor: sqlite3.Cursor, values: tuple[object, ...]) -> Any:
    """Return a row whose columns are read by name, as ``sqlite3.Connection.row_factory`` asks for."""
    return row_class(tuple([column[0] for column in cursor.description]))._make(values)


def scalar(database: Database, statement: str, values: Sequence[object] = ()) -> Any:
    """Return the first column of the first row that a statement gives; None where it gives no row."""
    row = database.execute(statement, values).fetchone()
    return row[0] if row else None


def execute_many(database: Database, statement: str, rows: Iterable[Sequence[object]]) -> None:
    """Execute a statement once for each row of values, all or none of them."""
    if listed := list(rows):
        with database.atomic():
            database.conn.executemany(statement, listed)


def plain_rows(database: Database, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """Return rows as plain tuples: a name for each column costs more than many a row does."""
    cursor = database.conn.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values).fetchall()


def is_row_number(text: str) -> bool:
    """Return whether a text is a number that a row can have."""
    return text.isdecimal() and len(text) <= _DIGITS and int(text) <= _LARGEST


def placeholders(values: Collection[object]) -> str:
    """Return as many question marks as there are values, for ``in (...)``."""
    return ",".join("?" * len(values))
