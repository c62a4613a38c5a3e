"""What becomes of a source that the file calls otherwise, or has no more."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlite_utils import Database

from items import Article, Hint, Page
from pipelines.store import store
from spiders.sources.model import Source
from storage.monitoring.renaming import follow_file
from storage.tables import discovery, pages, sources
from storage.tables.discovery import Visit

FEED = "https://herald.example/feed"
PAGE = "https://herald.example/a"


@pytest.fixture
def watched(database: Database, at: datetime) -> Database:
    """A database in which a page of the source "herald" waits."""
    for slug in ("herald", "daily-herald"):
        entry = {"name": "Herald", "kind": "newspaper", "country": "PH", "language": "en"}
        source = Source.model_validate({**entry, "slug": slug, "homepage": "https://herald.example/", "feed": FEED})
        sources.upsert_sources(database, [source])
    discovery.record_success(database, FEED, "herald", "feed", Visit(last_success=at), 200, 1)
    pages.register_listed(database, "herald", Hint(PAGE), at)
    return database


def page(database: Database) -> tuple[str, str]:
    return tuple(database.execute("select source, reason from pages where url = ?", [PAGE]).fetchone())


def test_all_moves_to_the_new_name(watched: Database, at: datetime) -> None:
    read = Page(f"{PAGE}/read", "herald", article=Article("Council votes", "It did."), on_topic=True)
    number = store(watched, read, at).article or 0
    (message,) = follow_file(watched, {"daily-herald": [FEED]}, at)
    assert "herald is called daily-herald" in message
    assert page(watched) == ("daily-herald", "")
    assert watched.table("articles").get(number)["source"] == "daily-herald"
    assert watched.table("pages").get(read.url)["source"] == "daily-herald"
    assert follow_file(watched, {"daily-herald": [FEED]}, at) == []


def test_what_waits_of_a_removed_source_says_so_once(watched: Database, at: datetime) -> None:
    (message,) = follow_file(watched, {"daily-herald": ["https://other.example/feed"]}, at)
    assert "herald is no longer in the sources file" in message
    assert page(watched) == ("herald", "its source is no longer in the sources file")
    assert follow_file(watched, {"daily-herald": ["https://other.example/feed"]}, at) == []


def test_a_file_that_names_all_says_nothing(watched: Database, at: datetime) -> None:
    assert follow_file(watched, {"herald": [FEED], "daily-herald": []}, at) == []
