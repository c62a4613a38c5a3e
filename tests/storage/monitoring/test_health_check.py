"""After a run each source has its state, and people are told once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from items import Hint, Outcome, Page
from storage.monitoring import health_check
from storage.monitoring.health import Trouble
from storage.tables import discovery, pages
from storage.tables import sources as sources_table
from storage.tables.discovery import Visit

FEED = "https://herald.example/feed"
HOUR = timedelta(hours=1)


def read(database: Database, at: datetime) -> None:
    discovery.record_success(database, FEED, "herald", "feed", Visit(last_success=at), 200, 5)
    sources_table.record_source_success(database, "herald", at)


def fail(database: Database, at: datetime, trouble: Trouble = Trouble.BROKEN) -> None:
    discovery.record_failure(database, FEED, "herald", "feed", 200, "it is an HTML page", trouble, at)
    sources_table.record_source_failure(database, "herald", "it is an HTML page")


def test_one_notice_when_it_falls_ill_and_one_when_it_recovers(database: Database, at: datetime) -> None:
    told = []
    for run, sound in enumerate([True, False, False, False, True, True]):
        moment = at + run * HOUR
        (read if sound else fail)(database, moment)
        told.append(health_check.look_at_all(database, moment, moment))
    assert [bool(news) for news in told] == [False, True, False, False, True, False]
    assert told[1] == [f"herald is ill (broken feed): feed {FEED}: it is an HTML page"]
    assert told[4] == ["herald has recovered: it was broken feed, now it is healthy"]
    assert [row["health"] for row in database.table("notices").rows] == ["broken feed", "healthy"]
    (row,) = sources_table.health(database)
    assert (row.health, row.since) == ("healthy", "2026-03-02T12:30:00Z")


def test_a_source_that_was_not_asked_keeps_its_state(database: Database, at: datetime) -> None:
    fail(database, at)
    health_check.look_at_all(database, at, at)
    assert health_check.look_at_all(database, at + HOUR, at + HOUR) == []
    assert sources_table.health(database)[0].health == "broken feed"


def test_one_that_fails_often_rests_and_is_asked_again(database: Database, at: datetime) -> None:
    for run in range(4):
        fail(database, at + run * HOUR)
        health_check.look_at_all(database, at + run * HOUR, at + run * HOUR)
    soon = at + 4 * HOUR
    assert "after failing 4 times: it is an HTML page" in sources_table.resting(database, ["herald"], soon)["herald"]
    assert sources_table.resting(database, ["herald"], soon + timedelta(days=8)) == {}
    read(database, soon)
    health_check.look_at_all(database, soon, soon)
    assert sources_table.resting(database, ["herald"], soon) == {}


def test_a_silence_is_told_from_what_the_source_used_to_bring(database: Database, at: datetime) -> None:
    for day in range(30):
        for number in range(3):
            hint = Hint(f"https://herald.example/{day}/{number}")
            pages.register_listed(database, "herald", hint, at + timedelta(days=day))
    states = []
    for silent in (1, 3, 9):
        moment = at + timedelta(days=29 + silent)
        read(database, moment)
        health_check.look_at_all(database, moment, moment)
        states.append(sources_table.health(database)[0].health)
    assert states == ["healthy", "late", "quiet"]


def test_pages_that_bring_no_text_any_more_tell_of_a_changed_layout(database: Database, at: datetime) -> None:
    for number in range(20):
        outcome = Outcome.OFF_TOPIC if number < 12 else Outcome.TOO_SHORT
        page = Page(f"https://herald.example/{number}", "herald", outcome, "too short", status=200, body=b"x")
        pages.record_outcome(database, page, "hash", None, at + number * HOUR)
    read(database, at + timedelta(days=1))
    (news,) = health_check.look_at_all(database, at, at + timedelta(days=1))
    assert news == "herald is ill (changed layout): 0% of its recent articles have a text, before it was 86%"


def test_a_server_caught_lying_is_remembered_by_its_first_lie(database: Database) -> None:
    assert not sources_table.is_marked_unreliable(database, "herald")
    sources_table.mark_validators_unreliable(database, "herald", "first")
    sources_table.mark_validators_unreliable(database, "herald", "second")
    assert sources_table.is_marked_unreliable(database, "herald")
    assert database.table("sources").get("herald")["lies"] == "first"


def finish(database: Database, number: int, outcome: Outcome, reason: str, at: datetime) -> None:
    page = Page(f"https://herald.example/{number}", "herald", outcome, reason, status=200)
    pages.record_outcome(database, page, "", None, at)


def test_a_source_whose_pages_stand_behind_a_wall_says_so(database: Database, at: datetime) -> None:
    read(database, at)
    finish(database, 1, Outcome.BLOCKED_BY_WALL, "a test for robots stands in its place: Anubis", at)
    health_check.look_at_all(database, at, at)
    (row,) = sources_table.health(database)
    assert row.health == "blocked"
    assert row.reason == "1 of the last 1 pages are behind a wall: a test for robots stands in its place: Anubis"
    for number in (2, 3):
        finish(database, number, Outcome.OFF_TOPIC, "", at + HOUR)
    read(database, at + HOUR)
    health_check.look_at_all(database, at + HOUR, at + HOUR)
    assert sources_table.health(database)[0].health == "healthy"


def test_a_publishers_offer_to_subscribers_does_not_make_a_source_ill(database: Database, at: datetime) -> None:
    read(database, at)
    finish(database, 1, Outcome.BLOCKED_BY_WALL, "only subscribers may read it, not even the beginning is given", at)
    health_check.look_at_all(database, at, at)
    assert sources_table.health(database)[0].health == "healthy"


def list_pages(database: Database, number: int, note: str, at: datetime) -> list[str]:
    discovery.record_success(database, FEED, "herald", "feed", Visit(last_success=at), 200, number)
    discovery.annotate(database, FEED, note, None)
    return health_check.look_at_all(database, at, at)


def test_a_list_that_is_empty_for_the_first_time_is_told_of_at_once_and_only_then(
    database: Database, at: datetime
) -> None:
    assert list_pages(database, 9, "", at) == []
    (news,) = list_pages(database, 0, "it has become empty; before it listed 9 pages", at + HOUR)
    assert news == f"herald is ill (suddenly empty): feed {FEED}: it has become empty; before it listed 9 pages"
    assert list_pages(database, 0, "it has become empty; before it listed 9 pages", at + 2 * HOUR) == []
    assert len(list_pages(database, 4, "", at + 3 * HOUR)) == 1
    assert list_pages(database, 0, "it has become empty; before it listed 4 pages", at + 4 * HOUR) == []
