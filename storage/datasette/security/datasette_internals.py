"""What leans on inner parts of Datasette 0.65.5; a test of its own says when another version changes them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import datasette.database  # type: ignore[import-untyped]
from datasette import utils
from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit  # type: ignore[import-untyped]
from jinja2 import Environment, Template

from storage.datasette.exporting.rows_left_out import note_rows_left_out
from storage.datasette.security.lanes import Lanes
from storage.datasette.security.masks import names_schema
from storage.datasette.security.sql_limits import Watchdog

watchdog = Watchdog()
#: an address may name tables that there are none of
MAX_TABLES_REMEMBERED = 1000
_PRAGMA = re.compile(r"^(\s*pragma )", re.IGNORECASE)


@contextmanager
def limited(connection: sqlite3.Connection, milliseconds: float) -> Iterator[None]:
    """Bound a statement by Datasette's own clock and by ours, which also interrupts a full-text search."""
    with watchdog.limit(connection, milliseconds), sqlite_timelimit(connection, milliseconds):
        yield


def interrupt_every_statement_in_time() -> None:
    """Have Datasette bound its statements by ``limited``. It looks the function up where it is replaced."""
    datasette.database.sqlite_timelimit = limited


async def ask_together(app: Any, asked: Sequence[tuple[str, dict[str, Any]]]) -> list[list[sqlite3.Row]]:
    """Return the rows of several statements of our own, each with its values, which share the time of one.

    Raise QueryInterrupted when it is up, as Datasette does.
    """

    def ask(connection: sqlite3.Connection) -> list[list[sqlite3.Row]]:
        with limited(connection, app.sql_time_limit_ms):
            return [connection.execute(sql, values).fetchall() for sql, values in asked]

    try:
        found: list[list[sqlite3.Row]] = await app.get_database().execute_fn(ask)
    except sqlite3.OperationalError as error:
        if error.args == ("interrupted",):
            raise QueryInterrupted(error, "; ".join(sql for sql, _ in asked), {}) from error
        raise
    return found


def part_lanes(app: Any) -> None:
    """Give cheap pages threads of their own (``Datasette.executor``, none where it runs without threads)."""
    if app.executor is not None and not isinstance(app.executor, Lanes):
        app.executor = Lanes(app.executor)


def remember_table_permissions() -> None:
    """Have Datasette work out once what its metadata allows by table, not with a copy of all of it for each question.

    The metadata never changes while the room is open; the page of a database asks for each of its tables.
    """
    permissions = Datasette._table_permission_allows
    if not hasattr(permissions, "cache_info"):
        Datasette._table_permission_allows = lru_cache(MAX_TABLES_REMEMBERED)(permissions)


class PlainTemplate(Template):
    """A template that is rendered in one go, whoever asks for it as Datasette does."""

    async def render_async(self, *values: Any, **named_values: Any) -> str:
        """Return the page."""
        return self.render(*values, **named_values)


def render_without_awaiting(environment: Environment) -> None:
    """Have templates rendered in one go: ours await nothing, and as coroutines they took a fifth more time."""
    environment.is_async = False
    environment.template_class = PlainTemplate


class SchemaNamedError(sqlite3.OperationalError):
    """A statement names the schema of the tables; raised before it is run, shown as SQLite's own errors are."""


def see_views_as_tables() -> None:
    """Have Datasette read keys and columns from the tables beneath the masking views, and nobody else get beneath them.

    Whether it left rows out is noted on the way, since not every form of an answer is told. Datasette looks these
    functions up where they are replaced.
    """
    database = datasette.database.Database
    utils.table_column_details = _beneath(utils.table_column_details)
    utils.get_outbound_foreign_keys = _beneath(utils.get_outbound_foreign_keys)
    execute = database.execute

    async def execute_above(self: object, sql: str, *args: object, **options: object) -> Any:
        if names_schema(sql):
            raise SchemaNamedError("name tables without their schema: what is held is masked in the views before them")
        results = await execute(self, sql, *args, **options)
        if results.truncated:
            note_rows_left_out()
        return results

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
