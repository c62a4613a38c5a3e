"""The vote among dates."""

from datetime import UTC, datetime

import pytest
from lxml.html import HtmlElement, document_fromstring

from pipelines.extraction.fields.published import choose_modified, choose_published, find_unstated_date, guess_date
from pipelines.extraction.markup.structured_data import StructuredData, read_structured_data
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
    assert guess_date(page("<h1>The harbour</h1>"), f"https://www.example.org{path}", now=NOW)[0] is None or day


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2024-05-06T10:00:00Z">',
        '<meta property="og:updated_time" content="2024-05-06T10:00:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2024-05-06"}</script>',
        '<meta http-equiv="last-modified" content="2024-05-06">',
    ],
)
def test_the_date_of_an_update_is_not_guessed(head: str) -> None:
    tree = page("<h1>The harbour</h1><p>It opens again.</p>", head)
    assert choose(read_structured_data(tree)) == ("", "")
    assert guess_date(tree, URL, now=NOW) == (None, "")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Updated: 2024-05-06</p>",
        "<div class='date'>Updated: May 6, 2024</div>",
        "<p>The quay was closed after the storm of 2024-05-06 and nobody has worked there since.</p>",
        "<footer>Established 3 March 1998</footer>",
    ],
)
def test_updates_sentences_and_imprints_are_not_guessed(body: str) -> None:
    assert guess_date(page(f"<h1>The harbour</h1>{body}"), URL, now=NOW) == (None, "")


def test_a_date_that_stands_alone_is_guessed() -> None:
    moment, evidence = guess_date(page("<h1>The harbour</h1><div class='date'>2024-05-04</div>"), URL, now=NOW)
    assert moment is not None
    assert (moment.day, evidence) == ("2024-05-04", "htmldate")


def test_figures_that_may_be_two_days_are_not_guessed() -> None:
    tree = document_fromstring(f"<body><h1>A pier</h1><p>Posted on 05/04/2024</p><p>{'It opens. ' * 30}</p></body>")
    assert find_unstated_date(tree, "https://gazette.example/pier", ["A pier"], None, now=NOW) == (None, "")


def test_an_update_dates_a_page_only_where_nothing_else_does() -> None:
    update = DateWithPrecision(datetime(2024, 5, 6, tzinfo=UTC), "day")
    plain = document_fromstring("<body><h1>A pier</h1><p>The pier opens.</p></body>")
    assert find_unstated_date(plain, "", ["A pier"], update, now=NOW) == (update, "last update")
    dated = document_fromstring("<body><h1>A pier</h1><p>4 May 2024</p><p>The pier opens.</p></body>")
    found, evidence = find_unstated_date(dated, "", ["A pier"], update, now=NOW)
    assert found is not None
    assert (found.day, evidence) == ("2024-05-04", "beside the headline")
