from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from storage.datasette.local_time import ShownTime, day_in_words, days_ago, lag, local_day, local_year, show_time

MANILA = ZoneInfo("Asia/Manila")
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-22T01:00:00Z", "today 09:00"),
        ("2026-11-21T16:05:00Z", "today 00:05"),
        ("2026-11-21T15:59:00Z", "yesterday 23:59"),
        ("2026-11-18T02:00:00Z", "Wednesday 10:00"),
        ("2026-11-15T02:00:00Z", "15 November 2026 10:00"),
        ("2026-11-23T02:00:00Z", "23 November 2026 10:00"),
        ("2021-04-29T20:00:00Z", "30 April 2021 04:00"),
    ],
)
def test_words_in_the_readers_zone(text: str, words: str) -> None:
    assert show_time(text, "second", NOW, MANILA).words == words


def test_exact_time_is_utc() -> None:
    shown = show_time("2026-11-22T01:00:00Z", "second", NOW, MANILA)
    assert shown == ShownTime("today 09:00", "2026-11-22 01:00:00 UTC", "2026-11-22T01:00:00Z")


def test_a_citation_names_the_date() -> None:
    assert show_time("2026-11-22T01:00:00Z", "second", None, MANILA).words == "22 November 2026 09:00"


@pytest.mark.parametrize("zone", [MANILA, ZoneInfo("America/Los_Angeles")], ids=str)
def test_a_day_stays_the_day_that_was_written(zone: ZoneInfo) -> None:
    shown = show_time("2021-04-29T00:00:00Z", "day", NOW, zone)
    assert shown == ShownTime("29 April 2021", "29 April 2021, the time of day is not known", "2021-04-29")


def test_a_month_stays_a_month() -> None:
    shown = show_time("2021-04-01T00:00:00Z", "month", NOW, ZoneInfo("America/Los_Angeles"))
    assert (shown.words, shown.machine) == ("April 2021", "2021-04")


def test_what_is_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="soon"):
        show_time("soon", "second", NOW, MANILA)


def test_days_begin_at_midnight_in_the_readers_zone() -> None:
    assert days_ago(0, NOW, MANILA) == "2026-11-21T16:00:00Z"
    assert days_ago(6, NOW, MANILA) == "2026-11-15T16:00:00Z"


def test_day_headings() -> None:
    assert day_in_words(NOW, NOW) == "Today, 22 November 2026"
    assert day_in_words(datetime(2026, 11, 21, tzinfo=UTC), NOW) == "Yesterday, 21 November 2026"
    assert day_in_words(datetime(2026, 11, 19, tzinfo=UTC), NOW) == "Thursday, 19 November 2026"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.001, "less than a minute"),
        (0.5, "30 minutes"),
        (1, "1 hour"),
        (23, "23 hours"),
        (120, "5 days"),
        (-2, "2 hours"),
    ],
)
def test_spans(hours: float, words: str) -> None:
    assert lag(hours) == words


@pytest.mark.parametrize(
    ("text", "precision", "zone", "day"),
    [
        ("2026-01-01T00:00:00Z", "day", "America/New_York", date(2026, 1, 1)),
        ("2026-01-01T00:00:00Z", "second", "America/New_York", date(2025, 12, 31)),
        ("2025-12-31T17:00:00Z", "second", "Asia/Manila", date(2026, 1, 1)),
        ("2025-12-31T00:00:00Z", "day", "Asia/Manila", date(2025, 12, 31)),
    ],
)
def test_a_date_without_a_time_is_that_day_everywhere(text: str, precision: str, zone: str, day: date) -> None:
    assert local_day(text, precision, ZoneInfo(zone)) == day
    assert local_year(text, precision, ZoneInfo(zone)) == str(day.year)
