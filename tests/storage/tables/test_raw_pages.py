"""Raw pages: kept packed, read back, forgotten in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from storage.tables import raw_pages
from storage.tables.raw_pages import RawPage

PAGE = RawPage("https://herald.example/a", "herald", "https://herald.example/a/", "text/html", "", b"<p>\xff</p>" * 999)


def test_a_page_comes_back_as_it_was_and_the_latest_answer_wins(tmp_path: Path, at: datetime) -> None:
    database = raw_pages.open_raw_pages(tmp_path / "pages.db")
    raw_pages.archive_page(database, PAGE, at)
    assert raw_pages.read_raw_page(database, PAGE.url) == PAGE
    size = database.execute("select length(body) from raw").fetchone()[0]
    assert size < len(PAGE.body) / 10
    raw_pages.archive_page(database, replace(PAGE, body=b"later"), at)
    assert list(raw_pages.archived_urls(database)) == [PAGE.url]
    later = raw_pages.read_raw_page(database, PAGE.url)
    assert later is not None
    assert later.body == b"later"
    assert raw_pages.read_raw_page(database, "https://herald.example/never") is None
    database.close()


def test_old_pages_are_forgotten(tmp_path: Path, at: datetime) -> None:
    database = raw_pages.open_raw_pages(tmp_path / "pages.db")
    raw_pages.archive_page(database, PAGE, at - timedelta(days=31))
    raw_pages.archive_page(database, replace(PAGE, url="https://herald.example/b"), at - timedelta(days=29))
    assert raw_pages.delete_older(database, at, days=30) == 1
    assert list(raw_pages.archived_urls(database)) == ["https://herald.example/b"]
    database.close()


def test_raw_pages_lie_beside_their_database() -> None:
    assert raw_pages.path_of("", "data/osecwatch.db") == "data/pages.db"
    assert raw_pages.path_of("", "data/demo.db") == "data/demo-pages.db"
    assert raw_pages.path_of("elsewhere.db", "data/demo.db") == "elsewhere.db"
    assert raw_pages.path_of("", ":memory:") == ":memory:"
