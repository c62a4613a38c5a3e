"""Back-ups and restoring while others read and write."""

from __future__ import annotations

import argparse
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from scrapy.settings import Settings

from commands.cli.upkeep.backup import Command
from commands.errors import CommandError
from commands.upkeep.backup import database_files
from commands.upkeep.restore import chosen_backup, restore
from items import Article, Page
from pipelines.instructions.carrying_out import carry_out_instruction
from pipelines.store import store
from storage import lease
from storage.clock import now
from storage.file_lock import hold_file_lock
from storage.schema.database import open_database
from storage.tables import raw_pages, sources
from storage.tables.raw_pages import RawPage
from storage.upkeep.backup import SUMS, BackupError, back_up, backups_in, delete_old, unpack, verified_files
from storage.upkeep.checks import check_database

TEXT = "The court of town {} has spoken, and the council of town {} answered it in {} words."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of an archive with one article and its raw page."""
    path = tmp_path / "data" / "a.db"
    add_article(path, 1)
    with closing(raw_pages.open_raw_pages(path.with_name("a-pages.db"))) as kept:
        raw_pages.archive_page(kept, RawPage("https://herald.example/1", "herald", "", "text/html", "", b"1"), now())
        kept.conn.commit()
    return Settings({"DATABASE": str(path), "RAW_PAGES": "", "STORY_WINDOW_DAYS": 21, "BACKUPS": str(tmp_path / "b")})


def add_article(path: Path, number: int) -> None:
    with closing(open_database(path)) as database, database.atomic():
        sources.ensure(database, "herald", "Herald")
        article = Article(f"Verdict {number}", TEXT.format(number, number, number))
        url = f"https://herald.example/{number}"
        store(database, Page(url, "herald", article=article, on_topic=True, relevance=1), now())


def made(settings: Settings) -> Path:
    return back_up(database_files(settings), Path(settings["BACKUPS"]), now())


def test_of_two_that_begin_at_once_one_is_made(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.set("BACKUPS_KEPT", 7)
    command = Command()
    command.settings = settings
    kept = made(settings)
    unfinished = tmp_path / "b" / "unfinished-of-the-other"
    unfinished.mkdir()
    with hold_file_lock(tmp_path / "b"):
        assert command.execute([], argparse.Namespace()) == 0
        assert unfinished.is_dir()
    assert "another back-up is being made" in capsys.readouterr().out
    assert command.execute([], argparse.Namespace()) == 0
    assert not unfinished.exists()
    assert len(backups_in(tmp_path / "b")) == 2
    assert kept in backups_in(tmp_path / "b")


def titles(settings: Settings) -> list[str]:
    with closing(sqlite3.connect(settings["DATABASE"])) as connection:
        return [row[0] for row in connection.execute("select title from articles order by id")]


@pytest.fixture
def load(settings: Settings) -> Iterator[list[BaseException]]:
    """Somebody writes and somebody reads, all the time; yields what went wrong for them."""
    ended, failures = threading.Event(), list[BaseException]()

    def write() -> None:
        try:
            with closing(sqlite3.connect(settings["DATABASE"], timeout=30)) as connection:
                while not ended.wait(0.001):
                    connection.execute("update sources set failures = failures + 1")
                    connection.commit()
        except sqlite3.Error as error:
            failures.append(error)

    def read() -> None:
        try:
            with closing(sqlite3.connect(f"file:{settings['DATABASE']}?mode=ro", uri=True)) as connection:
                while not ended.wait(0.001):
                    articles, texts = connection.execute(
                        "select (select count(*) from articles), (select count(*) from texts)"
                    ).fetchone()
                    assert articles == texts > 0
        except (sqlite3.Error, AssertionError) as error:
            failures.append(error)

    threads = [threading.Thread(target=target) for target in (write, read)]
    for thread in threads:
        thread.start()
    yield failures
    ended.set()
    for thread in threads:
        thread.join()


def test_a_back_up_under_load_is_whole_and_can_be_gone_back_to_under_load(
    settings: Settings, load: list[BaseException]
) -> None:
    backup = made(settings)
    add_article(Path(settings["DATABASE"]), 2)
    assert titles(settings) == ["Verdict 1", "Verdict 2"]
    assert list(restore(verified_files(backup), settings)) == []
    assert titles(settings) == ["Verdict 1"]
    assert load == []
    with closing(open_database(settings["DATABASE"])) as database:
        assert list(check_database(database)) == []


def test_a_back_up_is_packed_private_and_not_the_writers(settings: Settings, tmp_path: Path) -> None:
    with closing(open_database(settings["DATABASE"])) as database:
        assert lease.acquire(database, "scrapy watch", now(), patience=lease.MAX_CLOCK_AHEAD) is None
    backup = made(settings)
    assert sorted(path.name for path in backup.iterdir()) == ["SHA256SUMS", "articles.db.zst", "pages.db.zst"]
    assert backup.stat().st_mode & 0o077 == 0
    unpack(backup / "articles.db.zst", tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert connection.execute("select count(*) from lease").fetchone() == (0,)


def test_two_back_ups_of_one_second_are_two(settings: Settings, at: datetime) -> None:
    made = [back_up(database_files(settings), Path(settings["BACKUPS"]), at) for _ in range(2)]
    assert [path.name for path in made] == ["2026-03-02T083000Z", "2026-03-02T083001Z"]
    assert backups_in(Path(settings["BACKUPS"])) == made


def test_what_was_taken_down_does_not_come_back(settings: Settings) -> None:
    add_article(Path(settings["DATABASE"]), 2)
    backup = made(settings)
    with closing(open_database(settings["DATABASE"])) as database, database.atomic():
        carry_out_instruction(
            database, settings, "takedown", ["article", "https://herald.example/1", "the family asked"]
        )
    (told,) = restore(verified_files(backup), settings)
    assert told.startswith("article 1 is taken down")
    assert titles(settings) == ["Verdict 2"]
    with closing(open_database(settings["DATABASE"])) as database:
        assert database.table("takedowns").count == 1
        assert database.table("takedown_texts").count >= 1
        assert list(check_database(database)) == []
    with closing(raw_pages.open_raw_pages(Path(settings["DATABASE"]).with_name("a-pages.db"))) as kept:
        assert list(raw_pages.archived_urls(kept)) == []


def test_a_damaged_database_is_moved_aside(settings: Settings) -> None:
    backup, path = made(settings), Path(settings["DATABASE"])
    path.write_bytes(b"no database at all" * 1000)
    (told,) = restore(verified_files(backup), settings)
    assert told == f"{path} was damaged and is now {path}.damaged"
    assert titles(settings) == ["Verdict 1"]


def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(settings: Settings) -> None:
    with closing(sqlite3.connect(settings["DATABASE"])) as connection, connection:
        connection.execute("insert into aliases (url, article) values ('x', 99)")
    with pytest.raises(BackupError, match="cannot be backed up as it is: 1 rows of aliases refer to"):
        made(settings)
    assert list(Path(settings["BACKUPS"]).iterdir()) == []


def test_a_back_up_that_was_changed_is_refused(settings: Settings) -> None:
    backup = made(settings)
    packed = backup / "pages.db.zst"
    packed.write_bytes(packed.read_bytes()[:-1])
    with pytest.raises(BackupError, match=r"pages\.db\.zst is not as it was when it was made"):
        verified_files(backup)


def test_a_back_up_that_holds_less_than_it_says_is_refused(settings: Settings) -> None:
    backup = made(settings)
    packed = backup / "articles.db.zst"
    packed.write_bytes(packed.read_bytes()[:-9])
    with pytest.raises(BackupError, match=r"articles\.db\.zst cannot be unpacked"):
        unpack(packed, backup / "articles.db")
    (backup / SUMS).write_text("")
    with pytest.raises(BackupError, match=r"names no articles\.db\.zst"):
        verified_files(backup)


def test_the_last_ones_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / f"2026-03-0{day}T010203Z").mkdir()
        (tmp_path / f"2026-03-0{day}T010203Z" / "SHA256SUMS").touch()
    (tmp_path / "2026-03-01T010204Z").mkdir()
    (tmp_path / "mine").mkdir()
    assert [path.name[:10] for path in delete_old(tmp_path, 2)] == ["2026-03-01", "2026-03-02", "2026-03-03"]
    assert len(list(tmp_path.iterdir())) == 4
    assert chosen_backup([], tmp_path).name == "2026-03-05T010203Z"
    assert chosen_backup(["2026-03-04T010203Z"], tmp_path) == backups_in(tmp_path)[0]
    with pytest.raises(CommandError, match="there is no back-up mine; "):
        chosen_backup(["mine"], tmp_path)
    with pytest.raises(CommandError, match="make backup makes one"):
        chosen_backup([], tmp_path / "mine")
