"""What is read when, so that nothing that was found is forgotten and nothing is asked for twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from storage.monitoring.health import Trouble
from storage.tables import discovery
from storage.tables.discovery import Visit

INDEX, ONE, TWO = (f"https://herald.example/{name}.xml" for name in ("index", "one", "two"))
DAY = timedelta(days=1)


def test_an_index_without_dates_is_passed_over_for_a_day(database: Database, at: datetime) -> None:
    discovery.record_success(database, INDEX, "herald", "sitemap", Visit(last_success=at), 200, 0)
    discovery.divide(database, INDEX, "herald", [], [ONE, TWO])
    discovery.record_success(database, ONE, "herald", "sitemap", Visit(last_success=at), 200, 9)
    # the part that was never read comes first
    assert discovery.parts_of(database, INDEX, at - DAY, at) == [TWO, ONE]
    assert discovery.parts_of(database, INDEX, at, at) == []
    assert discovery.parts_of(database, ONE, at - DAY, at) == []


def test_an_index_with_dates_is_read_every_time(database: Database, at: datetime) -> None:
    discovery.record_success(database, INDEX, "herald", "sitemap", Visit(last_success=at), 200, 0)
    discovery.divide(database, INDEX, "herald", [ONE], [TWO])
    assert discovery.parts_of(database, INDEX, at - DAY, at) == []


def test_a_part_that_is_gone_from_its_index_is_let_go(database: Database, at: datetime) -> None:
    discovery.record_success(database, INDEX, "herald", "sitemap", Visit(last_success=at), 200, 0)
    discovery.divide(database, INDEX, "herald", [], [ONE, TWO])
    discovery.divide(database, INDEX, "herald", [], [TWO])
    assert discovery.parts_of(database, INDEX, at - DAY, at) == [TWO]


def test_a_listing_that_was_to_be_read_is_expected_until_it_was(database: Database, at: datetime) -> None:
    page = "https://herald.example/news?page=2"
    discovery.expect(database, page, "herald", "listing")
    assert discovery.expected(database, "herald") == [page]
    discovery.record_failure(database, page, "herald", "listing", None, "no answer in time", Trouble.FAILING, at)
    assert discovery.expected(database, "herald") == [page]
    discovery.record_failure(database, page, "herald", "listing", 404, "status 404", Trouble.FAILING, at)
    assert discovery.expected(database, "herald") == []


def test_answers_that_say_nothing_changed_are_counted_until_the_whole_comes(database: Database, at: datetime) -> None:
    discovery.record_success(database, ONE, "herald", "sitemap", Visit('"1"', "", "hash", at), 200, 9)
    for number in range(3):
        discovery.record_unchanged(database, ONE, 304, at + number * DAY)
    visit = discovery.last_visit(database, ONE)
    assert (visit.polls, visit.last_full, visit.etag) == (3, at, '"1"')
    discovery.record_unchanged(database, ONE, 200, at + 4 * DAY)
    visit = discovery.last_visit(database, ONE)
    assert (visit.polls, visit.last_full) == (0, at + 4 * DAY)
