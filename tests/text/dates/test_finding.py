"""Dates as people and programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.dates.finding import find_dates, find_first_date, find_stated_date


@pytest.mark.parametrize(
    ("text", "when", "precision", "zone"),
    [
        ("2024-05-04T09:30:00+08:00", "2024-05-04T01:30:00", "second", "+08:00"),
        ("2024-05-04T00:30:00+08", "2024-05-03T16:30:00", "second", "+08"),
        ("2024-05-04T09:30:00Z", "2024-05-04T09:30:00", "second", "+00:00"),
        ("2024-05-04 09:30", "2024-05-04T09:30:00", "second", ""),
        ("2024/05/04 09:30", "2024-05-04T09:30:00", "second", ""),
        ("2024-05-04", "2024-05-04T00:00:00", "day", ""),
        ("2024-05", "2024-05-01T00:00:00", "month", ""),
        ("Thu Apr 29 20213 min read", "2021-04-29T00:00:00", "day", ""),
        ("Mon, 04 May 2020 08:15:00 +0800", "2020-05-04T00:15:00", "second", "+0800"),
        ("Sat May 04 2024 08:30:00 GMT+0800 (Singapore time)", "2024-05-04T00:30:00", "second", "+0800"),
        ("4 May 2024, 08:30 UTC+8", "2024-05-04T00:30:00", "second", "+8"),
        ("May 4th, 2024, 4:05 PM PHT", "2024-05-04T08:05:00", "second", "PHT"),
        ("May 4, 2024 8:30 AM PST", "2024-05-04T08:30:00", "second", ""),
        ("Ika-4 ng Mayo 2024", "2024-05-04T00:00:00", "day", ""),
        ("Agosto 12, 2023", "2023-08-12T00:00:00", "day", ""),
        ("4. März 2024", "2024-03-04T00:00:00", "day", ""),
        ("12. Maerz 2024", "2024-03-12T00:00:00", "day", ""),
        ("3. Jänner 2024", "2024-01-03T00:00:00", "day", ""),
        ("4 maart 2024 om 10:15 uur", "2024-03-04T10:15:00", "second", ""),
        ("04.03.2024", "2024-03-04T00:00:00", "day", ""),
        ("04.03.24, 14:20 Uhr", "2024-03-04T14:20:00", "second", ""),
        ("25/12/2023", "2023-12-25T00:00:00", "day", ""),
    ],
)
def test_dates_are_read_as_written(text: str, when: str, precision: str, zone: str) -> None:
    date = find_first_date(text)
    assert date is not None
    assert (date.when.replace(tzinfo=None).isoformat(), date.precision, date.zone) == (when, precision, zone)


@pytest.mark.parametrize(
    "text",
    ["", "no date", "04/05/2024", "2024-13-40", "31 February 2024", "room 2024", "release 10.04.24.1", "2024/05"],
)
def test_what_is_no_certain_date_is_none(text: str) -> None:
    assert find_first_date(text) is None


@given(st.text(max_size=120))
def test_no_text_makes_it_raise(text: str) -> None:
    for date in (find_first_date(text), find_stated_date(text)):
        assert date is None or date.precision in {"second", "day", "month"}


def test_each_date_of_a_line_has_its_own_clock() -> None:
    found = list(find_dates("Published 4 May 2024 | Updated 6 May 2024 10:15"))
    assert [(m.date.when.day, m.date.precision) for m in found] == [(4, "day"), (6, "second")]


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("20240504", "2024-05-04T00:00:00"),
        ("20240504T093000Z", "2024-05-04T09:30:00"),
        ("1714815000", "2024-05-04T09:30:00"),
        ("1714815000000", "2024-05-04T09:30:00"),
        ("4 May 2024", "2024-05-04T00:00:00"),
    ],
)
def test_machines_write_figures_alone(value: str, when: str) -> None:
    date = find_stated_date(value)
    assert date is not None
    assert date.when.replace(tzinfo=None).isoformat() == when


def test_figures_alone_are_no_date_in_a_line_of_text() -> None:
    assert find_first_date("1714815000") is None


def test_days_written_without_spaces_and_as_ordinals() -> None:
    for text in ("05May2024", "1er mai 2024", "5 May2024"):
        found = find_first_date(text)
        assert found is not None
        assert found.day[:7] == "2024-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024/5/4", "2024-05-04"),
        ("2024年5月4日", "2024-05-04"),
        ("2024년 5월 4일", "2024-05-04"),
        ("2024. 5. 4.", "2024-05-04"),
        ("4 tháng 5, 2024", "2024-05-04"),
        ("13-05-2024", "2024-05-13"),
        ("4 de maio de 2024", "2024-05-04"),
        ("4 мая 2024", "2024-05-04"),
        ("4 Agustus 2024", "2024-08-04"),
        ("version 10.2024.5.4", None),
        ("05-04-2024", None),
    ],
)
def test_days_of_other_languages_and_in_figures(text: str, day: str | None) -> None:
    found = find_first_date(text)
    assert (found.day if found else None) == day
