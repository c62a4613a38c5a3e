"""Links between the pages of one article."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from pipelines.extraction.markup.page_links import find_first_page, find_next_page

URL = "https://herald.example/2026/05/04/court-rules-on-appeal"


def following(markup: str, url: str = URL) -> str:
    return find_next_page(document_fromstring(f"<html><body>{markup}</body></html>"), url)


def first(markup: str, url: str) -> str:
    return find_first_page(document_fromstring(f"<html><body>{markup}</body></html>"), url)


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        ("<a href='?page=3'>3</a><a href='?page=2'>2</a>", URL, f"{URL}?page=2"),
        ("<a href='?page=2'>2</a><a href='?page=3'>3</a>", f"{URL}?page=2", f"{URL}?page=3"),
        (f"<link rel=next href='{URL}/2'>", URL, f"{URL}/2"),
        (f"<a href='{URL}/page/2/'>Next page ›</a>", URL, f"{URL}/page/2/"),
        (f"<a href='{URL}/page/2/'>Page 2 of 3</a>", URL, f"{URL}/page/2/"),
        (f"<a href='{URL}/seite-2'>Nächste Seite</a>", URL, f"{URL}/seite-2"),
        (f"<a href='{URL}-2.html'>2</a>", f"{URL}.html", f"{URL}-2.html"),
        (f"<a class='pager next' href='{URL}/2/'><img alt=Next></a>", URL, f"{URL}/2/"),
        ("<a title='Next page' href='?page=2'>»</a>", URL, f"{URL}?page=2"),
        ("<a href='?page=2'>Page 2: What the judge said</a>", URL, f"{URL}?page=2"),
        ("<a href='?page=2'>Continue reading on page 2</a>", URL, f"{URL}?page=2"),
        ("<a href='?page=2'>Next: what the judge said</a>", URL, f"{URL}?page=2"),
        # those who count from 0 show "2" for their page 1
        ("<a href='?page=1'>2</a>", URL, f"{URL}?page=1"),
        ("<a href='?page=1'>1</a><a href='?page=2'>2</a>", URL, f"{URL}?page=2"),
    ],
)
def test_an_article_goes_on_at_the_next_number(markup: str, url: str, expected: str) -> None:
    assert following(markup, url) == expected


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<link rel=next href='/2026/05/05/another-court-rules'>", URL),
        # WordPress calls a second article of the same name so
        (f"<a rel=next href='{URL}-2'>Court rules on another appeal</a>", URL),
        (f"<a rel=next href='{URL}-2.html'>Court rules on another appeal</a>", f"{URL}.html"),
        (f"<a class=next href='{URL}-2.html'>Next: another appeal</a>", f"{URL}.html"),
        ("<a href='?page=2#comments'>2</a>", URL),
        (f"<a href='{URL}/part-2'>Part 2</a>", URL),
        ("<a href='/news/3' rel=next>Next</a>", "https://herald.example/news/2"),
        ("<a href='?page=2'>2</a>", f"{URL}?page=3"),
        ("<a href='https://other.example/2026/05/04/court-rules-on-appeal?page=2'>2</a>", URL),
        ("<a href='http://[x/?page=2'>2</a><a>2</a>", URL),
    ],
)
def test_what_is_no_page_of_the_article_is_left(markup: str, url: str) -> None:
    assert following(markup, url) == ""


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        (f"<a href='{URL}'>1</a>", f"{URL}/2/", URL),
        (f"<a rel=prev href='{URL}'>x</a>", f"{URL}?page=1", URL),
        (f"<link rel=canonical href='{URL}'>", f"{URL}?page=3", URL),
        ("<a href='?page=1'>1</a>", f"{URL}?page=3", f"{URL}?page=1"),
        (f"<a href='{URL}'>Court rules on appeal</a>", f"{URL}?page=2", ""),
        ("<a href='/news/1' rel=prev>Previous</a><a href='/news'>News</a>", "https://herald.example/news/2", ""),
        (f"<link rel=canonical href='{URL}'>", URL, ""),
    ],
)
def test_a_page_that_continues_an_article_names_the_first(markup: str, url: str, expected: str) -> None:
    assert first(markup, url) == expected
