"""What is asked for while no run is on: carried out after a restart, left to whoever is writing, never noted half."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from sqlite_utils import Database

from storage import lease
from storage.clock import now, stamp
from storage.datasette.desk import worker, writing
from storage.datasette.desk.worker import InstructionWorker, is_left_waiting
from storage.datasette.desk.writing import write_small
from storage.tables.desk.marks import clear_mark, set_mark
from storage.tables.instructions import give_instruction
from tests.storage.datasette.archive import Server
from tests.storage.datasette.desk.test_desk import answers, make_archive


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "a.db")


def ask(path: Path) -> int:
    return write_small(path, lambda database: give_instruction(database, "label", ["1", "off", ""], now(), "ana"))


def test_what_waits_is_carried_out_when_the_room_opens(path: Path, start_server: Callable[..., Server]) -> None:
    ask(path)
    start_server(path)
    assert answers(path)[0][:4] == ("ana", "label", '["1", "off", ""]', 1)


def test_a_run_that_is_writing_is_not_disturbed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr("subprocess.run", lambda *given, **_: started.append(given))
    assert InstructionWorker(path).look()
    ask(path)
    holder = ("scrapy watch", socket.gethostname(), os.getpid())

    def hold(database: Database, since: timedelta) -> None:
        at = stamp(now() - since)
        database.execute("insert or replace into lease values (1, ?, ?, ?, ?, ?)", [*holder, at, at])

    write_small(path, lambda database: hold(database, timedelta()))
    assert not is_left_waiting(path)
    assert InstructionWorker(path).look()
    assert not started
    # a holder that is silent for long is dead, as for every command
    write_small(path, lambda database: hold(database, timedelta(hours=1)))
    assert is_left_waiting(path)


def test_a_process_that_fails_is_told_of_and_tried_again_later(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ask(path)
    monkeypatch.setattr(worker, "_PROJECT", path.parent)
    assert not InstructionWorker(path).look()
    assert "instructions were not carried out" in caplog.text
    assert is_left_waiting(path)
    assert not InstructionWorker(path.with_name("gone.db")).look()


def test_a_write_behind_a_long_change_is_refused_in_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_WAIT_SECONDS", 0.01)
    with closing(sqlite3.connect(path)) as busy:
        busy.execute("begin immediate")
        with pytest.raises(DatasetteError, match="nothing was noted: database is locked") as raised:
            ask(path)
    assert raised.value.status == 503
    assert ask(path) == 1


def test_the_holder_is_read_as_the_commands_read_it(path: Path) -> None:
    patience = timedelta(seconds=60)
    with closing(sqlite3.connect(path)) as connection:
        assert lease.acquire(Database(connection), "scrapy x", now(), patience) is None
    ask(path)
    assert not is_left_waiting(path)


def test_marks_are_an_accounts_own_and_go_with_their_article(database: Database) -> None:
    database.table("articles").insert(
        {"id": 1, "url": "u", "source": "herald", "title": "", "word_count": 1, "first_seen": "", "last_seen": ""}
        | {"on_topic": 1, "relevance": 1, "content_hash": ""}
    )
    for account in ("ana", "ben"):
        for kind, text in (("star", ""), ("tag", "a"), ("tag", "b"), ("note", "old"), ("note", "new")):
            set_mark(database, account, 1, kind, text, now())
        set_mark(database, account, 99, "star", "", now())
    clear_mark(database, "ana", 1, "tag", "a")
    clear_mark(database, "ana", 1, "note", "")
    rows = database.execute("select account, kind, text from marks order by 1, 2, 3").fetchall()
    assert [tuple(row) for row in rows] == [
        ("ana", "star", ""),
        ("ana", "tag", "b"),
        ("ben", "note", "new"),
        ("ben", "star", ""),
        ("ben", "tag", "a"),
        ("ben", "tag", "b"),
    ]
    database.execute("delete from articles")
    assert database.table("marks").count == 0
