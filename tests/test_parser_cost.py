"""What a reader costs grows with the size of what it reads: twice the size never costs four times as much.

Each reader of foreign bytes gets inputs made to be slow, at two sizes. What costs less than a fifth of a second at the
larger size is let through, since so little can be measured; a real quadratic cost shows far above that.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from pipelines.extraction.document import extract_document
from spiders.discovery.feeds import FeedError, read_feed
from spiders.discovery.listings import read_listing
from spiders.discovery.sitemaps import SitemapError, read_sitemap
from text.bylines.names import clean_names
from text.dates.finding import find_dates
from text.markup import plain_text
from text.robots import may_fetch
from text.sentences import split_sentences
from text.urls.canonical import canonical_url
from text.urls.parsing import AddressError

NOW = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://herald.example/feed"
#: characters of the smaller input; the larger one has twice as many
SIZE = 20_000
#: seconds of CPU that are too few to compare
NEGLIGIBLE = 0.2
#: what is repeated: markup, entities, quotes, dates, names and addresses, none of them closed or whole
PIECES = [
    *(
        "a",
        " ",
        "<",
        "<a",
        "<a ",
        "<p>",
        "<div>",
        "&",
        "&#",
        "&amp;",
        "]]>",
        "<![CDATA[",
        "<!--",
        "a@",
        "a.b-",
        '"',
        "'",
    ),
    *("(", "By A. ", "A and ", "dela ", "4 May ", "2024-", "05/04/", "12:00 ", "https://a.example/", "%25"),
    *("a=b&", "../", "{", "[", "\n"),
]


def rss(inner: str) -> bytes:
    return f"<rss version='2.0'><channel><item><link>https://a.example/1</link>{inner}</item></channel></rss>".encode()


def page(inner: str) -> bytes:
    return f"<html><head><title>x</title></head><body><article><h1>x</h1>{inner}</article></body></html>".encode()


def script(inner: str) -> bytes:
    return f'<html><head><script type=\'application/ld+json\'>{{"@type":"NewsArticle"{inner}</script>'.encode()


READERS: dict[str, Callable[[str], object]] = {
    "feed title": lambda text: read_feed(rss(f"<title>{text}</title>"), URL),
    "feed author": lambda text: read_feed(rss(f"<author>{text}</author>"), URL),
    "feed whole": lambda text: read_feed(text.encode(), URL),
    "sitemap": lambda text: read_sitemap(f"<urlset><url><loc>{text}</loc></url></urlset>".encode(), URL),
    "sitemap lines": lambda text: read_sitemap(text.encode(), URL),
    "listing": lambda text: read_listing(page(text), "https://a.example/", re.compile("news"), None),
    "robots.txt": lambda text: may_fetch(f"User-agent: *\nDisallow: /{text}\n", "osecwatch", "https://herald.example/"),
    "plain text": plain_text,
    "sentences": split_sentences,
    "dates": lambda text: list(find_dates(text)),
    "byline": clean_names,
    "address": lambda text: canonical_url(f"https://a.example/{text}"),
    "text file": lambda text: extract_document(text.encode(), "file:a.txt", "text/plain", now=NOW),
}


def cases() -> Iterator[tuple[str, str]]:
    for reader in READERS:
        for piece in PIECES:
            yield reader, piece


def cost(read: Callable[[str], object], piece: str, size: int) -> float:
    """The CPU seconds of one reading."""
    text = (piece * (size // len(piece) + 1))[:size]
    began = time.process_time()
    with suppress(FeedError, SitemapError, AddressError):
        read(text)
    return time.process_time() - began


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load what readers load with their first input."""
    for read in READERS.values():
        cost(read, "A court ruled on 4 May 2024. ", 2_000)


@pytest.mark.parametrize(("reader", "piece"), list(cases()))
def test_twice_the_size_does_not_cost_four_times_as_much(reader: str, piece: str) -> None:
    read = READERS[reader]
    large = cost(read, piece, 2 * SIZE)
    if large < NEGLIGIBLE:
        return
    # the least of several: on a busy machine a single one may be far off
    large = min(large, *(cost(read, piece, 2 * SIZE) for _ in range(2)))
    small = min(cost(read, piece, SIZE) for _ in range(3))
    assert large < 4 * small, f"{reader} of {piece!r}: {small:.2f} s for {SIZE:,}, {large:.2f} s for {2 * SIZE:,}"
