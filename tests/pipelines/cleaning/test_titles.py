"""Headlines, by vote."""

import pytest

from items import Hint
from pipelines.cleaning.structured import Structured
from pipelines.cleaning.titles import choose_title, site_keys, without_site

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
    assert without_site(title, site_keys("Harbour Post", URL), {TITLE.casefold()}) == TITLE


@pytest.mark.parametrize("title", ["Two towns - one harbour", "Mayor: plan is sound", "US-Manila talks end"])
def test_a_dash_of_its_own_stays(title: str) -> None:
    assert without_site(title, site_keys("Harbour Post", URL)) == title


def test_the_headline_most_places_give_wins() -> None:
    structured = Structured(
        article={"headline": TITLE}, metas={"og:title": ("Plan!",), "og:site_name": ("Harbour Post",)},
        title_tag=f"{TITLE} | Harbour Post", headings=("Harbour Post", TITLE),
    )  # fmt: skip
    title, evidence = choose_title(structured, URL)
    assert title == TITLE
    assert "json-ld headline" in evidence


def test_the_feed_gives_the_title_where_the_page_has_none() -> None:
    assert choose_title(Structured(headings=("News",)), URL, Hint(URL, title=TITLE)) == (TITLE, "feed")
    assert choose_title(Structured(title_tag="Page not found"), URL) == ("", "")
