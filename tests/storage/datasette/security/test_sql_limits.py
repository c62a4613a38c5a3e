"""No statement takes more of the machine than its share."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator

import pytest

from storage.datasette.security.sql_limits import MAX_ANSWER_BYTES, Watchdog, set_statement_limits


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    set_statement_limits(connection)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        "select zeroblob(900000000)",
        "select length(hex(zeroblob(19000000)))",
        "select " + "(" * 200 + "1" + ")" * 200 + " || ''" * 200,
        "select '" + "a" * 60_000 + "'",
        " union ".join(f"select {number}" for number in range(200)),
        "select 'a' like '" + "%a" * 400 + "'",
    ],
)
def test_monstrous_statements_are_refused(connection: sqlite3.Connection, sql: str) -> None:
    with pytest.raises((sqlite3.DatabaseError, sqlite3.DataError)):
        connection.execute(sql).fetchall()


def test_rows_are_counted_together(connection: sqlite3.Connection) -> None:
    many = (
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) select zeroblob(1000000) from n"
    )
    with pytest.raises(sqlite3.OperationalError, match=f"{MAX_ANSWER_BYTES:,} bytes"):
        connection.execute(many).fetchall()
    assert len(connection.execute("select zeroblob(1000000)").fetchall()) == 1


def test_rows_are_still_read_by_name(connection: sqlite3.Connection) -> None:
    row = connection.execute("select 1 as one, 'b' as two").fetchone()
    assert (row["one"], row["two"], tuple(row), list(row.keys())) == (1, "b", (1, "b"), ["one", "two"])


ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"


def test_the_watchdog_interrupts_what_takes_too_long(connection: sqlite3.Connection) -> None:
    watchdog = Watchdog()
    began = time.monotonic()
    with pytest.raises(sqlite3.OperationalError, match="interrupted"), watchdog.limit(connection, 200):
        connection.execute(ENDLESS).fetchall()
    assert time.monotonic() - began < 5
    with watchdog.limit(connection, 10_000):
        assert connection.execute("select 1").fetchone()[0] == 1


def test_the_watchdog_leaves_alone_what_is_done_in_time(connection: sqlite3.Connection) -> None:
    watchdog = Watchdog()
    with watchdog.limit(connection, 100):
        connection.execute("select 1").fetchall()
    time.sleep(0.2)
    assert connection.execute("select 2").fetchone()[0] == 2
