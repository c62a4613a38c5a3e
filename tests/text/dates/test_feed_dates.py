"""Dates of feeds in their broken forms, and times without a zone by the source's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from text.dates.feed_dates import FeedDate, parse_feed_date, read_feed_date
from text.dates.finding import find_first_date
from text.dates.parsing import DateWithPrecision
from text.dates.places import is_zone_name, localized, zone_of_country

MANILA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 3, 7, 9, 5, tzinfo=MANILA)


@pytest.mark.parametrize(
    "text",
    [
        "2026/3/7 09:05:00",
        "Sat Mar 07 09:05:00 2026",
        "Sat Mar 07 01:05:00 UTC 2026",
        "Sa, 07.03.2026 - 09:05",
        "Sab, 7 Mar 2026 09:05:00",
        "Sabado, 7 Marso 2026 09:05",
        "ika-7 ng Marso 2026, 9:05 am",
        "za, 7 mrt 2026 09:05",
        "sábado, 7 de marzo de 2026 09:05",
        "7. März 2026, 09:05 Uhr",
        "2026-03-07 01:05:00 UTC",
        "Sat,07 Mar 2026 09:05:00",
        "Saturday, March 7, 2026 - 9:05am",
        "Sat, 07 Mar 2026T09:05:00",
        "07.03.2026 09.05",
        "Sat, 07 Mar 2026 09:05 PST",
        "Sat, 07 Mar 2026 09:05:00 Asia/Manila",
        "2026-03-07T09:05:00+08:00[Asia/Manila]",
        "Sat, 7 Mar 26 09:05 PHT",
        "Sat, 07 Mar 2026 09:05:00 XYZ",
        "March 7th, 2026 at 9:05 a.m.",
    ],
)
def test_the_time_of_a_philippine_source(text: str) -> None:
    assert parse_feed_date(text, "Asia/Manila") == MORNING


@pytest.mark.parametrize(
    ("text", "zone", "hours"),
    [
        ("Sat, 07 Mar 2026 09:05:00 PST", "America/Los_Angeles", -8),
        ("Sat, 07 Mar 2026 09:05:00 PST", "", -8),
        ("Sat, 07 Mar 2026 09:05:00 CST", "Asia/Shanghai", 8),
        ("Sat, 07 Mar 2026 09:05:00 CST", "", -6),
        ("Sat, 07 Mar 2026 09:05:00 IST", "Asia/Jerusalem", 2),
        ("Sat, 07 Mar 2026 09:05:00 IST", "Asia/Kolkata", 5.5),
        ("Sat, 07 Mar 2026 09:05:00 MST", "Asia/Kuala_Lumpur", 8),
        ("Tue, 07 Jul 2026 09:05:00", "Europe/Berlin", 2),
        ("Tue, 07 Jul 2026 09:05:00 EST", "Europe/Berlin", -5),
    ],
)
def test_an_abbreviation_means_what_it_means_in_the_sources_country(text: str, zone: str, hours: float) -> None:
    date = parse_feed_date(text, zone)
    assert date is not None
    assert date.utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Sat, 07 Mar 2026 24:00:00 GMT", datetime(2026, 3, 8, tzinfo=UTC)),
        ("25/12/2025 10:00", datetime(2025, 12, 25, 10, tzinfo=UTC)),
        ("12/25/2025 10:00 PM", datetime(2025, 12, 25, 22, tzinfo=UTC)),
        ("04/05/2025 10:00", None),
        ("Sat, 07 Mar 2026 24:30:00 GMT", None),
    ],
)
def test_other_forms(text: str, date: datetime | None) -> None:
    assert parse_feed_date(text) == date


def test_zones_of_countries() -> None:
    assert (zone_of_country("PH"), zone_of_country("DE"), zone_of_country("US"), zone_of_country("INT")) == (
        "Asia/Manila",
        "Europe/Berlin",
        "",
        "",
    )
    assert is_zone_name("Asia/Manila")
    assert not is_zone_name("Asia/Manilla")


def test_a_time_on_a_page_is_the_sources_local_time() -> None:
    shown = find_first_date("March 7, 2026 9:05 AM PST")
    assert shown is not None
    assert localized(shown, "Asia/Manila") == DateWithPrecision(MORNING.astimezone(UTC), "second", "+08:00")
    assert localized(shown, None) == shown
    assert localized(shown, "") == DateWithPrecision(datetime(2026, 3, 7, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    ("text", "zone", "when", "precision"),
    [
        ("Sat, 07 Mar 2026 09:05:00", "", datetime(2026, 3, 7, 9, 5, tzinfo=UTC), "day"),
        ("2026-03-07T09:05:00", "", datetime(2026, 3, 7, 9, 5, tzinfo=UTC), "day"),
        ("Sat, 07 Mar 2026 09:05:00 XYZ", "", datetime(2026, 3, 7, 9, 5, tzinfo=UTC), "day"),
        ("2026-03-07T09:05:00", "Asia/Manila", MORNING, "second"),
        ("Sat, 07 Mar 2026 09:05:00 Asia/Manila", "", MORNING, "second"),
        ("2026-03-07T01:05:00Z", "", MORNING, "second"),
        ("7 Mar 2026", "Asia/Manila", MORNING.replace(hour=0, minute=0), "day"),
        ("2026-03-07", "", datetime(2026, 3, 7, tzinfo=UTC), "day"),
        ("2026-03", "", datetime(2026, 3, 1, tzinfo=UTC), "month"),
    ],
)
def test_a_feeds_date_is_as_precise_as_it_is_known(text: str, zone: str, when: datetime, precision: str) -> None:
    assert read_feed_date(text, zone) == FeedDate(when, precision)


def test_a_day_is_that_of_the_place_where_it_was_written() -> None:
    assert DateWithPrecision.from_datetime(MORNING, "day") == DateWithPrecision(datetime(2026, 3, 7, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("03/07/2026 09:05", "Asia/Manila", "2026-03-07"),
        ("03/07/2026 09:05", "Europe/Berlin", "2026-07-03"),
        ("Sat, 03/07/2026 - 09:05", "Europe/Berlin", "2026-03-07"),
        ("Fri, 03/07/2026 - 09:05", "Asia/Manila", "2026-07-03"),
        ("03/07/2026 09:05", "", ""),
    ],
)
def test_figures_of_two_meanings_are_settled_by_the_weekday_or_the_country(text: str, zone: str, day: str) -> None:
    date = parse_feed_date(text, zone)
    assert (f"{date:%Y-%m-%d}" if date else "") == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("ika-7 ng Marso 2026, 1:05 ng hapon", "13:05"),
        ("7 Marso 2026 12:30 ng tanghali", "12:30"),
        ("7 Marso 2026 9:05 sa buntag", "09:05"),
        ("Sat, 07 Mar 2026 23:59:60", "23:59"),
    ],
)
def test_times_of_day_in_words_and_a_leap_second(text: str, clock: str) -> None:
    date = parse_feed_date(text, "Asia/Manila")
    assert date is not None
    assert f"{date:%H:%M}" == clock
