"""Dates: reading them, and the vote among them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cleaning.dates import choose_date, choose_modified, parse
from pipelines.cleaning.structured import Structured, TimeMark

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://www.example.org/harbour"


@pytest.mark.parametrize(
    ("text", "when", "precision", "zone"),
    [
        ("2024-05-04T09:30:00+08:00", "2024-05-04T01:30:00", "second", "+08:00"),
        ("2024-05-04T09:30:00Z", "2024-05-04T09:30:00", "second", "+00:00"),
        ("2024-05-04 09:30", "2024-05-04T09:30:00", "second", ""),
        ("2024-05-04", "2024-05-04T00:00:00", "day", ""),
        ("2024-05", "2024-05-01T00:00:00", "month", ""),
        ("Thu Apr 29 20213 min read", "2021-04-29T00:00:00", "day", ""),
        ("Mon, 04 May 2020 08:15:00 +0800", "2020-05-04T00:15:00", "second", "+0800"),
        ("May 4th, 2024, 4:05 PM PHT", "2024-05-04T08:05:00", "second", "PHT"),
        ("Ika-4 ng Mayo 2024", "2024-05-04T00:00:00", "day", ""),
        ("Agosto 12, 2023", "2023-08-12T00:00:00", "day", ""),
        ("4. März 2024", "2024-03-04T00:00:00", "day", ""),
        ("4 maart 2024 om 10:15 uur", "2024-03-04T10:15:00", "second", ""),
        ("04.03.2024", "2024-03-04T00:00:00", "day", ""),
        ("25/12/2023", "2023-12-25T00:00:00", "day", ""),
    ],
)
def test_dates_are_read_as_written(text: str, when: str, precision: str, zone: str) -> None:
    moment = parse(text)
    assert moment is not None
    assert (moment.when.replace(tzinfo=None).isoformat(), moment.precision, moment.zone) == (when, precision, zone)


@pytest.mark.parametrize("text", ["", "no date", "04/05/2024", "2024-13-40", "31 February 2024", "room 2024"])
def test_what_is_no_certain_date_is_none(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=120))
def test_no_text_makes_it_raise(text: str) -> None:
    parse(text)


def choose(structured: Structured, url: str = URL, lead: tuple[str, ...] = ()) -> tuple[str, str]:
    moment, evidence = choose_date(structured, url, lead, now=NOW)
    return (moment.when.date().isoformat() if moment else "", evidence)


def test_the_future_and_the_time_before_the_web_never_win() -> None:
    metas = {"article:published_time": ("2031-01-01",), "date": ("1970-01-01",)}
    assert choose(Structured(metas=metas), lead=("4 May 2024",)) == ("2024-05-04", "visible date")


def test_places_that_agree_outvote_a_constant() -> None:
    structured = Structured(metas={"article:published_time": ("2012-01-01T00:00:00Z",)})
    day, evidence = choose(structured, "https://www.example.org/2024/05/04/harbour", ("4 May 2024",))
    assert day == "2024-05-04"
    assert "url" in evidence


def test_the_most_exact_of_agreeing_dates_is_taken() -> None:
    structured = Structured(article={"datePublished": "2024-05-04"}, metas={"date": ("2024-05-04T10:00:00+02:00",)})
    moment, _ = choose_date(structured, URL, now=NOW)
    assert moment is not None
    assert moment.when == datetime(2024, 5, 4, 8, tzinfo=UTC)


def test_an_update_is_not_the_publication() -> None:
    times = (TimeMark("2024-06-01", "", "updated"), TimeMark("2024-05-04", "", "published"))
    assert choose(Structured(times=times)) == ("2024-05-04", "time")
    modified = choose_modified(Structured(article={"dateModified": "2024-06-01"}), now=NOW)
    assert modified is not None
    assert modified.when == datetime(2024, 6, 1, tzinfo=UTC)


def test_no_statement_gives_no_date() -> None:
    assert choose(Structured()) == ("", "")
