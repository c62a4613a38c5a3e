"""What a page says of itself: JSON-LD as it is really written."""

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from pipelines.extraction.markup.json_ld import schema_types
from pipelines.extraction.markup.structured_data import StructuredData, read_structured_data

ARTICLE = {"@type": "NewsArticle", "headline": "The harbour", "author": {"name": "Ana Quisora"}, "description": "ZZ"}
WRITTEN = json.dumps(ARTICLE)


def gathered(*scripts: str) -> StructuredData:
    head = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_structured_data(
        document_fromstring(f"<html><head><title>Harbour</title>{head}</head><body><p>x</p></body></html>")
    )


@pytest.mark.parametrize(
    "script",
    [
        WRITTEN,
        f"[{WRITTEN}]",
        f"<!-- {WRITTEN} -->",
        f"//<![CDATA[\n{WRITTEN}\n//]]>",
        f"/* data */ {WRITTEN}",
        f"{WRITTEN};",
        WRITTEN[:-1] + ",}",
        '{"@type": "WebSite"}\n' + WRITTEN,
        WRITTEN.replace("ZZ", r"it\'s done"),
        WRITTEN.replace("ZZ", 'they said "yes" and left'),
        WRITTEN.replace("ZZ", "one\ntwo"),
        escape(WRITTEN),
    ],
)
def test_slips_of_writers_are_mended(script: str) -> None:
    assert gathered(script).article["author"] == {"name": "Ana Quisora"}


@pytest.mark.parametrize("script", ["", "{", "null", "{]}", '{"@type": "NewsArticle"', "/* " * 50, "\\" * 99])
def test_what_is_no_json_gives_nothing(script: str) -> None:
    assert gathered(script).article == {}


@given(st.text(alphabet='{}[]":,\\ a1/*;', max_size=80))
def test_no_script_makes_it_raise(script: str) -> None:
    assert isinstance(gathered(script).article, dict)


@pytest.mark.parametrize(
    "kind", ["NewsArticle", "newsarticle", "schema:NewsArticle", "https://schema.org/NewsArticle", ["NewsArticle"]]
)
def test_types_are_compared_without_namespace_and_case(kind: object) -> None:
    assert schema_types({"@type": kind}) == ("NewsArticle",)


def test_the_only_article_within_the_data_of_a_page_is_the_pages() -> None:
    page = {"@type": "WebPage", "name": "Page", "hasPart": ARTICLE}
    assert gathered(json.dumps(page)).article["headline"] == "The harbour"
    two = {**page, "hasPart": [{**ARTICLE, "headline": "The quay"}, {**ARTICLE, "headline": "The pier"}]}
    assert gathered(json.dumps(two)).article["name"] == "Page"
    own = {**page, "hasPart": [{**ARTICLE, "headline": "The quay"}, {**ARTICLE, "headline": "Harbour"}]}
    assert gathered(json.dumps(own)).article["headline"] == "Harbour"


def test_an_article_of_the_page_comes_before_those_within_it() -> None:
    inner = {**ARTICLE, "headline": "Another"}
    assert gathered(json.dumps({**ARTICLE, "mentions": inner})).article["headline"] == "The harbour"


def test_nodes_within_others_can_be_referred_to() -> None:
    author = {"@type": "Person", "@id": "#ana", "name": "Ana Quisora"}
    site = {"@type": "WebSite", "editor": author}
    assert gathered(json.dumps({"@graph": [site, ARTICLE]})).nodes["#ana"]["name"] == "Ana Quisora"


def test_types_are_those_of_the_page_itself() -> None:
    page = {"@type": "WebPage", "breadcrumb": {"@type": "BreadcrumbList"}}
    assert gathered(json.dumps(page)).types == {"WebPage"}


def test_a_time_knows_the_words_before_it() -> None:
    tree = document_fromstring(
        "<html><body><p>Updated <time>6 May</time> Published <time>4 May</time></p>"
        "<dl><dt>Changed</dt><dd><time>7 May</time></dd></dl></body></html>"
    )
    assert [mark.label for mark in read_structured_data(tree).times] == ["Updated", "Published", "Changed"]
