"""What articles say on their pages, on a story's ledger page, and in the search."""

from __future__ import annotations

import csv
import io

from storage.datasette.views.ledgers import StoryText, figure_rows
from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import tree, words
from text.figures.reading import read_figures


def story_text(article: int, text: str) -> StoryText:
    return StoryText(article, f"Paper {article}", "", "en", text, article == 1, read_figures(text), [])


def test_an_article_lists_what_it_says_with_links_to_the_paragraph_and_the_search(server: Server) -> None:
    page = tree(server.get("/article/1").text)
    entries = page.get_element_by_id("entries")
    assert {heading.text for heading in entries.findall("h3")} >= {"Figures", "Places"}
    assert "Iligan: City of Iligan" in words(entries)
    hrefs = entries.xpath(".//a/@href")
    assert "/search?place=1030900000" in hrefs
    assert all(page.xpath(f"//*[@id='{href[1:]}']") for href in hrefs if href.startswith("#"))


def test_a_storys_ledger_lines_up_its_texts_and_can_be_taken_away(server: Server) -> None:
    page = tree(server.get("/story/1/ledger").text)
    assert [words(head).split()[0] for head in page.findall(".//thead//th")] == ["What", "Harbour", "Island"]
    assert "agrees" in words(page.find(".//tbody"))
    answer = server.get("/story/1/ledger.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["ledger", "what", "Harbour Children's Trust", "Island Tribune"]
    assert rows[1][2:] == ["Six children", "Six children (agrees)"]
    assert server.get("/story/999/ledger").status_code == 404


def test_the_search_is_narrowed_by_place_and_what_it_lies_in(server: Server) -> None:
    def count(query: str) -> int:
        return len(server.get(f"/any~20name/search.json?_shape=array&{query}").json())

    assert count("place=1030900000") == count("place=1003500000") == count("place=1000000000") > 0
    assert count("q=Iligan&place=0702200000") == 0
    page = words(tree(server.get("/search?place=1030900000").text))
    assert "place: City of Iligan" in page


def test_rows_are_those_of_the_first_text_then_what_only_others_have() -> None:
    texts = [
        story_text(1, "Police rescued six children. He must pay a fine of P2 million."),
        story_text(2, "Police rescued six children and arrested three suspects."),
    ]
    told = {
        (row.label, place, cell.surface, cell.status) for row in figure_rows(texts) for place, cell in row.cells.items()
    }
    assert told == {
        ("rescued", 0, "six children", ""),
        ("rescued", 1, "six children", "agrees"),
        ("fine", 0, "P2 million", ""),
        ("fine", 1, "", "lost"),
        ("arrested", 1, "three suspects", "only here"),
    }
