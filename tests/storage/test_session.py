"""Changes in batches, each whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.schema.database import open_database
from storage.session import Session
from storage.tables.sources import ensure


def seen_by_others(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("select count(*) from sources").fetchone()[0])


def test_a_batch_is_durable_when_it_is_full(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    session = Session(open_database(path), batch_size=3, batch_seconds=60, heartbeat_seconds=60)
    for number in range(5):
        with session.change() as database:
            ensure(database, f"s{number}", "S")
        assert seen_by_others(path) == (3 if number >= 2 else 0)
    session.close()
    assert seen_by_others(path) == 5


def test_a_change_that_fails_is_undone_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    session = Session(open_database(path), batch_size=50, batch_seconds=60, heartbeat_seconds=60)

    def fail() -> None:
        with session.change() as database:
            ensure(database, "bad", "B")
            raise ValueError("something broke")

    with session.change() as database:
        ensure(database, "good", "G")
    with pytest.raises(ValueError, match="something broke"):
        fail()
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select slug from sources").fetchall() == [("good",)]
