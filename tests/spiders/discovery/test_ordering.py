"""The newest page comes first, however its source lists it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from items import Hint, Outcome, Page
from spiders.discovery.ordering import RECENT, from_both_ends, listed_date
from storage.tables import page_queue, pages, sources

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def hint(name: str, published: datetime | None = None, modified: datetime | None = None) -> Hint:
    return Hint(f"https://herald.example/{name}", published=published, modified=modified)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (hint("a", published=NOW - 3 * DAY, modified=NOW), NOW - 3 * DAY),
        (hint("2026/11/02/harbour", modified=NOW), datetime(2026, 11, 3, tzinfo=UTC)),
        (hint("2026/11/20/harbour"), NOW),
        (hint("a", modified=NOW - DAY), NOW - DAY),
        (hint("a", published=NOW + 400 * DAY), NOW),
        (hint("a"), NOW),
    ],
)
def test_when_a_page_came_out(listed: Hint, expected: datetime) -> None:
    assert listed_date(listed, NOW, is_first_reading=False) == expected


def test_an_undated_archive_comes_after_what_is_recent_and_a_lastmod_not_believed_is_no_date() -> None:
    assert listed_date(hint("a"), NOW, is_first_reading=True) == NOW - RECENT
    assert listed_date(hint("a", modified=NOW), NOW, is_first_reading=True, trusts_lastmod=False) == NOW - RECENT


def test_the_first_and_the_last_of_a_list_come_first() -> None:
    assert list(from_both_ends("abcde")) == ["a", "e", "b", "d", "c"]
    assert list(from_both_ends([])) == []


def test_the_queue_begins_with_the_newest_that_was_never_fetched(database: Database) -> None:
    sources.ensure(database, "herald", "The Herald")
    for days in range(40, 0, -1):
        pages.register_listed(database, "herald", hint(f"old-{days}"), NOW, NOW - days * DAY)
    pages.register_listed(database, "herald", hint("edited", modified=NOW - DAY), NOW, NOW)
    done = Page(hint("edited").url, "herald", Outcome.OFF_TOPIC, status=200, hint=hint("edited", modified=NOW - DAY))
    pages.record_outcome(database, done, "hash", None, NOW)
    pages.register_listed(database, "herald", hint("edited", modified=NOW), NOW, NOW)
    pages.register_listed(database, "herald", hint("today"), NOW, NOW)
    queue = [page.url.rpartition("/")[2] for page in page_queue.waiting(database, ["herald"], NOW)]
    assert queue[:3] == ["today", "old-1", "old-2"]
    assert queue[-1] == "edited"
    recent = [page.url.rpartition("/")[2] for page in page_queue.recent(database, "herald", NOW - 2 * DAY)]
    assert recent == ["today", "old-1", "edited"]


def test_a_source_that_calls_everything_changed_is_no_longer_believed_until_it_is_right(database: Database) -> None:
    sources.ensure(database, "herald", "The Herald")
    assert sources.trusts_lastmod(database, "herald")
    for _ in range(sources.LASTMOD_PATIENCE):
        sources.record_lastmod(database, "herald", changed=False)
    assert not sources.trusts_lastmod(database, "herald")
    known, again = hint("a", modified=NOW), hint("a", modified=NOW + DAY)
    pages.register_listed(database, "herald", known, NOW)
    pages.record_outcome(database, Page(known.url, "herald", Outcome.OFF_TOPIC, hint=known), "hash", None, NOW)
    action = pages.register_listed(database, "herald", again, NOW + DAY, trusts_lastmod=False)
    assert action is pages.ListedAction.KNOWN
    sources.record_lastmod(database, "herald", changed=True)
    assert sources.trusts_lastmod(database, "herald")


def test_whether_a_list_calls_a_page_changed_since_it_was_fetched(database: Database) -> None:
    sources.ensure(database, "herald", "The Herald")
    page = Page(hint("a").url, "herald", Outcome.OFF_TOPIC, hint=hint("a", modified=NOW + DAY))
    assert not pages.claims_change(database, page)
    pages.record_outcome(database, page, "hash", None, NOW)
    assert pages.claims_change(database, page)
    assert not pages.claims_change(database, Page(page.url, "herald", hint=hint("a", modified=NOW - DAY)))
