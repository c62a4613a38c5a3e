"""The names of sites and sections in headlines."""

import pytest

from pipelines.extraction.fields.site_names import (
    cut_section_and_button,
    cut_site_name,
    cut_update_mark,
    section_keys,
    site_keys,
)

URL = "https://www.harbourpost.example/news/plan"
TITLE = "Town agrees on a plan for the harbour"
KNOWN = {TITLE.casefold()}


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


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://blog.harbour-lang.example/x", "Harbour Blog"),
        ("https://vethospitals.example/x", "Vet Animal Hospitals"),
        ("https://takethestep.example/x", "Take The Step®"),
        ("https://paper.example/island-district/343", "Island District"),
    ],
)
def test_a_name_behind_a_bar_is_the_sites_where_its_words_spell_the_host_or_a_folder(url: str, name: str) -> None:
    assert cut_site_name(f"{TITLE} | {name}", site_keys("", url), sections=section_keys(url)) == TITLE


def test_a_name_that_says_something_else_stays_behind_a_bar() -> None:
    title = f"{TITLE} | What pilots say of the harbour post"
    assert cut_site_name(title, site_keys("Harbour Post", "https://x.example/a/b")) == title


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} (updated)",
        f"[UPDATE 2] {TITLE}",
        f"{TITLE} (Aktualisiert um 12 Uhr)",
        f"Update: {TITLE}",
        f"{TITLE} - updated",
    ],
)
def test_the_mark_of_an_update_is_cut(title: str) -> None:
    assert cut_update_mark(title, KNOWN) == TITLE


@pytest.mark.parametrize(
    "title", ["Update: what we know of the ferry", "The rules, updated", "Updated rules (for ferries)"]
)
def test_an_update_of_which_the_headline_tells_stays(title: str) -> None:
    assert cut_update_mark(title, KNOWN) == title


@pytest.mark.parametrize("before", ["Politics", "Local News", "18 December 2025", "Dec 18, 2025:"])
def test_section_or_date_before_a_headline_is_cut_where_another_place_confirms_the_rest(before: str) -> None:
    assert cut_section_and_button(f"{before} {TITLE}", KNOWN) == TITLE
    assert cut_section_and_button(f"{before} {TITLE}", ()) == f"{before} {TITLE}"
    assert cut_section_and_button(f"8 {TITLE}", KNOWN) == f"8 {TITLE}"
