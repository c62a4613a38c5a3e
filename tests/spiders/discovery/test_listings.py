"""Listings: which links are articles, what they are called, and where the next page is."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.discovery.listings import Listing, read_listing

URL = "https://post.example/news"
DATED = re.compile(r"/\d{4}/\d{2}/\d{2}/")


def read(
    body: str, url: str = URL, include: re.Pattern[str] | None = None, exclude: re.Pattern[str] | None = None
) -> Listing:
    return read_listing(f"<html><body>{body}</body></html>".encode(), url, include, exclude)


def urls(listing: Listing) -> list[str]:
    return [page.url for page in listing.pages]


def test_links_that_match_are_taken_in_order_and_once() -> None:
    listing = read(
        "<nav><a href='/'>Home</a></nav><a href='/2026/02/10/b'>B</a><a href='/2026/02/10/a?utm_source=x'>A</a>"
        "<a href='/2026/02/10/a#comments'>3 comments</a><a href='/about'>About</a><a href='javascript:go()'>x</a>"
        "<a href='mailto:desk@post.example'>x</a><a href='https://share.example/2026/02/10/a'>Share</a><a>no link</a>"
        "<a href='/2026/02/10/photo.jpg'>x</a><a href='http://[bad/2026/02/10/'>x</a>",
        include=DATED,
    )
    assert urls(listing) == ["https://post.example/2026/02/10/b", "https://post.example/2026/02/10/a?utm_source=x"]


def test_what_is_excluded_is_out() -> None:
    body = "<a href='/2026/02/10/a'>A</a><a href='/sports/2026/02/10/b'>B</a>"
    assert urls(read(body, include=DATED, exclude=re.compile("/sports/"))) == ["https://post.example/2026/02/10/a"]


def test_links_start_at_the_base() -> None:
    listing = read_listing(
        b"<html><head><base href='/cebu/'></head><body><a href='2026/02/10/a'>A</a></body></html>", URL, DATED, None
    )
    assert urls(listing) == ["https://post.example/cebu/2026/02/10/a"]


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("<a href='/2026/02/10/a'>Two held in <b>C</b>ebu raid</a>", "Two held in Cebu raid"),
        (
            "<a href='/2026/02/10/a'><p>NATION</p><h3>Two held in Cebu</h3><p>A long summary.</p></a>",
            "Two held in Cebu",
        ),
        (
            "<a href='/2026/02/10/a'><img src=x></a><h2><a href='/2026/02/10/a'>Two held in Cebu</a></h2>",
            "Two held in Cebu",
        ),
        ("<a href='/2026/02/10/a' title='Two held in Cebu'>Read more</a>", "Two held in Cebu"),
        ("<a href='/2026/02/10/a' aria-label='Two held in Cebu'><img src=x></a>", "Two held in Cebu"),
        ("<a href='/2026/02/10/a'>Read the full story</a>", ""),
        ("<a href='/2026/02/10/a'>Nation</a>", ""),
        (f"<a href='/2026/02/10/a'>{'many words ' * 50}</a>", ""),
    ],
)
def test_a_headline_becomes_the_title(link: str, title: str) -> None:
    (page,) = read(link, include=DATED).pages
    assert page.title == title


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("/2026/02/10/two-held", "x"),
        ("/nation/four-children-safe-in-cebu", "x"),
        ("/articles/1219537", "x"),
        ("/?p=416985", "x"),
        ("/news/hope", "How a girl found hope"),
        ("https://www.post.example/nation/four-children-safe-in-cebu", "x"),
    ],
)
def test_articles_are_known_without_a_pattern(href: str, text: str) -> None:
    assert len(read(f"<a href='{href}'>{text}</a>").pages) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<a href='/news/hope'>Hope</a>",
        "<a href='/news?page=2'>Older posts of this page</a>",
        "<a href='/tag/online-safety-for-children'>Tag</a>",
        "<a href='/privacy-policy-of-the-post'>Privacy policy of ours</a>",
        "<nav><a href='/nation/four-children-safe-in-cebu'>x</a></nav>",
        "<footer><a href='/nation/four-children-safe-in-cebu'>x</a></footer>",
        "<a href='https://cebu.post.example/nation/four-children-safe-in-cebu'>x</a>",
        "<a href='https://other.example/nation/four-children-safe-in-cebu'>x</a>",
        "<a href='/news/2026/02/10/report-of-the-year.pdf'>Report of the year</a>",
        "<a href='#top'>x</a><a href='/news'>All of our latest news</a>",
    ],
)
def test_other_links_are_not(body: str) -> None:
    assert read(body).pages == []


@pytest.mark.parametrize(
    ("body", "url", "following"),
    [
        ("<a rel='next' href='/news?cursor=x'>x</a>", URL, "/news?cursor=x"),
        ("<link rel='next' href='/news/page/2/'>", URL, "/news/page/2/"),
        ("<a href='/news/page/2/'>Older posts</a>", URL, "/news/page/2/"),
        ("<a href='?after=abc'>Next ›</a>", URL, "/news?after=abc"),
        ("<a href='/news?page=2'>»</a>", URL, "/news?page=2"),
        ("<a class='page next' href='/news?page=2&x=1'><i></i></a>", URL, "/news?page=2&x=1"),
        ("<a aria-label='Next page' href='/news?paged=2'><svg/></a>", URL, "/news?paged=2"),
        ("<a href='/news?page=3'>3</a><a href='/news?page=2'>2</a>", URL, "/news?page=2"),
        ("<a href='/news?page=1'>2</a><a href='/news?page=2'>3</a>", URL, "/news?page=1"),
        ("<a href='/news?page=1'>1</a><a href='/news?page=2'>2</a>", URL, "/news?page=2"),
        ("<a href='/news?page=1'>1</a><a href='/news?page=3'>3</a>", URL + "?page=2", "/news?page=3"),
        ("<a href='/news?page=1&q=x'>1</a><a href='/news?q=x&page=3'>3</a>", URL + "?q=x&page=2", "/news?q=x&page=3"),
        ("<a href='/page/2'>2</a>", "https://post.example/", "/page/2"),
        ("<a href='/page/2'>Susunod</a>", "https://post.example/", "/page/2"),
    ],
)
def test_the_next_page_is_found(body: str, url: str, following: str) -> None:
    assert read(body, url).next == "https://post.example" + following


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ("", URL),
        ("<a href='/news?page=1'>1</a>", URL),
        ("<a href='/news?page=1'>1</a>", URL + "?page=2"),
        ("<a class='next' href='#'>Next</a>", URL),
        ("<a class='next' href='/sports/big-game-tonight'>Next</a>", URL),
        ("<a rel='next' href='https://other.example/news?page=2'>Next</a>", URL),
        ("<a href='/sports?page=2'>2</a>", URL),
        ("<a rel='next' href='/news'>Next</a>", URL),
    ],
)
def test_the_last_page_has_no_next_one(body: str, url: str) -> None:
    assert read(body, url).next is None


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"plain text", b'{"a": 1}', b"<!-- -->", b"<?xml version='1.0'?><rss/>"]
)
def test_what_is_no_page_has_no_links(body: bytes) -> None:
    assert read_listing(body, URL, None, None) == Listing([], None)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_page_breaks_the_reader(body: bytes) -> None:
    for whole in (body, b"<a href='" + body, b"<base href='" + body + b"'><a href='a'>" + body):
        assert all(url.startswith("http") for url in urls(read_listing(whole, URL, None, None)))


@pytest.mark.parametrize(
    "unit", ["<", "&", "<a", "<a href=/2026/02/10/a>", "<div>", "</a>", "<a href='/2026/02/10/a'><h1>"]
)
def test_hostile_pages_are_given_up_in_time(unit: str) -> None:
    begun = time.process_time()
    read("<a href='/2026/02/10/a'>" + unit * 100_000)
    assert time.process_time() - begun < 20
