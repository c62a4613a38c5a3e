"""What a page that could not be cleaned may be tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from items import Hint, Outcome, Page
from storage.tables import page_queue, pages, sources

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://herald.example/plan"


def finished(database: Database, reason: str) -> None:
    sources.ensure(database, "herald", "The Herald")
    pages.register_listed(database, "herald", Hint(URL), NOW)
    page = Page(URL, "herald", Outcome.ERROR, reason, status=200, body=b"<p>The plan</p>", etag='"1"')
    pages.record_outcome(database, page, "hash", None, NOW)


def again(database: Database) -> list[str]:
    return [found.url for found in page_queue.waiting(database, ["herald"], NOW + timedelta(hours=2))]


def test_a_page_whose_worker_was_killed_is_asked_for_again_in_full(database: Database) -> None:
    finished(database, f"extraction was given up: {pages.WORKER_DIED}")
    assert again(database) == [URL]
    assert pages.validators(database, URL) == ("", "", "")


def test_a_page_that_takes_too_long_is_left(database: Database) -> None:
    finished(database, "extraction was given up: it took longer than 10 s")
    assert again(database) == []


def test_a_page_behind_a_wall_is_asked_for_again_ever_later(database: Database) -> None:
    sources.ensure(database, "herald", "The Herald")
    pages.register_listed(database, "herald", Hint(URL), NOW)
    tries = []
    for hour in range(0, 24 * 60, 6):
        at = NOW + timedelta(hours=hour)
        if list(page_queue.waiting(database, ["herald"], at)):
            tries.append(hour)
            pages.record_outcome(
                database, Page(URL, "herald", Outcome.BLOCKED_BY_WALL, "a test", status=200), "", None, at
            )
    assert tries == [0, 6, 30, 102, 270, 774]
