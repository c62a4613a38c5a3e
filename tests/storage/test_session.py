"""Changes in batches, each whole or not at all."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database
from twisted.python.failure import Failure

from storage import lease
from storage.clock import now
from storage.heartbeat import Heartbeat
from storage.schema.database import open_database
from storage.session import Session
from storage.tables.sources import ensure


def seen_by_others(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("select count(*) from sources").fetchone()[0])


def test_a_batch_is_durable_when_it_is_full(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    session = Session(open_database(path), batch_size=3, batch_seconds=60)
    for number in range(5):
        with session.change() as database:
            ensure(database, f"s{number}", "S")
        assert seen_by_others(path) == (3 if number >= 2 else 0)
    session.close()
    assert seen_by_others(path) == 5


def test_a_change_that_fails_is_undone_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    session = Session(open_database(path), batch_size=50, batch_seconds=60)

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


def test_a_batch_that_begins_by_reading_can_still_write(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    session = Session(open_database(path), batch_size=50, batch_seconds=60)
    with session.change() as database:
        assert lease.current_holder(database) is None
        with (
            closing(sqlite3.connect(path, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            ensure(Database(other), "other", "O")
        ensure(database, "ours", "O")
    session.close()


def test_a_writer_that_lost_its_lease_writes_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    database = open_database(path)
    lease.acquire(database, "scrapy watch", now(), timedelta(minutes=1))
    reasons: list[str] = []
    session = Session(database, batch_size=50, batch_seconds=60, give_up=reasons.append)
    with session.change() as changed:
        ensure(changed, "before", "B")
    session.commit()
    with session.change() as changed:
        changed.execute("update lease set pid = pid + 1")
    with pytest.raises(lease.LeaseLostError, match="another process"):
        session.commit()
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select slug from sources").fetchall() == [("before",)]


def test_the_heart_beats_while_the_process_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    database = open_database(path)
    long_ago = now() - timedelta(minutes=5)
    lease.acquire(database, "scrapy watch", long_ago, timedelta(minutes=1))
    heartbeat = Heartbeat(path, 0.05)
    heartbeat.start()
    deadline = time.monotonic() + 10
    while (holder := lease.current_holder(database)) and holder.heartbeat == holder.started:
        assert time.monotonic() < deadline
        time.sleep(0.05)  # as a parser that never hands control back would
    heartbeat.stop()
    assert holder
    assert holder.heartbeat > holder.started
    database.close()


def test_a_damaged_database_ends_the_crawl_whichever_step_comes_upon_it(tmp_path: Path) -> None:
    told: list[str] = []
    session = Session(open_database(tmp_path / "a.db"), batch_size=1, batch_seconds=60, give_up=told.append)
    (tmp_path / "b.db").write_bytes(b"no database at all" * 100)
    with closing(sqlite3.connect(tmp_path / "b.db")) as damaged, pytest.raises(sqlite3.DatabaseError) as raised:
        damaged.execute("select 1 from articles")
    session.judge_failure(Failure(raised.value))  # type: ignore[no-untyped-call]
    session.judge_failure(Failure(sqlite3.IntegrityError("a fault of the program")))  # type: ignore[no-untyped-call]
    session.judge_failure(Failure(ValueError("another one")))  # type: ignore[no-untyped-call]
    assert len(told) == 1
    assert "file is not a database; the file is damaged" in told[0]
    session.close()
