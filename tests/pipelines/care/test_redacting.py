"""Words that identify a child are deleted for good, from the file, too, and kept out of the same text elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from scrapy.settings import Settings
from sqlite_utils import Database

from items import Article, Hint, Page
from pipelines.archive_raw import is_worth_archiving
from pipelines.care.guarding import guard_article
from pipelines.instructions.queue import empty_queue
from pipelines.redact_known import RedactKnownPipeline, redact_known
from storage.clock import now
from storage.schema.database import open_database
from storage.session import Session
from storage.tables.care.redactions import read_known_words
from storage.tables.instructions import give_instruction
from storage.tables.raw_pages import RawPage, archive_page, archived_urls, open_raw_pages
from storage.tables.takedown.barred import register_barred
from tests.storage.datasette.archive import NOW, Sample, add, ago
from tests.storage.datasette.planted import COPY, HELD, NAME, OLD_TEXT, PLANTED, SIBLING, TEXT, TITLE, URL, plant


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive before anything is redacted, with a raw page."""
    path = plant(tmp_path_factory.mktemp("redacting") / "whole.db")
    with closing(open_database(path)) as database:
        database.execute("pragma wal_checkpoint(truncate)").fetchall()
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    path = tmp_path / "planted.db"
    path.write_bytes(whole.read_bytes())
    with closing(open_raw_pages(tmp_path / "raw.db")) as raw_pages:
        archive_page(raw_pages, RawPage(URL, "tribune", URL, "text/html", "", TEXT.encode()), NOW)
        raw_pages.conn.commit()
    return path


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with closing(open_database(path)) as opened:
        yield opened


def redact(database: Database, path: Path, *articles: int) -> None:
    """Has articles redacted as the reading room or a command does."""
    for article in articles:
        words = ("redact", str(article), f"the mother of {NAME} asked")
        give_instruction(database, "care", words, now(), "editor", f"/article/{article}")
    settings = {"STORY_WINDOW_DAYS": 14, "RAW_PAGES": str(path.with_name("raw.db")), "DATABASE": str(path)}
    empty_queue(database, Settings(settings))
    rows = database.execute("select answer from instructions where command = 'care'").fetchall()
    assert [row.answer for row in rows] == [
        f"what was masked of article {one} is redacted for good" for one in articles
    ]


def test_no_redacted_word_stays_in_the_file(path: Path, database: Database) -> None:
    assert [word for word in PLANTED if word.encode() in path.read_bytes().lower()] == list(PLANTED)
    redact(database, path, HELD, COPY, SIBLING)
    database.close()
    left = path.read_bytes().lower() + path.with_name("raw.db").read_bytes().lower()
    assert not [word for word in PLANTED if word.encode() in left]
    assert not path.with_name(f"{path.name}-wal").exists()
    with closing(open_database(path)) as opened:
        ((text, url),) = opened.execute("select text, url from texts join articles on article = id where id = 50")
        assert "▒▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒▒, 9, is a pupil" in text
        assert url == "https://tribune.example/#held-50"
        records = opened.execute("select article, account, reason, stretches > 9 from care_redactions").fetchall()
        assert tuple(records[0]) == (HELD, "editor", "the mother of ▒▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒▒ asked", 1)
        assert [row.article for row in records] == [HELD, COPY, SIBLING]
        opened.execute("insert into articles_fts(articles_fts, rank) values ('integrity-check', 1)")
        assert opened.execute("pragma foreign_key_check").fetchall() == []
    with closing(open_raw_pages(path.with_name("raw.db"))) as raw_pages:
        assert list(archived_urls(raw_pages)) == []


def test_the_other_texts_of_the_story_stay_held(path: Path, database: Database) -> None:
    redact(database, path, HELD)
    for article in (COPY, SIBLING):
        guard_article(database, article, NOW)
        masked = database.execute("select title, text from masked_articles where article = ?", [article]).fetchone()
        assert masked
        assert not [word for word in PLANTED if word in f"{masked}".lower()]
    assert database.execute("select 1 from guard_findings where article = 50 and decided = ''").fetchone() is None


def test_the_same_text_from_elsewhere_comes_without_the_words(path: Path, database: Database) -> None:
    redact(database, path, HELD)
    address = "https://radio.example/another"
    page = Page(address, "radio", article=Article(f"Update: {TITLE}", f"Radio report. {TEXT}", authors=("A desk",)))
    page.body, page.relevance, page.hint = TEXT.encode(), 9.0, Hint(address, TITLE)
    session = Session(database, batch_size=1, batch_seconds=1)
    left = RedactKnownPipeline(session).process_item(page)
    assert left.article
    assert not [word for word in PLANTED if word in f"{left.article}".lower()]
    assert left.hint is None
    assert not is_worth_archiving(left)
    other = Article(
        "A court in Cebu", "The court in Cebu sentenced a man for online sexual exploitation. Police said so."
    )
    assert redact_known(other, read_known_words(database, set())) is other


def test_a_redacted_word_by_itself_is_left_alone_in_other_stories(path: Path, database: Database) -> None:
    redact(database, path, HELD)
    add(database, Sample(60, "radio", "Quillanne wins", ago(hours=1), "The singer Quillanne won a prize for a song."))
    guard_article(database, 60, NOW)
    assert not database.execute("select 1 from masked_articles where article = 60").fetchone()


def test_an_address_that_tells_the_words_is_not_asked_for_again(path: Path, database: Database) -> None:
    assert not register_barred(database, "tribune", URL, NOW)
    redact(database, path, HELD)
    assert register_barred(database, "tribune", URL, NOW)
    assert not database.execute("select 1 from pages where url like '%quillanne%'").fetchall()
    assert not register_barred(database, "tribune", "https://tribune.example/other", NOW)


def test_what_a_list_says_of_a_redacted_text_is_not_kept(path: Path, database: Database) -> None:
    redact(database, path, HELD, COPY)
    hint = json.dumps({"title": OLD_TEXT})
    database.execute("update pages set hint = ? where article = 51", [hint])
    assert database.execute("select hint from pages where article = 51").fetchone()[0] == ""
    assert database.execute("select count(*) from feed_texts").fetchone()[0] == 0


def test_nothing_is_redacted_where_nothing_is_masked(path: Path, database: Database) -> None:
    give_instruction(database, "care", ("redact", "1", "why"), now(), "editor")
    empty_queue(database, Settings({"STORY_WINDOW_DAYS": 14, "RAW_PAGES": "", "DATABASE": str(path)}))
    answer = database.execute("select succeeded, answer from instructions where command = 'care'").fetchone()
    assert tuple(answer) == (0, "nothing is masked in article 1; see scrapy care --list")
