"""One identity for all addresses of a page."""

from __future__ import annotations

import string
import time
from contextlib import suppress

import pytest
from hypothesis import example, given

from tests.text.urls.urls import WILD
from text.urls.article_urls import trusted_canonical_url
from text.urls.canonical import canonical_url, unwrap_url
from text.urls.parsing import MAX_ADDRESS_CHARACTERS, AddressError, clean_url

PAGE = "https://post.example/nation/four-children-safe-in-cebu"


@pytest.mark.parametrize(
    "variant",
    [
        *("http://post.example/a/story", "https://www.post.example/a/story/", "https://m.post.example/a/story"),
        *("https://amp.post.example/a/story", "https://qa.post.example/a/story", "https://mirror.post.example/a/story"),
        *("https://post.example/a/story/amp", "https://post.example/a/story/amp/", "https://post.example/amp/a/story"),
        *(
            "https://post.example/amp/story/a/story",
            "https://post.example/a/story?amp=1",
            "https://post.example/a/story?amp",
        ),
        *(
            "https://post.example/a/story?outputType=amp",
            "https://post.example/a/story.amp",
            "https://post.example/a//story",
        ),
        *(
            "https://post.example/a/story/index.html",
            "https://post.example/index.php/a/story",
            "https://post.example:443/a/story",
        ),
        *(
            "https://post.example/a/%EF%BB%BFstory",
            "https://post.example/a/\ufeffstory",
            "https://post.example/a/%73tory",
        ),
        *(
            "https://post.example/a/story%20",
            "https://post.example/a/story;jsessionid=0A1B",
            "https://post.example/a/story#c",
        ),
        "https://post.example/a/story?utm_source=rss&utm_medium=feed&fbclid=x&gclid=y&ico=z&ref=home&mc_cid=1&CMP=share",
        "https://post.example/a/story?PHPSESSID=0123456789abcdef&sid=0a1b2c3d4e5f60718293&replytocom=5&share=facebook&nb=1",
        "https://post.example/a/story?source=rss&from=home&print=1&m=1&_=1700000000",
        "https://www.google.com/amp/s/amp.post.example/a/story/",
        "https://post-example.cdn.ampproject.org/c/s/post.example/a/story/amp",
        "https://www.google.com/url?rct=j&sa=t&url=https://post.example/a/story&ct=ga",
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fpost.example%2fa%2fstory&mkt=en-ph",
    ],
)
def test_all_variants_of_a_page_have_one_identity(variant: str) -> None:
    assert canonical_url(variant) == "https://post.example/a/story"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://post.example/?p=1", "https://post.example/?p=2"),
        ("https://post.example/news.php?id=1", "https://post.example/news.php?id=2"),
        ("https://post.example/a?sid=1001", "https://post.example/a?sid=1002"),
        ("https://post.example/a?cid=7", "https://post.example/a?cid=8"),
        ("https://post.example/a?source=12", "https://post.example/a?source=13"),
        ("https://post.example/a?page=2", "https://post.example/a"),
        ("https://post.example/a%2Fb", "https://post.example/a/b"),
        ("https://cebu.post.example/a", "https://post.example/a"),
        ("https://post.example:8080/a", "https://post.example/a"),
        ("https://dev.ph/a", "https://test.ph/a"),
        ("https://post.example/A", "https://post.example/a"),
        ("https://post.example/amp", "https://post.example/"),
    ],
)
def test_different_pages_stay_different(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_the_order_and_writing_of_a_query_do_not_matter() -> None:
    assert canonical_url("https://post.example/a?b=x+y&amp;a=%7e&c=") == canonical_url(
        "https://post.example/a?c&a=~&b=x%20y"
    )


def test_a_forwarding_address_without_a_page_in_it_stays_itself() -> None:
    assert unwrap_url("https://www.google.com/url?url=javascript:1") == "https://www.google.com/url?url=javascript:1"


@given(WILD)
@example("https://m.google.com/url/?url=https://m.google.com/url?url=https://post.example/amp/")
@example("https://www.google.com/amp/amp/s/post.example/url?url=x")
@example("http://post.example:443/%%34%31/amp/index.html")
@example("http://post.example/?a&amp;amp;b")
@example("http://post.example/..amp")
@example("http://post.example/.;sid=1")
def test_an_identity_is_its_own_identity(url: str) -> None:
    try:
        identity = canonical_url(url)
    except AddressError:
        return
    assert canonical_url(identity) == identity
    assert canonical_url(clean_url(url)) == identity
    assert identity.isascii()
    assert not set(identity) & set(string.whitespace)


@pytest.mark.parametrize(
    "piece", ["/amp", ".amp", "%20", "/", "/..", "%", "&a=1", ";sid=1", "%EF%BB%BF", "-a", "é", "."]
)
def test_no_address_takes_long(piece: str) -> None:
    begun = time.process_time()
    for start in ("https://post.example/a", "https://post.example/?a"):
        trusted_canonical_url(start + piece * 300, start)
        with suppress(AddressError):
            canonical_url((start + piece * 4000)[:MAX_ADDRESS_CHARACTERS])
    assert time.process_time() - begun < 0.5
