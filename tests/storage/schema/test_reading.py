"""A database is read without the need to write to it or beside it, and a failure is a sentence with the remedy."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click import ClickException
from datasette.app import Datasette  # type: ignore[import-untyped]
from sqlite_utils import Database

from storage.datasette.readable_files import prepare_files
from storage.schema import failures
from storage.schema.database import DatabaseError, open_database, open_database_to_read
from storage.tables.raw_pages import open_raw_pages
from storage.upkeep.checks import check_database

#: nobody's number on Debian; root may write everywhere, so that a test as root becomes nobody for a while
NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """Be a user to whom nothing belongs."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A database in a folder that may not be written, with no other file beside it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        open_database(path).close()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


def test_a_database_in_a_folder_that_may_not_be_written_is_read(read_only: Path) -> None:
    with without_rights(), closing(open_database_to_read(read_only)) as database:
        assert database.table("articles").count == 0
        assert list(check_database(database)) == []
    assert [path.name for path in read_only.parent.iterdir()] == ["a.db"]


def test_writing_there_is_refused_with_the_remedy(read_only: Path) -> None:
    with without_rights(), pytest.raises(DatabaseError, match="may not be written: see that they belong to you"):
        open_database(read_only)


def test_the_room_opens_a_database_there(read_only: Path) -> None:
    room = Datasette([str(read_only)])
    with without_rights():
        prepare_files(room)
        with closing(room.get_database("a").connect()) as connection:
            assert connection.execute("select count(*) from articles").fetchone() == (0,)


def test_the_room_does_not_open_what_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"\xa5" * 8192)
    with pytest.raises(ClickException, match=r"a\.db cannot be read: file is not a database; the file is damaged"):
        prepare_files(Datasette([str(tmp_path / "a.db")]))


def test_changes_that_cannot_be_read_there_are_told(read_only: Path) -> None:
    read_only.parent.chmod(0o755)
    read_only.with_name("a.db-wal").write_bytes(b"0" * 100)
    read_only.parent.chmod(0o555)
    with (
        without_rights(),
        pytest.raises(DatabaseError, match=r"changes stand in a\.db-wal, which needs write"),
    ):
        open_database_to_read(read_only)


def test_a_reader_cannot_write_and_sees_what_a_writer_does(database: Database, tmp_path: Path) -> None:
    with closing(open_database_to_read(tmp_path / "test.db")) as reading:
        database.execute("update sources set failures = 7")
        assert reading.execute("select failures from sources").fetchone() == (7,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reading.execute("update sources set failures = 8")


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"there is no database .*a\.db; make watch fills one"):
        open_database_to_read(tmp_path / "a.db")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"\xa5" * 8192)
    for opener in (open_database, open_database_to_read, open_raw_pages):
        with pytest.raises(DatabaseError, match=r"file is not a database; the file is damaged: .* make restore"):
            opener(tmp_path / "a.db")


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (OSError(28, "No space left on device"), failures.FULL),
        (OSError(30, "Read-only file system"), failures.READ_ONLY),
        (PermissionError(13, "Permission denied"), failures.READ_ONLY),
        (FileNotFoundError(2, "No such file"), ""),
        (sqlite3.IntegrityError("made here, without a code"), ""),
        (ValueError("the program"), ""),
    ],
)
def test_each_failure_has_its_remedy(error: Exception, remedy: str) -> None:
    assert failures.remedy_for(error) == remedy


def test_a_full_database_has_its_remedy(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("create table a (b)")
        connection.execute("pragma max_page_count = 3")
        with pytest.raises(sqlite3.OperationalError) as raised:
            connection.execute("insert into a values (zeroblob(100000))")
    assert failures.describe_failure(raised.value) == f"database or disk is full; {failures.FULL}"
