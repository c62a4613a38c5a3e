"""The vote among authors: organisations are kept as such, the site yields to any name."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pipelines.extraction.fields.authors import choose_authors, states_authors
from pipelines.extraction.fields.header_block import HeaderLine, find_byline
from pipelines.extraction.markup.structured_data import StructuredData
from pipelines.extraction.page import extract_page
from text.bylines.names import name_before_job

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


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Ditulis oleh", "Escrito por", "Автор", "Tác giả"])
def test_a_plug_ins_label_names_the_author_in_the_sites_language(label: str) -> None:
    metas = {
        "twitter:label1": (label,),
        "twitter:data1": ("Ana Quisora",),
        "twitter:label2": ("Est. reading time",),
        "twitter:data2": ("3 minutes",),
    }
    assert choose_authors(StructuredData(metas=metas), URL) == (("Ana Quisora",), "twitter:data")


@pytest.mark.parametrize(
    "byline",
    [
        "<p><a href='/author/ana-quisora'>Ana Quisora</a></p>",
        "<p><a href='https://harbourpost.example/penulis/12'>Ana Quisora</a></p>",
        "<p>Ana Quisora | Senior Writer | July 2, 2025</p>",
        "<p>Ana Quisora, Redakteurin</p>",
        "<p>Written by</p><p>Ana Quisora</p>",
        "<div class='author-card'><span>Ana Quisora</span><span>December 2, 2025</span><a>Follow</a></div>",
        "<div class='byline'><span>by</span> <b>Ana Quisora</b> <i>Marketing</i></div>",
    ],
)
def test_a_page_names_its_author_in_many_places(byline: str) -> None:
    prose = "<p>The town has agreed on a plan for its harbour, and the work begins before the winter.</p>" * 9
    page = f"<html><body><h1>Town agrees on a plan</h1>{byline}{prose}</body></html>"
    article = extract_page(page.encode(), URL, "text/html", now=datetime(2026, 6, 1, tzinfo=UTC)).article
    assert article is not None
    assert article.authors == ("Ana Quisora",)


@pytest.mark.parametrize("line", ["New York, July 2, 2025", "Harbour District | May 5, 2024", "Ana Quisora met us"])
def test_places_and_sentences_are_no_bylines(line: str) -> None:
    assert name_before_job(line) == ""


@pytest.mark.parametrize(
    ("line", "name"), [("記者：山田太郎", "山田太郎"), ("홍길동 기자", "홍길동"), ("Автор: Иван Петров", "Иван Петров")]
)
def test_bylines_in_other_scripts_are_read(line: str, name: str) -> None:
    assert find_byline((HeaderLine(line, "p", ""),)) == name
