"""Whole values that state a date, as programs write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.dates.feed_dates import parse_feed_date
from text.dates.finding import find_first_date, find_stated_date
from text.dates.months import MONTHS
from text.dates.parsing import DateWithPrecision, is_possible_date, parse_figures, parse_iso_date

MANILA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 2, 10, 8, 0, tzinfo=MANILA)


@pytest.mark.parametrize(
    "text",
    [
        *("Tue, 10 Feb 2026 08:00:00 +0800", "10 Feb 2026 08:00 +08:00", "Tuesday, 10 February 2026 8:00 AM GMT+8"),
        *("Tue, 10 Feb 2026 08:00:00 PHT", "tue, 10-feb-26 08:00:00 +0800", "Tue, 10 Feb 2026 08:00:00 +0800 (PST)"),
        *("2026-02-10T08:00:00+08:00", "2026-02-10 08:00:00 +0800", " 2026-02-10t08:00:00.000+08:00\n"),
        *("Feb. 10, 2026 8:00 a.m. +0800", "February 10, 2026 at 08:00 +0800"),
    ],
)
def test_a_date_keeps_the_zone_it_was_written_in(text: str) -> None:
    date = parse_feed_date(text)
    assert date == MORNING
    assert date is not None
    assert date.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-02-10T00:00:00Z", datetime(2026, 2, 10, tzinfo=UTC)),
        ("2026-02-10", datetime(2026, 2, 10, tzinfo=UTC)),
        ("2026-02", datetime(2026, 2, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("Tue, 10 Feb 2026 08:00:00 PM EST", datetime(2026, 2, 11, 1, 0, tzinfo=UTC)),
        ("Tue, 10 Feb 2026 12:30 am", datetime(2026, 2, 10, 0, 30, tzinfo=UTC)),
        ("Tue, 10 Feb 2026 08:00:00 XYZ", datetime(2026, 2, 10, 8, tzinfo=UTC)),
    ],
)
def test_a_date_without_a_known_zone_is_in_utc(text: str, date: datetime) -> None:
    assert parse_feed_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "1714521600", "31 Feb 2026", "10 Foo 2026", "2026-13-01", "0001-01-01T00:00:00"),
        *("9999-12-31T23:59:59-05:00", "Tue, 10 Feb 2026 25:00:00", "Tue, 10 Feb 2026 08:00 +9900", "." * 1_000_000),
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_feed_date(text) is None


@given(st.one_of(st.text(max_size=80), st.text("0123456789 :-+TZ,.FebapmGMT()", max_size=64)))
def test_a_date_is_aware_and_can_be_told_in_every_zone(text: str) -> None:
    date = parse_feed_date(text)
    if date is not None:
        assert date.tzinfo is not None
        assert abs(date.astimezone(UTC).year - date.year) <= 1


def test_a_feeds_time_keeps_its_zone() -> None:
    date = DateWithPrecision.from_datetime(datetime.fromisoformat("2024-05-04T00:30:00+08:00"))
    assert (date.zone, date.day, date.local.hour) == ("+08:00", "2024-05-04", 0)


def test_the_future_is_not_possible() -> None:
    now = datetime(2024, 5, 4, tzinfo=UTC)
    assert is_possible_date(DateWithPrecision.from_datetime(now), now)
    assert not is_possible_date(DateWithPrecision.from_datetime(datetime(2024, 5, 6, tzinfo=UTC)), now)
    assert not is_possible_date(DateWithPrecision.from_datetime(datetime(1970, 1, 1, tzinfo=UTC)), now)


SECONDS = (datetime(1996, 1, 1, tzinfo=UTC).timestamp(), datetime(2099, 12, 31, tzinfo=UTC).timestamp())
TIMES = st.integers(*map(int, SECONDS)).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(TIMES, ZONES, st.sampled_from(["%Y-%m-%dT%H:%M:%S%z", "%a, %d %b %Y %H:%M:%S %z", "%B %d, %Y %I:%M:%S %p %z"]))
def test_a_time_written_in_any_form_is_read_back(when: datetime, zone: timezone, form: str) -> None:
    local = when.replace(tzinfo=zone)
    found = find_first_date(local.strftime(form))
    assert parse_feed_date(local.strftime(form)) == local
    assert found is not None
    assert (found.when, found.precision, found.day) == (local, "second", local.date().isoformat())


@given(TIMES, st.sampled_from(sorted(MONTHS)))
def test_a_day_with_any_month_s_name_is_read_back(when: datetime, month: str) -> None:
    day = min(when.day, 28)
    for written in (f"{day} {month} {when.year}", f"{month.capitalize()} {day}, {when.year}"):
        found = find_first_date(written)
        assert found is not None
        assert (found.day, found.precision) == (f"{when.year}-{MONTHS[month]:02}-{day:02}", "day")


@given(TIMES)
def test_figures_alone_are_read_back(when: datetime) -> None:
    found = parse_figures(when.strftime("%Y%m%dT%H%M%SZ"))
    assert found is not None
    assert found == find_stated_date(when.strftime("%Y%m%dT%H%M%SZ"))
    assert found.when == when


def test_a_date_of_a_loaded_document_says_how_exact_it_is() -> None:
    assert parse_iso_date("2021-04-29").precision == "day"
    assert parse_iso_date("2021-04-29T00:00").precision == "second"
