"""The vote among dates."""

from datetime import UTC, datetime

import pytest
from lxml.html import HtmlElement, document_fromstring

from pipelines.extraction.fields.page_dates import PageDates
from pipelines.extraction.fields.published import choose_modified, choose_published, find_unstated_date, refine_month
from pipelines.extraction.markup.structured_data import StructuredData
from text.dates.parsing import DateWithPrecision

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://www.example.org/harbour"


def choose(structured: StructuredData, url: str = URL, lead: tuple[str, ...] = ()) -> tuple[str, str]:
    moment, evidence = choose_published(structured, url, lead, now=NOW)
    return (moment.when.date().isoformat() if moment else "", evidence)


def page(body: str, head: str = "") -> HtmlElement:
    return document_fromstring(f"<html><head><title>The harbour</title>{head}</head><body>{body}</body></html>")


def test_the_future_and_the_time_before_the_web_never_win() -> None:
    metas = {"article:published_time": ("2031-01-01",), "date": ("1970-01-01",)}
    assert choose(StructuredData(metas=metas), lead=("4 May 2024",)) == ("2024-05-04", "visible date")


def test_places_that_agree_outvote_a_constant() -> None:
    structured = StructuredData(metas={"article:published_time": ("2012-01-01T00:00:00Z",)})
    day, evidence = choose(structured, "https://www.example.org/2024/05/04/harbour", ("4 May 2024",))
    assert day == "2024-05-04"
    assert "url" in evidence


@pytest.mark.parametrize("name", ["article:published_time", "date"])
@pytest.mark.parametrize(
    ("url", "lead"),
    [(URL, ("By Ana Quisora", "May 4, 2024")), ("https://www.example.org/2024/05/04/harbour", ())],
)
def test_one_place_that_readers_see_outvotes_a_lone_old_midnight(name: str, url: str, lead: tuple[str, ...]) -> None:
    structured = StructuredData(metas={name: ("2015-01-01T00:00:00Z",)})
    assert choose(structured, url, lead)[0] == "2024-05-04"


def test_a_midnight_that_another_place_knows_is_no_constant() -> None:
    structured = StructuredData(article={"datePublished": "2015-01-01"}, metas={"date": ("2015-01-01T00:00:00Z",)})
    assert choose(structured, lead=("May 4, 2024",))[0] == "2015-01-01"


def test_the_most_exact_of_agreeing_dates_is_taken() -> None:
    structured = StructuredData(article={"datePublished": "2024-05-04"}, metas={"date": ("2024-05-04T10:00:00+02:00",)})
    moment, _ = choose_published(structured, URL, now=NOW)
    assert moment is not None
    assert moment.when == datetime(2024, 5, 4, 8, tzinfo=UTC)


def test_numbers_of_seconds_are_dates_in_the_pages_data() -> None:
    assert choose(StructuredData(article={"datePublished": 1714815000000}))[0] == "2024-05-04"


def test_the_page_says_when_it_was_changed() -> None:
    modified = choose_modified(StructuredData(article={"dateModified": "2024-06-01"}), now=NOW)
    assert modified is not None
    assert modified.when == datetime(2024, 6, 1, tzinfo=UTC)
    shown = choose_modified(StructuredData(), header=("Last updated 6 May 2024 | Published 4 May 2024",), now=NOW)
    assert shown is not None
    assert shown.day == "2024-05-06"
    assert choose_modified(StructuredData(), header=("4 May 2024",), now=NOW) is None


def test_no_statement_gives_no_date() -> None:
    assert choose(StructuredData()) == ("", "")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/05/04/harbour", "2024-05-04"),
        ("/news/2024-05-04-harbour", "2024-05-04"),
        ("/harbour-20240504.html", "2024-05-04"),
        ("/report-2020-2025-12-10-plan", ""),
    ],
)
def test_an_address_dates_the_page_unless_it_gives_a_span_of_years(path: str, day: str) -> None:
    assert choose(StructuredData(), f"https://www.example.org{path}")[0] == day


@pytest.mark.parametrize(
    "name", ["published-date", "sitename:publish_time", "article.date_posted", "firstpublicationdate"]
)
def test_any_meta_tag_that_is_called_so_gives_the_date_of_publication(name: str) -> None:
    assert choose(StructuredData(metas={name: ("2024-05-04",)})) == ("2024-05-04", f"meta {name}")


@pytest.mark.parametrize("name", ["last-published-change", "expiry-date", "article:modified_time", "event:date"])
def test_other_meta_tags_do_not(name: str) -> None:
    assert choose(StructuredData(metas={name: ("2024-05-04",)})) == ("", "")


def test_of_two_like_statements_the_earlier_is_the_publication() -> None:
    metas = {"cms-published-time": ("2026-03-09T08:45:00Z",), "cms-published-date": ("2021-02-16",)}
    assert choose(StructuredData(metas=metas))[0] == "2021-02-16"


def test_the_month_of_an_address_is_refined_by_what_stands_beside_the_headline() -> None:
    month = DateWithPrecision(datetime(2024, 5, 1, tzinfo=UTC), "month")
    day = DateWithPrecision(datetime(2024, 5, 4, tzinfo=UTC), "day")
    assert refine_month(month, "url", PageDates(beside_headline=day)) == (day, "beside the headline, url")
    other = DateWithPrecision(datetime(2024, 6, 4, tzinfo=UTC), "day")
    assert refine_month(month, "url", PageDates(beside_headline=other)) == (month, "url")


def test_an_update_dates_a_page_only_where_nothing_else_does() -> None:
    update = DateWithPrecision(datetime(2024, 5, 6, tzinfo=UTC), "day")
    other = DateWithPrecision(datetime(2024, 5, 4, tzinfo=UTC), "day")
    tree = page("<h1>A pier</h1>")
    assert find_unstated_date(tree, PageDates(), update, now=NOW) == (update, "last update")
    assert find_unstated_date(tree, PageDates(beside_headline=other), update, now=NOW) == (other, "beside the headline")
    assert find_unstated_date(tree, PageDates(), None, now=NOW) == (None, "")
