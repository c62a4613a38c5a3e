"""What stands in the place of SQL functions gives what they give, at once, or refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.security.sql_functions import bound_functions

VALUES = st.one_of(st.none(), st.text(st.sampled_from("ab% é"), max_size=6), st.integers(-20, 20))
CALLS = ["instr(?1, ?2)", "replace(?1, ?2, ?3)", "trim(?1)", "trim(?1, ?2)", "ltrim(?1, ?2)", "rtrim(?1, ?2)"]
CALLS += ["printf('%5d %s %-4q', ?1, ?2, ?3)", "format(?1, ?2)", "printf('%%')", "instr(x'0102', x'02')"]


@pytest.fixture(scope="module")
def bounded() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 9_000_000)
        bound_functions(connection, 9_000_000)
        yield connection


@pytest.fixture(scope="module")
def plain() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield connection


@pytest.mark.parametrize("call", CALLS)
@given(values=st.tuples(VALUES, VALUES, VALUES))
def test_they_give_what_sqlite_gives(
    bounded: sqlite3.Connection, plain: sqlite3.Connection, call: str, values: tuple[object, ...]
) -> None:
    statement = f"select {call}, ?1, ?2, ?3"
    assert bounded.execute(statement, values).fetchone() == plain.execute(statement, values).fetchone()


@pytest.mark.parametrize(
    "costly",
    [
        "instr(hex(zeroblob(4000000)), hex(zeroblob(2000000)) || '1')",
        "length(replace(hex(zeroblob(400000)), hex(zeroblob(200000)) || '1', ''))",
    ],
)
def test_a_text_made_for_comparing_takes_no_time(bounded: sqlite3.Connection, costly: str) -> None:
    assert bounded.execute(f"select {costly}").fetchone()[0] in {0, 800_000}


@pytest.mark.parametrize(
    "costly",
    [
        "printf('%.900000000c', 'x')",
        "printf('%2000000000d', 1)",
        "format('%*d', 900000000, 1)",
        "format('%-+ #0!,.2000000000f', 1)",
        "printf('%' || replace(hex(zeroblob(60)), '0', ' ') || '9999d', 1)",
        "replace(hex(zeroblob(4000000)), '0', 'aaaa')",
        "trim('a', hex(zeroblob(1000)))",
    ],
)
def test_what_would_be_too_much_is_refused(bounded: sqlite3.Connection, costly: str) -> None:
    with pytest.raises(sqlite3.DataError):
        bounded.execute(f"select {costly}").fetchone()
