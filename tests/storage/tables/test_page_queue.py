"""Pages on which an article goes on: fetched with the first page only, and again from there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from items import FollowingPage, Hint, Outcome, Page
from storage.tables import page_queue, pages

FIRST = "https://herald.example/2026/05/04/court-rules-on-appeal"
SECOND = f"{FIRST}?page=2"
AT = datetime(2026, 5, 4, 10, tzinfo=UTC)


def stored(database: Database, outcome: Outcome) -> None:
    """Store an article whose second page had this outcome."""
    page = Page(FIRST, "herald", Outcome.STORED, following=(FollowingPage(SECOND, 2, outcome, "page 2 of it"),))
    pages.register_listed(database, "herald", Hint(FIRST, "A headline"), AT)
    pages.record_outcome(database, page, "hash", None, AT)
    page_queue.record_following_pages(database, page, None, AT)


def queue(database: Database, at: datetime) -> list[str]:
    return [page.url for page in page_queue.waiting(database, ["herald"], at)]


def test_a_following_page_that_failed_is_tried_again_from_the_first(database: Database) -> None:
    stored(database, Outcome.ERROR)
    assert queue(database, AT) == []
    assert queue(database, AT + timedelta(hours=2)) == [FIRST]


def test_a_list_that_names_a_following_page_does_not_have_it_fetched(database: Database) -> None:
    stored(database, Outcome.DUPLICATE)
    hint = Hint(SECOND, "Another headline", modified=AT)
    assert pages.register_listed(database, "herald", hint, AT) is pages.ListedAction.KNOWN
    assert queue(database, AT + timedelta(days=1)) == []


def test_the_first_page_waits_where_only_a_following_one_was_listed(database: Database) -> None:
    page = Page(SECOND, "herald", Outcome.DUPLICATE, hint=Hint(SECOND, "A headline"), first_page=FIRST)
    pages.register_listed(database, "herald", Hint(SECOND, "A headline"), AT)
    pages.record_outcome(database, page, "", None, AT)
    page_queue.record_continuation(database, page, AT)
    assert queue(database, AT) == [FIRST]
