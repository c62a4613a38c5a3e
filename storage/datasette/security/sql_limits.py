"""How much a question to the database may cost: SQLite's own limits, the rows' size, and a clock that interrupts."""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from storage.datasette.security.sql_functions import bound_functions

#: bytes of one value
MAX_VALUE_BYTES = 5_000_000
#: by SQLite's name, what one statement may have; its own defaults are made for trusted SQL
STATEMENT_LIMITS = {
    # bytes of a text, a blob or a row; default 1,000,000,000; the longest article stored is a tenth of that
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE_BYTES,
    # bytes of a statement; default 1,000,000,000; ours have 5,000 at most
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 50_000,
    # levels of an expression; default 1,000
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    # parts of a union; default 500
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    # instructions of a compiled statement; default 250,000,000; ours have 2,000 at most
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    # bytes of a LIKE or GLOB pattern, which is compared at every place of a text; default 50,000
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
}
#: bytes that all connections together may take from SQLite's heap; sorting a million rows of ours takes 60 MB
MAX_HEAP_BYTES = 256_000_000
#: bytes of texts in the rows of one answer
MAX_ANSWER_BYTES = 50_000_000


def set_statement_limits(connection: sqlite3.Connection) -> None:
    """Bound what any statement on a connection may ask for, and how many bytes its rows may hold together."""
    for limit, most in STATEMENT_LIMITS.items():
        connection.setlimit(limit, most)
    bound_functions(connection, MAX_VALUE_BYTES)
    connection.execute(f"pragma hard_heap_limit = {MAX_HEAP_BYTES}")
    connection.row_factory = _bounded_rows()


def _bounded_rows() -> Callable[[sqlite3.Cursor, tuple[object, ...]], sqlite3.Row]:
    """Return a maker of rows that raises OperationalError once the rows of one cursor hold too many bytes.

    It is asked for every row of every answer, so it is a plain function over a loop; a class took twice as long.
    """
    counted: Callable[[], sqlite3.Cursor | None] = lambda: None  # noqa: E731 - as a reference to no cursor
    taken = 0

    def bounded_row(cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        nonlocal counted, taken
        if counted() is not cursor:
            # kept alive, a cursor would keep its read transaction open
            counted, taken = weakref.ref(cursor), 0
        for value in values:
            if type(value) is str or type(value) is bytes:
                taken += len(value)
        if taken > MAX_ANSWER_BYTES:
            raise sqlite3.OperationalError(
                f"this answer's rows hold more than {MAX_ANSWER_BYTES:,} bytes; ask for fewer, or for less of each"
            )
        return sqlite3.Row(cursor, values)

    return bounded_row


class Watchdog:
    """Interrupt connections whose time is up, from a thread of its own.

    SQLite's progress handler, which Datasette relies on, is not called while a full-text index merges the lists of one
    term, however long that takes.
    """

    def __init__(self) -> None:
        self._deadlines: dict[int, tuple[float, sqlite3.Connection]] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        #: when it looks next by itself
        self._looks_at = float("inf")

    @contextmanager
    def limit(self, connection: sqlite3.Connection, milliseconds: float) -> Iterator[None]:
        """Interrupt the connection if the block is not done within so many milliseconds."""
        key, deadline = id(connection), time.monotonic() + milliseconds / 1000
        with self._changed:
            self._deadlines[key] = deadline, connection
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True, name="sql-watchdog")
                self._thread.start()
            # to wake it for every statement cost as much as a short one itself
            if deadline < self._looks_at:
                self._looks_at = deadline
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._deadlines.pop(key, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for deadline, connection in list(self._deadlines.values()):
                    if deadline <= now:
                        # again and again until the block is left: an interrupt between two statements is lost
                        connection.interrupt()
                waits = min((max(0.02, deadline - now) for deadline, _ in self._deadlines.values()), default=None)
                self._looks_at = float("inf") if waits is None else now + waits
                self._changed.wait(waits)
