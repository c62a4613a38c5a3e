"""Addresses that sources list: new, known, changed, another spelling, waiting, failed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from items import Hint, Outcome, Page
from storage.tables import page_queue, pages
from storage.tables.hints import read_hint
from storage.tables.pages import ListedAction

HINT = Hint(
    "https://herald.example/2026/03/court-rules",
    title="Court rules",
    published=datetime(2026, 3, 1, tzinfo=UTC),
    modified=datetime(2026, 3, 1, tzinfo=UTC),
)


def finished(database: Database, at: datetime, outcome: Outcome = Outcome.OFF_TOPIC) -> None:
    pages.record_outcome(
        database, Page(HINT.url, "herald", outcome, status=200, etag='"1"', hint=HINT), "hash", None, at
    )


def test_a_new_page_waits_until_it_is_finished(database: Database, at: datetime) -> None:
    assert pages.register_listed(database, "herald", HINT, at) is ListedAction.FETCH
    assert [page.hint for page in page_queue.waiting(database, ["herald"], at)] == [HINT]
    finished(database, at)
    assert not list(page_queue.waiting(database, ["herald"], at))
    assert pages.register_listed(database, "herald", HINT, at) is ListedAction.KNOWN
    assert pages.validators(database, HINT.url) == ('"1"', "", "hash")


def test_a_page_whose_source_says_it_changed_is_fetched_again(database: Database, at: datetime) -> None:
    pages.register_listed(database, "herald", HINT, at)
    finished(database, at)
    edited = replace(HINT, modified=datetime(2026, 3, 2, tzinfo=UTC))
    assert pages.register_listed(database, "herald", edited, at) is ListedAction.FETCH


def test_another_source_wording_the_headline_differently_is_no_change(database: Database, at: datetime) -> None:
    pages.register_listed(database, "herald", HINT, at)
    finished(database, at)
    database.execute("insert into sources (slug, name, kind, country, language, homepage) values ('b','','','','','')")
    other = replace(HINT, title="Court rules - Herald")
    assert pages.register_listed(database, "b", other, at) is ListedAction.KNOWN
    assert pages.register_listed(database, "herald", other, at, second_hand=True) is ListedAction.KNOWN
    assert read_hint(HINT.url, database.table("pages").get(HINT.url)["hint"]).title == HINT.title


def test_a_list_without_headlines_is_completed_by_what_another_says(database: Database, at: datetime) -> None:
    bare = Hint(HINT.url, modified=at)
    found = Hint(HINT.url, "Four arrested - Herald", "Police say so.", published=at, outlet="Herald")
    pages.register_listed(database, "herald", bare, at)
    for _ in range(2):
        assert pages.register_listed(database, "herald", found, at, second_hand=True) is ListedAction.FETCH
        pages.register_listed(database, "herald", bare, at)
        merged = read_hint(HINT.url, database.table("pages").get(HINT.url)["hint"])
        assert merged == replace(found, modified=at)


def test_another_spelling_of_a_known_address_is_an_alias_with_its_own_row(database: Database, at: datetime) -> None:
    pages.register_listed(database, "herald", HINT, at)
    assert (
        pages.register_listed(database, "herald", replace(HINT, url=HINT.url + "?utm_source=rss"), at)
        is ListedAction.ALIAS
    )
    row = database.table("pages").get(HINT.url + "?utm_source=rss")
    assert (row["outcome"], row["reason"]) == ("duplicate", f"another address of {HINT.url}")


def test_a_failed_page_is_tried_again_ever_later_but_not_for_ever(database: Database, at: datetime) -> None:
    pages.register_listed(database, "herald", HINT, at)
    tries = []
    for hour in range(24 * 7):
        if list(page_queue.waiting(database, ["herald"], at + timedelta(hours=hour))):
            tries.append(hour)
            finished(database, at + timedelta(hours=hour), Outcome.ERROR)
    assert tries == [0, 1, 7, 31]
    assert len(tries) == pages.ATTEMPTS


def test_a_page_that_came_and_could_not_be_cleaned_is_set_aside(database: Database, at: datetime) -> None:
    page = Page(HINT.url, "herald", Outcome.ERROR, "extraction was given up", status=200, body=b"<html>", hint=HINT)
    pages.record_outcome(database, page, "hash", None, at)
    assert not list(page_queue.waiting(database, ["herald"], at + timedelta(days=100)))


def test_a_page_behind_a_robots_txt_that_could_not_be_read_waits(database: Database, at: datetime) -> None:
    for reason, waits in ((f"{pages.UNREADABLE_ROBOTS}: status 503", True), ("robots.txt forbids this address", False)):
        page = Page(HINT.url, "herald", Outcome.BLOCKED_BY_ROBOTS, reason, hint=HINT)
        pages.record_outcome(database, page, "", None, at)
        assert bool(list(page_queue.waiting(database, ["herald"], at))) == waits


def test_a_page_that_is_put_off_still_waits_and_says_why(database: Database, at: datetime) -> None:
    pages.register_listed(database, "herald", HINT, at)
    pages.put_off(database, HINT.url, "put off: the time of this run is up")
    assert database.table("pages").get(HINT.url)["reason"] == "put off: the time of this run is up"
    assert list(page_queue.waiting(database, ["herald"], at))


def test_an_error_page_leaves_the_validators_of_the_article(database: Database, at: datetime) -> None:
    pages.register_listed(database, "herald", HINT, at)
    finished(database, at)
    page = Page(HINT.url, "herald", Outcome.ERROR, "status 500", status=500, body=b"oops", etag='"2"', hint=HINT)
    pages.record_outcome(database, page, "other", None, at)
    assert pages.validators(database, HINT.url) == ('"1"', "", "hash")


def test_an_answer_without_a_body_leaves_the_validators(database: Database, at: datetime) -> None:
    pages.register_listed(database, "herald", HINT, at)
    finished(database, at)
    pages.record_outcome(database, Page(HINT.url, "herald", Outcome.NOT_MODIFIED, status=304), "", None, at)
    assert pages.validators(database, HINT.url) == ('"1"', "", "hash")


def test_what_is_no_address_gets_a_row_with_the_reason(database: Database, at: datetime) -> None:
    pages.record_refused(database, "herald", "htp:/x y", "htp:/x y is no web address", at)
    row = database.table("pages").get("htp:/x y")
    assert (row["outcome"], row["reason"]) == ("error", "htp:/x y is no web address")
    assert not list(page_queue.waiting(database, ["herald"], at + timedelta(days=100)))


def test_an_article_is_looked_at_again_as_it_ages(at: datetime) -> None:
    hours = [hour for hour in range(24 * 60) if page_queue.is_due(at, at, at + timedelta(hours=hour))]
    assert hours[0] == 6
    last, looks = at, []
    for hour in range(24 * 60):
        if page_queue.is_due(at, last, at + timedelta(hours=hour)):
            last = at + timedelta(hours=hour)
            looks.append(hour)
    assert looks == [6, 24, 72, 168, 720]
