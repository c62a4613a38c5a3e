"""Headlines, by vote."""

import pytest

from items import Hint
from pipelines.extraction.fields.title import choose_title
from pipelines.extraction.markup.structured_data import StructuredData

URL = "https://www.harbourpost.example/news/plan"
TITLE = "Town agrees on a plan for the harbour"


def test_the_headline_most_places_give_wins() -> None:
    structured = StructuredData(
        article={"headline": TITLE}, metas={"og:title": ("Plan!",), "og:site_name": ("Harbour Post",)},
        title_tag=f"{TITLE} | Harbour Post", headings=("Harbour Post", TITLE),
    )  # fmt: skip
    title, evidence = choose_title(structured, URL)
    assert title == TITLE
    assert "json-ld headline" in evidence


def test_the_feed_gives_the_title_where_the_page_has_none() -> None:
    assert choose_title(StructuredData(headings=("News",)), URL, Hint(URL, title=TITLE)) == (TITLE, "feed")
    assert choose_title(StructuredData(title_tag="Page not found"), URL) == ("", "")


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} - Local News - Harbour Post",
        f"{TITLE} | Local News | A paper's other name",
        f"{TITLE} | Post",
        f"Harbour Post: {TITLE}",
        f"Local News » {TITLE}",
    ],
)
def test_sections_and_leading_names_are_cut_from_a_lone_title(title: str) -> None:
    structured = StructuredData(title_tag=title, site_name="Harbour Post")
    assert choose_title(structured, "https://other.example/news/plan")[0] == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "Harbour – a history",
        "Harbour: new tool for pilots",
        "World - a stage for small boats",
        "Harbour - Three men fined",
        "Ferry | Bridge | Mill: three ways across",
    ],
)
def test_a_lead_in_that_equals_a_part_of_the_host_stays(title: str) -> None:
    structured = StructuredData(title_tag=title, headings=(title,))
    assert choose_title(structured, "https://www.harbour.example/x")[0] == title


def test_a_tagline_as_first_heading_loses_to_the_heading_that_the_title_confirms() -> None:
    structured = StructuredData(
        title_tag=f"{TITLE} | Harbour Post", headings=("Your daily paper since 1911", TITLE), site_name="Harbour Post"
    )
    assert choose_title(structured, URL) == (TITLE, "h1, title")


@pytest.mark.parametrize("heading", [f"Politics {TITLE}", f"Local News {TITLE}", f"{TITLE} Share"])
def test_section_and_button_inside_a_heading_are_cut_where_another_place_confirms_the_rest(heading: str) -> None:
    structured = StructuredData(title_tag=f"{TITLE} | Harbour Post", headings=(heading,))
    assert choose_title(structured, URL) == (TITLE, "h1, title")


def test_the_heading_that_readers_see_beats_what_one_form_fills_for_machines() -> None:
    machines = "Harbour plan: everything you need to know"
    structured = StructuredData(
        article={"@type": "BlogPosting", "headline": machines}, metas={"og:title": (machines,)},
        title_tag=f"{machines} | Harbour Post", headings=("What the harbour plan means, and all you need to know",),
    )  # fmt: skip
    assert choose_title(structured, URL)[1] == "h1"


def test_a_heading_like_nothing_else_is_a_slogan() -> None:
    structured = StructuredData(
        metas={"og:title": (TITLE,)}, title_tag=f"{TITLE} | Harbour Post", headings=("Your paper since 1911", "Join us")
    )
    assert choose_title(structured, URL)[0] == TITLE


def test_among_several_headings_the_one_most_like_the_title_is_the_headline() -> None:
    structured = StructuredData(
        title_tag=f"Live: {TITLE} now", headings=("Harbour Magazine", f"{TITLE}", "Plans of others")
    )
    assert choose_title(structured, URL)[0] == TITLE
    japanese = StructuredData(title_tag="港の計画に町が合意した | 新聞", headings=("お知らせ", "港の計画に町が合意"))
    assert choose_title(japanese, URL)[0] == "港の計画に町が合意"


@pytest.mark.parametrize("name", ["Gauges", "Home page", "News 24"])
def test_a_title_tag_too_short_for_a_headline_names_the_site(name: str) -> None:
    assert choose_title(StructuredData(title_tag=name, headings=(TITLE,)), URL)[0] == TITLE
    assert choose_title(StructuredData(title_tag=name), URL)[0] in {name, ""}
