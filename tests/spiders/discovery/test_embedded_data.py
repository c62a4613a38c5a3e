"""Listings that a script fills: their links are in the data that they carry."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.discovery.listings import Listing, read_listing
from spiders.discovery.mechanisms import FILLED_BY_SCRIPT, Answer, UnreadableError, discover_pages

URL = "https://post.example/news"
DATED = re.compile(r"/\d{4}/\d{2}/\d{2}/")
ENTRIES = [
    {"title": "Two held in Cebu raid", "url": "/2026/02/10/two-held", "publishedAt": "2026-02-10T20:00:00"},
    {"headline": "Court rules on appeal", "link": "https://post.example/2026/02/09/court-rules"},
    {"name": "Not ours", "url": "https://other.example/2026/02/09/not-ours"},
    {"image": {"url": "/2026/02/10/photo.jpg"}, "author": {"name": "R. Cruz", "url": "/2026/02/10/cruz"}},
]
STATE = {"props": {"pageProps": {"menu": [{"url": "/2026/01/01/menu"}], "list": {"items": ENTRIES}}}}
ITEM_LIST = {
    "@type": "ItemList",
    "itemListElement": [
        {"@type": "ListItem", "position": 1, "url": "https://post.example/2026/02/10/two-held"},
        {"@type": "ListItem", "item": {"@type": "NewsArticle", "@id": "/2026/02/09/court-rules"}},
    ],
}


def shell(data: str, body: str = "<div id=root></div>") -> bytes:
    return (
        f"<html><head><title>News</title></head><body>{body}{data}<script src=/app.js></script></body></html>".encode()
    )


def read(data: str, include: re.Pattern[str] | None = DATED) -> Listing:
    return read_listing(shell(data), URL, include, None, "Asia/Manila")


@pytest.mark.parametrize(
    "data",
    [
        f"<script id=__NEXT_DATA__ type=application/json>{json.dumps(STATE)}</script>",
        f"<script type='application/json; charset=utf-8' data-for=list>{json.dumps(ENTRIES)}</script>",
        f"<script>window.__STATE__ = {json.dumps(STATE)};</script>",
        f"<script>(function(){{window['__DATA__']={json.dumps(STATE)[:-1]},\"b\":undefined}};go()}})()</script>",
        f"<script>window.__STATE__=JSON.parse({json.dumps(json.dumps(STATE))})</script>",
        "<script>var s = JSON.parse('" + json.dumps(STATE).replace("raid", "raid\\u0021") + "');</script>",
        f"<script type=application/ld+json>{json.dumps(ITEM_LIST)}</script>",
        f'<div id=app data-page="{escape(json.dumps(STATE))}"></div>',
    ],
)
def test_links_are_read_from_the_data_for_scripts(data: str) -> None:
    listing = read(data)
    assert [hint.url for hint in listing.pages] == [
        "https://post.example/2026/02/10/two-held",
        "https://post.example/2026/02/09/court-rules",
    ]
    assert not listing.by_script


def test_title_and_date_stand_beside_the_link() -> None:
    first, second = read(f"<script>window.__STATE__ = {json.dumps(STATE)};</script>").pages
    assert (first.title, second.title) == ("Two held in Cebu raid", "Court rules on appeal")
    assert first.published is not None
    assert first.published.astimezone(UTC) == datetime(2026, 2, 10, 12, tzinfo=UTC)


def test_without_a_pattern_only_what_is_shaped_as_an_article_counts() -> None:
    entries = [{"url": "/about"}, {"url": "/tag/courts"}, {"url": "/news/court-rules-on-the-appeal", "title": "A"}]
    listing = read(f"<script type=application/json>{json.dumps(entries)}</script>", None)
    assert [hint.url for hint in listing.pages] == ["https://post.example/news/court-rules-on-the-appeal"]


def test_links_that_are_shown_come_first_and_once() -> None:
    shown = "<a href='/2026/02/09/court-rules'>The court rules on the appeal</a>"
    data = f"<script type=application/json>{json.dumps(ENTRIES)}</script>"
    listing = read_listing(shell(data, shown), URL, DATED, None)
    assert [hint.url.rpartition("/")[2] for hint in listing.pages] == ["court-rules", "two-held"]
    assert listing.pages[0].title == "The court rules on the appeal"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (shell(""), FILLED_BY_SCRIPT),
        (
            shell("<script>fetch('/api/news').then(show)</script>", "<header><a href=/>Home</a></header>"),
            FILLED_BY_SCRIPT,
        ),
        (shell("", "".join(f"<a href=/x/{n}>A long headline of a story</a>" for n in range(9))), "no link on it"),
        (b"<html><p>We are moving.</p></html>", "no link on it"),
    ],
)
def test_a_list_without_links_says_whether_a_script_would_fill_it(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        discover_pages(Answer(200, URL, "text/html", body, DATED, None), "listing")


@pytest.mark.parametrize("data", ["[" * 100_000, '{"a":' * 100_000, "window.x = {" * 50_000, "'" * 100_000])
def test_hostile_data_gives_no_links_and_takes_no_time(data: str) -> None:
    assert read(f"<script type=application/json>{data}</script><script>var a = {data}</script>").pages == []


@settings(max_examples=30)
@given(st.recursive(st.none() | st.text(max_size=20), lambda part: st.lists(part) | st.dictionaries(st.text(), part)))
def test_no_data_breaks_the_reader(data: object) -> None:
    assert read(f"<script type=application/json>{json.dumps(data)}</script>").pages == []
