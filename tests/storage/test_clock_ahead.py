"""Times that a clock wrote which was once years ahead are not believed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from items import Hint, Outcome, Page
from spiders.discovery.conditional_requests import is_full_due
from storage.clock import stamp
from storage.lease import Holder, may_take_over
from storage.tables import host_holds, page_queue, pages, robots, sources

FIVE_YEARS = timedelta(days=5 * 365)
HOUR = timedelta(hours=1)


def test_nobody_holds_the_lease_from_the_future(at: datetime) -> None:
    holder = Holder("watch", "elsewhere", 1, at, at + FIVE_YEARS)
    assert may_take_over(holder, host="here", alive=True, at=at, patience=HOUR)


def test_a_host_is_left_alone_for_two_days_at_most(database: Database, at: datetime) -> None:
    host_holds.hold_host(database, "a.example", at + FIVE_YEARS, "until 2031")
    host_holds.hold_host(database, "b.example", at + HOUR, "for an hour")
    assert host_holds.current_holds(database, at) == {"b.example": "for an hour"}


def test_a_robots_txt_read_in_the_future_is_read_again(database: Database, at: datetime) -> None:
    robots.store_robots(database, "https://a.example", 200, "", at + FIVE_YEARS)
    assert robots.recent_robots(database, "https://a.example", at, timedelta(days=1)) is None


def test_a_source_rests_for_seven_days_at_most(database: Database, at: datetime) -> None:
    sources.ensure(database, "herald", "The Herald")
    for ahead, rests in ((HOUR, True), (FIVE_YEARS, False)):
        database.execute("update sources set next_try = ?, last_error = 'gone'", [stamp(at + ahead)])
        assert bool(sources.resting(database, ["herald"], at)) == rests


def test_a_page_and_a_list_last_asked_for_in_the_future_are_asked_for_now(database: Database, at: datetime) -> None:
    sources.ensure(database, "herald", "The Herald")
    url = "https://herald.example/a"
    pages.register_listed(database, "herald", Hint(url), at)
    pages.record_outcome(database, Page(url, "herald", Outcome.ERROR, "no answer"), "", None, at + FIVE_YEARS)
    assert [page.url for page in page_queue.waiting(database, ["herald"], at)] == [url]
    shell = Page(url, "herald", Outcome.NOT_AN_ARTICLE, "its text is filled in by script")
    shell.unread = (shell.outcome, shell.reason)
    pages.record_outcome(database, shell, "", None, at + FIVE_YEARS)
    assert [page.url for page in page_queue.waiting(database, ["herald"], at)] == [url]
    assert page_queue.is_due(at, at + FIVE_YEARS, at)
    assert is_full_due(at + FIVE_YEARS, 0, at, every=10, age=timedelta(days=1))
