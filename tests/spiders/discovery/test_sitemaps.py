"""Sitemaps in every spelling, broken ones, and ones that are none."""

from __future__ import annotations

import gzip
import random
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.discovery.sitemaps import (
    MAX_ADDRESSES,
    MAX_UNPACKED,
    Child,
    Sitemap,
    SitemapError,
    fresh,
    read_sitemap,
    robots_sitemaps,
)

URL = "https://post.example/sitemap.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
SET = f'<?xml version="1.0"?><urlset xmlns="{SPACE}" xmlns:news="{NEWS}">{{}}</urlset>'
INDEX = f'<sitemapindex xmlns="{SPACE}">{{}}</sitemapindex>'
A = "<url><loc>https://post.example/a</loc></url>"


def read(text: str) -> Sitemap:
    return read_sitemap(text.encode(), URL)


def urls(sitemap: Sitemap) -> list[str]:
    return [page.url for page in sitemap.pages]


def test_a_news_sitemap_tells_title_and_dates() -> None:
    (page,) = read(
        SET.format(
            "<url><loc> /a?x=1&amp;y=2\n</loc><lastmod>2026-02-11</lastmod><news:news><news:publication>"
            "<news:name>The Post</news:name></news:publication>"
            "<news:publication_date>2026-02-10T08:00:00+08:00</news:publication_date>"
            "<news:title>Two &amp; two</news:title></news:news></url>"
        )
    ).pages
    assert (page.url, page.title) == ("https://post.example/a?x=1&y=2", "Two & two")
    assert page.published is not None
    assert page.published.isoformat() == "2026-02-10T08:00:00+08:00"
    assert page.modified == datetime(2026, 2, 11, tzinfo=UTC)


def test_an_index_names_its_parts() -> None:
    sitemap = read(
        INDEX.format(
            "<sitemap><loc>/one.xml.gz</loc><lastmod>2026-02-10T08:00:00Z</lastmod></sitemap>"
            "<sitemap><loc>https://post.example/two.xml</loc></sitemap><sitemap><loc>/one.xml.gz</loc></sitemap>"
        )
    )
    assert sitemap.pages == []
    assert sitemap.children == [
        Child("https://post.example/one.xml.gz", datetime(2026, 2, 10, 8, tzinfo=UTC)),
        Child("https://post.example/two.xml"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        SET.format(A),
        f"<urlset>{A}</urlset>",
        f'<urlset xmlns="http://www.google.com/schemas/sitemap/0.84">{A}</urlset>',
        '<s:urlset xmlns:s="urn:x"><s:url><s:loc>https://post.example/a</s:loc></s:url></s:urlset>',
        "<URLSET><URL><LOC>https://post.example/a</LOC></URL></URLSET>",
        SET.format("<url><loc><![CDATA[https://post.example/a]]></loc><!-- note --></url>"),
        SET.format(
            "<url><image:image><image:loc>/i.jpg</image:loc></image:image><loc>https://post.example/a</loc></url>"
        ),
        SET.format(A + A + "<url><loc>javascript:1</loc></url><url><loc/></url><url/>"),
        SET.format(A + "<url><loc>ftp://post.example/b</loc></url>"),
        SET.format(A)[:-12],
        SET.format(A + "<url><lastmod>&unknown; & <br>"),
        "\ufeff  \n" + SET.format(A),
        "https://post.example/a\n\nnot an address\nhttps://post.example/a\n",
        "<rss version='2.0'><channel><item><link>/a</link></item></channel></rss>",
    ],
)
def test_every_spelling_and_most_breakage_is_understood(text: str) -> None:
    assert urls(read(text)) == ["https://post.example/a"]


def test_stray_ampersands_do_not_change_an_address() -> None:
    assert urls(read(SET.format("<url><loc>https://post.example/?a=1&b=2</loc></url>"))) == [
        "https://post.example/?a=1&b=2"
    ]


def test_other_encodings_are_read() -> None:
    text = SET.format("<url><loc>https://post.example/niño</loc></url>").replace("?>", ' encoding="utf-16"?>', 1)
    assert urls(read_sitemap(text.encode("utf-16"), URL)) == ["https://post.example/ni%C3%B1o"]


@pytest.mark.parametrize("layers", [1, 2])
def test_packed_sitemaps_are_unpacked(layers: int) -> None:
    body = SET.format(A).encode()
    for _ in range(layers):
        body = gzip.compress(body)
    assert urls(read_sitemap(body, URL)) == ["https://post.example/a"]


def test_a_packed_sitemap_that_was_cut_off_gives_what_is_there() -> None:
    body = gzip.compress(SET.format("".join(f"<url><loc>/{n}</loc></url>" for n in range(2000))).encode())
    found = urls(read_sitemap(body[: len(body) // 2], URL))
    assert found[0] == "https://post.example/0"
    assert 100 < len(found) < 2000


def test_parts_in_one_packed_file_are_read_together() -> None:
    body = gzip.compress(b"https://post.example/a\n") + gzip.compress(b"https://post.example/b\n")
    assert urls(read_sitemap(body, URL)) == ["https://post.example/a", "https://post.example/b"]


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_given_up_at_the_limit(layers: int) -> None:
    body = b" " * (MAX_UNPACKED + 2_000_000)
    for _ in range(layers):
        body = gzip.compress(body, 1)
    with pytest.raises(SitemapError, match="more than 50 MB"):
        read_sitemap(body, URL)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"", "empty"),
        (b"<!doctype html><html><body>Not found</body></html>", "an HTML page"),
        (b"<html><urlset></urlset></html>", "an HTML page"),
        (b"User-agent: *\nDisallow:", "plain text"),
        (b'{"a": 1}', "JSON of another kind"),
        (b"<opml><a/></opml>", "XML that begins with <opml>"),
        (b"\x1f\x8b not packed", "empty"),
        (b"<rss", "XML that begins with <rss>"),
        (b"<rdf ></rdf>", "XML that begins with <rdf>"),
    ],
)
def test_what_is_no_sitemap_is_named(body: bytes, found: str) -> None:
    with pytest.raises(SitemapError, match=found) as caught:
        read_sitemap(body, URL)
    assert URL in str(caught.value)


def test_an_empty_sitemap_is_a_sitemap() -> None:
    assert read(SET.format("")) == Sitemap([], [])


def test_entities_are_never_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    text = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "{secret.as_uri()}">]><urlset><url><loc>/a&x;b</loc></url></urlset>'
    assert urls(read(text)) == ["https://post.example/a&x;b"]


def test_a_bomb_of_entities_is_refused_at_once() -> None:
    begun = time.process_time()
    with pytest.raises(SitemapError, match="made to blow up"):
        read("<!DOCTYPE u [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>" + SET.format("<url><loc>/&c;</loc></url>"))
    assert time.process_time() - begun < 1


def test_the_largest_sitemap_is_read_and_a_larger_one_cut() -> None:
    body = "".join(f"https://post.example/{n}\n" for n in range(MAX_ADDRESSES + 10))
    assert len(read(body).pages) == MAX_ADDRESSES


@pytest.mark.parametrize(
    "unit", ["<", "&", "<![CDATA[", "<a", "<a>", "<url>", "<loc>", "<url><loc>x</loc></url>", '<a b="']
)
def test_hostile_bodies_are_given_up_in_time(unit: str) -> None:
    begun = time.process_time()
    with suppress(SitemapError):
        read("<urlset><url><loc>" + unit * 100_000)
    assert time.process_time() - begun < 20


def test_a_file_that_unpacks_to_nothing_for_ever_ends() -> None:
    begun = time.process_time()
    with pytest.raises(SitemapError, match="empty"):
        read_sitemap(gzip.compress(b"") * 100_000, URL)
    assert time.process_time() - begun < 20


NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lastmod", "walked"),
    [
        (None, True),
        (NOON + timedelta(seconds=1), True),
        (NOON, True),
        (NOON - timedelta(seconds=1), False),
        (datetime(2026, 2, 10, tzinfo=UTC), True),
        (datetime(2026, 2, 9, tzinfo=UTC), False),
    ],
)
def test_only_parts_that_may_have_changed_are_walked(lastmod: datetime | None, walked: bool) -> None:
    child = Child("https://post.example/part.xml", lastmod)
    assert fresh([child], NOON) == ([child] if walked else [])
    assert fresh([child], None) == [child]


def test_robots_txt_names_sitemaps() -> None:
    robots = (
        "\ufeffSitemap: /one.xml\r\nUser-agent: *\r\n  sitemap : https://post.example/two.xml # the second\r\n"
        "SITEMAP:javascript:1\nDisallow: /sitemap: no\nSitemap:\nSitemap: /one.xml\n# Sitemap: /three.xml"
    )
    assert robots_sitemaps(robots, "https://post.example/robots.txt") == [
        "https://post.example/one.xml",
        "https://post.example/two.xml",
    ]


SAMPLES = (
    SET.format(
        f"{A}<url><loc>/b</loc><lastmod>2026-02-10</lastmod><news:news><news:title>t</news:title></news:news></url>"
    ),
    INDEX.format("<sitemap><loc>/one.xml.gz</loc><lastmod>2026-02-10T08:00:00Z</lastmod></sitemap>" * 3),
    "https://post.example/a\nhttps://post.example/b\n",
)


@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_else(body: bytes) -> None:
    _survives(body)
    _survives(b"\x1f\x8b\x08" + body)
    _survives(b"<urlset><url><loc>" + body + b"</loc></url></urlset>")


@settings(max_examples=200)
@given(st.sampled_from(SAMPLES), st.booleans(), st.integers(0, 2**32))
def test_mutated_and_truncated_sitemaps_raise_nothing_else(sample: str, packed: bool, seed: int) -> None:
    _survives(mutated(gzip.compress(sample.encode()) if packed else sample.encode(), seed))


@given(st.text(max_size=200))
def test_any_robots_txt_is_read(robots: str) -> None:
    assert all(url.startswith("http") for url in robots_sitemaps(robots + "\nSitemap: " + robots, URL))


def mutated(body: bytes, seed: int) -> bytes:
    """Return the body with pieces of it cut out, doubled and overwritten, and perhaps its end missing."""
    chance, changed = random.Random(seed), bytearray(body)  # noqa: S311 - repeatable, not secret
    for _ in range(chance.randrange(1, 8)):
        start = chance.randrange(len(changed) + 1)
        piece = changed[start : start + chance.randrange(40)]
        put = chance.choice([b"", bytes(piece) * 2, b"<", b"&", b"]]>", b"\xff", b"<url>", b"<![CDATA[", b"\x1f\x8b"])
        changed[start : start + chance.choice([0, len(piece)])] = put
    return bytes(changed[: chance.choice([len(changed), chance.randrange(len(changed) + 1)])])


def _survives(body: bytes) -> None:
    with suppress(SitemapError):
        assert all(url.startswith(("http://", "https://")) for url in urls(read_sitemap(body, URL)))
