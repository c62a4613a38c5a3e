"""Searching and taking lists away, over HTTP."""

from __future__ import annotations

import io
import json
import re
from urllib.parse import quote
from zipfile import ZipFile

import feedparser
import openpyxl
import pytest

from storage.datasette.data_dictionary import load_description
from storage.datasette.exporting.rows_left_out import MAX_QUERY_ROWS, ROWS_LEFT_OUT
from tests.storage.datasette.archive import ARTICLES, REFUSED, Server
from tests.storage.datasette.reading import DB, tree, words


@pytest.mark.parametrize("typed", ["%22", "OR", "'", "%22court", "court+OR", "%28", "*", "-", "a:b", "%00", "NEAR%28"])
def test_search_forgives(server: Server, typed: str) -> None:
    assert server.get(f"/search?q={typed}").status_code == 200
    assert server.get(f"/{DB}/search.json?q={typed}").status_code == 200
    assert server.get(f"/{DB}/articles?_search={typed}").status_code == 200


def test_search_shows_snippets(server: Server) -> None:
    results = tree(server.page("/search?q=iligan")).findall(".//ol[@class='results']/li")
    assert len(results) == 3
    assert all(words(result.find(".//mark")) == "Iligan" for result in results)


def test_search_narrows_and_widens(server: Server) -> None:
    def count(query: str) -> int:
        return len(tree(server.page(f"/search?{query}")).findall(".//ol[@class='results']/li"))

    assert count("q=iligan&source=tribune") == 1
    assert count("q=iligan&year=2021") == 1
    assert count("q=iligan&everything=1") == 4
    assert count("source=tribune") == 2
    assert count("q=basketball") == 0
    assert count("q=basketball&everything=1") == 1
    assert count("q=iligan&page=2") == 0


def test_search_can_be_taken_away(server: Server) -> None:
    page = tree(server.page("/search?q=iligan"))
    addresses = {words(link): link.get("href", "") for link in page.findall(".//aside//a")}
    table = server.rows(addresses["table (CSV)"])
    sheet = openpyxl.load_workbook(io.BytesIO(server.get(addresses["spreadsheet (xlsx)"]).content)).worksheets[0]
    assert len(table) == len(server.get(addresses["JSON"]).json()) == sheet.max_row - 1 == 3
    assert [cell.value for cell in sheet[1]] == list(table[0])
    address = page.find(".//input[@id='feed']").get("value")
    assert address == addresses["feed (Atom)"]
    assert address.startswith(server.address)
    assert len(feedparser.parse(server.client.get(address).text).entries) == 3


@pytest.mark.parametrize(
    ("narrowed", "count"), [("source=tribune", 1), ("year=2021", 1), ("term=no", 0), ("kind=ngo", 1)]
)
def test_a_feed_is_narrowed_as_the_search_is(server: Server, narrowed: str, count: int) -> None:
    page = tree(server.page(f"/search?q=iligan&{narrowed}"))
    assert len(page.findall(".//ol[@class='results']/li")) == count
    feed = feedparser.parse(server.page(f"/{DB}/new_articles.atom?q=iligan&{narrowed}"))
    assert len([entry for entry in feed.entries if entry.id != "urn:osecwatch:empty"]) == count


def test_no_spreadsheet_runs_what_others_wrote(server: Server) -> None:
    rows = server.rows(f"/{DB}/search.csv?q=report&kind=government")
    assert any(row["title"].startswith("'=HYPERLINK") for row in rows)
    texts = server.rows(f"/{DB}/texts.csv?_stream=on")
    assert [row["text"] for row in texts if "SUM" in row["text"]] == ["'@SUM(1) of a report on OSEC."]
    assert {row["text"].count("\n\n") for row in texts} >= {0, 2}
    book = openpyxl.load_workbook(io.BytesIO(server.get(f"/{DB}/articles.xlsx?id=9").content))
    cells = [cell for row in book.worksheets[0] for cell in row if "HYPERLINK" in str(cell.value)]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)]


def test_saved_searches_are_listed(server: Server) -> None:
    links = tree(server.page("/")).xpath("//nav[@class='saved']//a/@href")
    assert links
    for link in links:
        server.page(link)


def test_counts_beside_the_articles(server: Server) -> None:
    def counts(query: str) -> dict[str, int]:
        facets = server.get(f"/{DB}/articles.json?{query}").json()["facet_results"]
        return {str(value["value"]): value["count"] for value in facets["source"]["results"]}

    everything = {"harbour": 1, "tribune": 2, "gazette": 2, "bureau": 2, "courier": 2}
    assert counts("") == everything
    assert counts("on_topic=1") == everything | {"courier": 1}
    assert counts("on_topic=1&source=bureau") == {"bureau": 2}
    assert counts("title__contains=joint") == {"harbour": 1, "gazette": 1}


@pytest.mark.parametrize(
    "place",
    ["/", "/search?q=platforms", "/article/4", f"/{DB}/new_articles.atom?q=platforms", f"/{DB}/search.csv?q=platforms"],
)
def test_an_article_of_which_only_the_headline_is_known_says_so_wherever_it_is_listed(
    server: Server, place: str
) -> None:
    page = server.page(place)
    assert REFUSED in page
    assert "headline_only" in page or "Headline only: the page could not be read" in page
    assert "https://tribune.example/4" in page


def test_feed_of_new_articles(server: Server) -> None:
    answer = server.get("/new.atom")
    feed = feedparser.parse(server.page(answer.headers["location"]))
    assert not feed.bozo
    assert feed.feed.title == "osecwatch, new articles"
    (backlog,) = [entry for entry in feed.entries if entry.id == "urn:osecwatch:backlog"]
    assert backlog.title == "2 older articles were found too"
    assert backlog.link == f"{server.address}/search?order=date"
    assert len(feed.entries) == 6
    assert {entry.published for entry in feed.entries if "published" in entry} >= {ARTICLES[0].published}
    assert {entry.get("link", "") for entry in feed.entries} >= {
        "https://harbour.example/1",
        "https://tribune.example/4",
    }
    assert not [entry for entry in feed.entries if "javascript" in entry.get("link", "")]
    assert not [entry for entry in feed.entries if "\u202e" in entry.title]


def test_the_short_address_of_the_feed_narrows_it_too(server: Server) -> None:
    location = server.get("/new.atom?q=iligan&source=tribune").headers["location"]
    assert len(feedparser.parse(server.page(location)).entries) == 1


def test_tables_are_narrow_and_described(server: Server) -> None:
    page = tree(server.page(f"/{DB}/articles"))
    headings = [words(heading) for heading in page.findall(".//thead//th")]
    assert headings[:3] == ["id", "title", "source"]
    assert "content_hash" not in headings
    assert "content_hash" in server.page(f"/{DB}/articles?_all_columns=on")
    assert "headline" in words(page)
    assert {words(heading) for heading in page.findall(".//div[@class='facets']//h2")} == {
        "source",
        "language",
        "on_topic",
    }


def test_long_texts_do_not_fill_a_table(server: Server) -> None:
    cells = tree(server.page(f"/{DB}/texts")).findall(".//tbody//td")
    assert max(len(words(cell)) for cell in cells) <= 161


def test_tables_can_be_searched(server: Server) -> None:
    page = tree(server.page(f"/{DB}/articles?_search=iligan"))
    assert len(page.findall(".//tbody/tr")) == 4


SHAPES = ("objects", "array", "array&_nl=on", "arrayfirst")


def counting(rows: int) -> str:
    """A question with so many rows, which are citations and entries of a feed as well."""
    cited = "'t' as title, 'p' as publisher, '' as published, '' as published_precision, '' as url"
    fed = "'a' || i as atom_id, 't' as atom_title, '2026-01-01T00:00:00Z' as atom_updated"
    first = f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {rows})"
    return quote(f"{first} select i as id, {cited}, {fed} from n")


@pytest.mark.parametrize(
    "form",
    ["csv?", "md?", "ris?", "bib?", "atom?", "json?", *(f"json?_shape={shape}&" for shape in SHAPES)],
)
def test_a_list_says_so_where_rows_are_left_out_and_nowhere_else(server: Server, form: str) -> None:
    whole, cut = (server.page(f"/{DB}.{form}sql={counting(MAX_QUERY_ROWS + more)}") for more in (0, 1))
    assert ROWS_LEFT_OUT not in whole
    assert ROWS_LEFT_OUT in cut
    if form.startswith("json"):
        lines = cut.splitlines() if "_nl" in form else [cut]
        assert [json.loads(line) for line in lines]


def test_a_spreadsheet_says_so_where_rows_are_left_out_and_nowhere_else(server: Server) -> None:
    for more in (0, 1):
        answer = server.get(f"/{DB}.xlsx?sql={counting(MAX_QUERY_ROWS + more)}")
        sheet = ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml")
        assert sheet.count(b"<row ") == 1 + MAX_QUERY_ROWS + more


def test_queries_of_ours_ask_for_one_row_more_than_is_given_so_that_it_is_told() -> None:
    for name, query in load_description()["queries"].items():
        limits = {int(number) for number in re.findall(r"limit (\d+)", query["sql"])}
        assert name == "new_articles" or limits <= {1, MAX_QUERY_ROWS + 1}
