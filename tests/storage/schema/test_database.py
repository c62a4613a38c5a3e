"""Opening a database: new, old, newer, broken, read by others while it is written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage.schema.database import DatabaseError, open_database, open_database_to_read
from storage.schema.migrations import migrations


def test_a_new_database_has_every_table_and_keeps_foreign_keys(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data" / "new.db")
    assert {"sources", "pages", "articles", "texts", "matches", "versions", "stories", "runs"} <= set(
        database.table_names()
    )
    assert database.journal_mode == "wal"
    with pytest.raises(sqlite3.IntegrityError):
        database.table("pages").insert(
            {"url": "u", "canonical": "u", "source": "nobody", "first_seen": "", "last_seen": ""}
        )
    database.close()


def test_an_older_database_is_migrated_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = Database(path)
    first, second = (migration.name for migration in migrations.pending(old)[:2])
    migrations.apply(old, stop_before=second)
    row = {"slug": "herald", "name": "H", "kind": "newspaper", "country": "PH", "language": "en", "homepage": "h"}
    old.table("sources").insert(row)
    old.close()
    database = open_database(path)
    assert migrations.applied(database)[0].name == first
    assert not migrations.pending(database)
    assert database.table("sources").count == 1
    database.close()


def test_a_newer_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    newer = open_database(path)
    newer.table("_sqlite_migrations").insert(
        {"migration_set": "osecwatch", "name": "from_the_future", "applied_at": "2099-01-01"}
    )
    newer.close()
    with pytest.raises(DatabaseError, match=r"newer osecwatch .*from_the_future.*update the program"):
        open_database(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear editor, " * 100)
    with pytest.raises(DatabaseError, match=r"letter\.db cannot be opened: file is not a database"):
        open_database(path)
    assert path.read_text().startswith("Dear editor")


def test_titles_and_texts_stay_searchable_as_they_change(database: Database) -> None:
    def found(word: str) -> list[int]:
        return [row[0] for row in database.execute("select rowid from articles_fts where articles_fts match ?", [word])]

    row = {"id": 1, "url": "u", "source": "herald", "title": "Niño rescued", "word_count": 2, "first_seen": "a"}
    row |= {"last_seen": "a", "on_topic": 1, "relevance": 1, "content_hash": "c"}
    database.table("articles").insert(row)
    database.table("texts").insert({"article": 1, "text": "The court ruled."})
    assert found("nino") == found("court") == [1]
    database.table("articles").update(1, {"title": "Children rescued"})
    database.table("texts").update(1, {"text": "The judge ruled."})
    assert found("nino") == found("court") == []
    assert found("children") == found("judge") == [1]
    database.execute("delete from articles where id = 1")
    assert found("judge") == []
    database.execute("insert into articles_fts(articles_fts) values ('integrity-check')")


def test_an_empty_file_is_not_read_as_a_sound_archive(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    with pytest.raises(DatabaseError, match="is an empty file; make restore"):
        open_database_to_read(tmp_path / "a.db")
