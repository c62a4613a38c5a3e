"""What a check of the database finds, fault by fault."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from items import Article, Page
from pipelines.store import store
from storage.clock import now
from storage.schema.database import connect_to_read, open_database
from storage.upkeep.checks import check_database


@pytest.fixture
def archive(database: Database) -> Database:
    """Three articles."""
    for number in range(3):
        article = Article(f"Verdict {number}", f"The court of town {number} has spoken.")
        page = Page(f"https://herald.example/{number}", "herald", article=article, on_topic=True, relevance=1)
        with database.atomic():
            store(database, page, now())
    database.execute(
        "insert into pages (url, canonical, source, first_seen, last_seen, outcome) "
        "values ('u', 'u', 'herald', '2026-03-02T08:30:00Z', '2026-03-02T08:30:00Z', 'too_short')"
    )
    return database


def test_a_sound_database_has_no_fault(archive: Database) -> None:
    assert list(check_database(archive)) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update page_counts set pages = pages + 1", "2 rows of page_counts are not what"),
        ("delete from article_counts", "1 rows of article_counts are not what"),
        ("delete from articles_fts_docsize where id = 2", "1 texts are not in the full-text index"),
        ("insert into articles_fts_docsize values (9, x'01')", "1 entries of the full-text index belong to no text"),
        ("drop trigger texts_reindexed; update texts set text = 'Other words.'", "the words in the full-text index"),
        ("drop trigger texts_unindexed; delete from texts where article = 1", "1 articles have no text"),
        ("insert into aliases (url, article) values ('x', 99)", "1 rows of aliases refer to rows of articles"),
        ("insert into stories (id, title, articles) values (5, 'None', 3)", "1 rows of stories are not what"),
    ],
)
def test_each_fault_is_told(archive: Database, statement: str, told: str) -> None:
    archive.execute("pragma foreign_keys = off")
    archive.executescript(statement)
    assert any(told in fault for fault in check_database(archive)), list(check_database(archive))


def test_damaged_pages_are_told_and_end_no_check(archive: Database, tmp_path: Path) -> None:
    archive.execute("pragma wal_checkpoint(truncate)")
    root = archive.execute("select rootpage from sqlite_master where name = 'texts'").fetchone()[0]
    archive.close()
    with (tmp_path / "test.db").open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with closing(open_database(tmp_path / "test.db")) as damaged:
        faults = list(check_database(damaged))
    assert "malformed" in faults[0] or "the file is damaged" in faults[0]
    assert any(fault.startswith("check texts: database disk image is malformed") for fault in faults)


def test_without_write_access_all_but_the_words_is_checked(archive: Database, tmp_path: Path) -> None:
    with closing(connect_to_read(tmp_path / "test.db")) as connection:
        assert list(check_database(Database(connection))) == []
    archive.executescript("delete from page_counts")
    with closing(connect_to_read(tmp_path / "test.db")) as connection:
        assert len(list(check_database(Database(connection)))) == 1
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("delete from texts")
