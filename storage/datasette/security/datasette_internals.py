"""What leans on inner parts of Datasette 0.65.5; a test of its own says when another version changes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import datasette.database  # type: ignore[import-untyped]
from datasette.utils import sqlite_timelimit  # type: ignore[import-untyped]

from storage.datasette.security.sql_limits import Watchdog

watchdog = Watchdog()


@contextmanager
def limited(connection: sqlite3.Connection, milliseconds: float) -> Iterator[None]:
    """Bound a statement by Datasette's own clock and by ours, which also interrupts a full-text search."""
    with watchdog.limit(connection, milliseconds), sqlite_timelimit(connection, milliseconds):
        yield


def interrupt_every_statement_in_time() -> None:
    """Have Datasette bound its statements by ``limited``. It looks the function up where it is replaced."""
    datasette.database.sqlite_timelimit = limited
