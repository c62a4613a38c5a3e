"""What leans on inner parts of Datasette 0.65.5; a test of its own says when another version changes them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import datasette.database  # type: ignore[import-untyped]
from datasette import utils
from datasette.utils import sqlite_timelimit  # type: ignore[import-untyped]

from storage.datasette.security.masks import names_schema
from storage.datasette.security.sql_limits import Watchdog

watchdog = Watchdog()
_PRAGMA = re.compile(r"^(\s*pragma )", re.IGNORECASE)


@contextmanager
def limited(connection: sqlite3.Connection, milliseconds: float) -> Iterator[None]:
    """Bound a statement by Datasette's own clock and by ours, which also interrupts a full-text search."""
    with watchdog.limit(connection, milliseconds), sqlite_timelimit(connection, milliseconds):
        yield


def interrupt_every_statement_in_time() -> None:
    """Have Datasette bound its statements by ``limited``. It looks the function up where it is replaced."""
    datasette.database.sqlite_timelimit = limited


class SchemaNamedError(sqlite3.OperationalError):
    """A statement names the schema of the tables; raised before it is run, shown as SQLite's own errors are."""


def see_views_as_tables() -> None:
    """Have Datasette read keys and columns from the tables beneath the masking views, and nobody else get beneath them.

    Datasette looks these functions up where they are replaced.
    """
    database = datasette.database.Database
    utils.table_column_details = _beneath(utils.table_column_details)
    utils.get_outbound_foreign_keys = _beneath(utils.get_outbound_foreign_keys)
    execute = database.execute

    async def execute_above(self: object, sql: str, *args: object, **options: object) -> object:
        if names_schema(sql):
            raise SchemaNamedError("name tables without their schema: what is held is masked in the views before them")
        return await execute(self, sql, *args, **options)

    if execute.__name__ != execute_above.__name__:
        database.execute = execute_above


class _Beneath:
    """A connection whose questions about a table are put to the table, not to the view before it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def execute(self, sql: str) -> sqlite3.Cursor:
        """Run a pragma on the schema of the tables."""
        return self.connection.execute(_PRAGMA.sub(r"\1main.", sql, count=1))


def _beneath(function: Callable[[object, str], object]) -> Callable[[sqlite3.Connection, str], object]:
    def ask(connection: sqlite3.Connection, table: str) -> object:
        return function(_Beneath(connection), table)

    return ask
