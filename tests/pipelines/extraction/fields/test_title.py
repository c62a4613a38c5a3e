"""Headlines, by vote."""

import pytest

from items import Hint
from pipelines.extraction.fields.title import choose_title, cut_section_and_button, cut_site_name, site_keys
from pipelines.extraction.markup.structured_data import StructuredData

URL = "https://www.harbourpost.example/news/plan"
TITLE = "Town agrees on a plan for the harbour"


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | Harbour Post",
        f"{TITLE} - Harbour Post",
        f"{TITLE} | Local News | Harbour Post",
        f"Harbour Post: News | {TITLE}",
        f"{TITLE} – harbourpost.example",
    ],
)
def test_site_and_section_are_cut(title: str) -> None:
    assert cut_site_name(title, site_keys("Harbour Post", URL), {TITLE.casefold()}) == TITLE


@pytest.mark.parametrize("title", ["Two towns - one harbour", "Mayor: plan is sound", "US-Manila talks end"])
def test_a_dash_of_its_own_stays(title: str) -> None:
    assert cut_site_name(title, site_keys("Harbour Post", URL)) == title


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
    assert cut_section_and_button(heading, ()) == heading
