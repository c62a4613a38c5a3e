"""The vote among authors: organisations are kept as such, the site yields to any name."""

from typing import Any

import pytest

from pipelines.extraction.fields.authors import choose_authors, states_authors
from pipelines.extraction.markup.structured_data import StructuredData

URL = "https://www.harbourpost.example/news/plan"


def declared(author: Any) -> tuple[str, ...]:
    return choose_authors(StructuredData(article={"author": author}), URL)[0]


def test_references_are_followed() -> None:
    structured = StructuredData(
        article={"author": [{"@id": "#ana"}]}, nodes={"#ana": {"@id": "#ana", "name": "Ana Quisora"}}
    )
    assert choose_authors(structured, URL) == (("Ana Quisora",), "json-ld author")


@pytest.mark.parametrize(
    "author",
    [
        [{"name": "Ana Quisora"}, {"name": "Wim Dorpema"}],
        ["Ana Quisora", "Wim Dorpema"],
        {"name": ["Ana Quisora", "Wim Dorpema"]},
        {"@list": [{"name": "Ana Quisora"}, {"givenName": "Wim", "familyName": "Dorpema"}]},
        "Ana Quisora and Wim Dorpema",
    ],
)
def test_authors_are_written_in_many_ways(author: Any) -> None:
    assert declared(author) == ("Ana Quisora", "Wim Dorpema")


@pytest.mark.parametrize("kind", ["Organization", "NewsMediaOrganization", "https://schema.org/NGO"])
def test_an_organisation_is_kept_as_such(kind: str) -> None:
    assert declared({"@type": kind, "name": "Harbour Board, Northern District"}) == (
        "Harbour Board, Northern District",
    )


def test_a_persons_employer_is_cut() -> None:
    assert declared({"@type": "Person", "name": "Ana Quisora for Harbour Post"}) == ("Ana Quisora",)


def test_agencies_are_named_once() -> None:
    assert declared([{"name": "AFP"}, {"name": "Agence France-Presse"}]) == ("AFP",)


def test_any_name_beats_the_site_that_signs_everything() -> None:
    structured = StructuredData(
        article={"author": {"@type": "Organization", "name": "Harbour Post"}}, site_name="Harbour Post"
    )
    assert choose_authors(structured, URL, ("By Ana Quisora",))[0] == ("Ana Quisora",)
    assert choose_authors(structured, URL)[0] == ("Harbour Post",)
    assert not states_authors(structured)


def test_the_site_beside_a_name_is_no_author() -> None:
    structured = StructuredData(metas={"author": ("Ana Quisora, Harbour Post",)}, site_name="Harbour Post")
    assert choose_authors(structured, URL)[0] == ("Ana Quisora",)


def test_no_author_is_invented() -> None:
    assert choose_authors(StructuredData(), URL, ("Share", "3 min read")) == ((), "")
