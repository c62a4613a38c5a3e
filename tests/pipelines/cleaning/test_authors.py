"""Authors: names only, organisations kept as such."""

import pytest

from pipelines.cleaning.authors import choose_authors, clean_names
from pipelines.cleaning.structured import Structured

URL = "https://www.harbourpost.example/news/plan"


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Ana Quisora", ("Ana Quisora",)),
        ("Written by Ana Quisora and Wim Dorpema", ("Ana Quisora", "Wim Dorpema")),
        ("Ana Quisora, Wim Dorpema & Lin Asuro", ("Ana Quisora", "Wim Dorpema", "Lin Asuro")),
        ("Quisora, Ana", ("Ana Quisora",)),
        ("Ana Quisora, Senior Reporter", ("Ana Quisora",)),
        ("Ana Quisora @anaq", ()),
        ("@anaq", ()),
        ("https://www.facebook.com/harbourpost", ()),
        ("admin", ()),
        ("The Associated Press", ("The Associated Press",)),
        ("AFP, MANILA", ("AFP",)),
        ("Von Jana Dorpema", ("Jana Dorpema",)),
    ],
)
def test_names_are_all_that_stays(raw: str, names: tuple[str, ...]) -> None:
    assert clean_names(raw) == names


def test_references_are_followed() -> None:
    structured = Structured(
        article={"author": [{"@id": "#ana"}]}, nodes={"#ana": {"@id": "#ana", "name": "Ana Quisora"}}
    )
    assert choose_authors(structured, URL) == (("Ana Quisora",), "json-ld author")


def test_any_name_beats_the_site_that_signs_everything() -> None:
    structured = Structured(
        article={"author": {"@type": "Organization", "name": "Harbour Post"}}, site_name="Harbour Post"
    )
    assert choose_authors(structured, URL, ("By Ana Quisora",))[0] == ("Ana Quisora",)
    assert choose_authors(structured, URL)[0] == ("Harbour Post",)


def test_no_author_is_invented() -> None:
    assert choose_authors(Structured(), URL, ("Share", "3 min read")) == ((), "")
