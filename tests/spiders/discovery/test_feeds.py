"""Feeds of every kind, broken ones, and ones that are none."""

from __future__ import annotations

import json
import random
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from items import Hint
from spiders.discovery.feeds import MAX_FEED_ENTRIES, MAX_SUMMARY, FeedError, read_feed

URL = "https://post.example/feed/"
RSS = '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{}</channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"{}>{}</feed>'
FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
ITEM = "<item><title>A title</title><link>https://post.example/a</link>{}</item>"


def read(text: str, content_type: str = "") -> list[Hint]:
    return read_feed(text.encode(), URL, content_type)


def one(text: str) -> Hint:
    (hint,) = read(text)
    return hint


def test_rss_tells_all_it_knows() -> None:
    hint = one(
        RSS.format(
            "<item><title>Court jails two &amp; frees none</title><link>https://post.example/a</link>"
            "<guid isPermaLink='false'>77</guid><dc:creator><![CDATA[By Ana Reyes and Ben Cruz]]></dc:creator>"
            "<pubDate>Tue, 10 Feb 2026 08:00:00 +0800</pubDate>"
            "<description><![CDATA[<p>One <b>p</b>aragraph.</p><p>Another.</p>]]></description></item>"
        )
    )
    assert (hint.url, hint.title) == ("https://post.example/a", "Court jails two & frees none")
    assert hint.authors == ("Ana Reyes", "Ben Cruz")
    assert hint.summary == "One paragraph. Another."
    assert hint.published is not None
    assert hint.published.isoformat() == "2026-02-10T08:00:00+08:00"


def test_atom_has_two_dates_and_a_base() -> None:
    hint = one(
        ATOM.format(
            ' xml:base="/news/"',
            '<entry xml:base="cebu/"><title type="html">A &lt;i&gt;title&lt;/i&gt;</title><link href="one"/>'
            '<link rel="enclosure" href="https://post.example/film.mp4"/><author><name>Ana Reyes</name></author>'
            "<published>2026-02-09T08:00:00-05:00</published><updated>2026-02-10T08:00:00Z</updated></entry>",
        )
    )
    assert (hint.url, hint.title, hint.authors) == ("https://post.example/news/cebu/one", "A title", ("Ana Reyes",))
    assert hint.published is not None
    assert hint.published.utcoffset() == timedelta(hours=-5)
    assert hint.modified is not None
    assert hint.modified.isoformat() == "2026-02-10T08:00:00+00:00"


def test_the_only_date_of_an_entry_is_when_it_was_published() -> None:
    hint = one(ATOM.format("", '<entry><link href="/a"/><updated>2026-02-10T08:00:00+08:00</updated></entry>'))
    assert hint.published == hint.modified is not None


def test_rdf_and_old_encodings_are_read() -> None:
    text = (
        '<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="x"/><item rdf:about="a"><title>Los niños</title><link>https://post.example/a</link>'
        "<dc:date>2026-02-10</dc:date></item></rdf:RDF>"
    )
    (hint,) = read_feed(text.encode("latin-1"), URL)
    assert hint.title == "Los niños"
    assert hint.published is not None


def test_json_feeds_are_read() -> None:
    items = [
        {"id": "1", "url": "/a", "title": "T &amp; U", "content_html": "<p>x</p>", "authors": [{"name": "Ana Reyes"}]},
        {"id": "https://post.example/b", "date_published": "2026-02-10T08:00:00+08:00", "author": {"name": "Ben Cruz"}},
        {"id": "3", "title": None},
        "nonsense",
    ]
    first, second = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    assert (first.url, first.title, first.summary, first.authors) == (
        "https://post.example/a",
        "T & U",
        "x",
        ("Ana Reyes",),
    )
    assert (second.url, second.authors) == ("https://post.example/b", ("Ben Cruz",))
    assert second.published is not None
    assert second.published.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link>/rel?a=1&b=2</link>", "https://post.example/rel?a=1&b=2"),
        ("<link><![CDATA[https://post.example/x?a=1&b=2]]></link>", "https://post.example/x?a=1&b=2"),
        ("<link>https://post.example/x?a=1&amp;amp;b=2</link>", "https://post.example/x?a=1&b=2"),
        ("<link>\n \ufeffhttps://post.example/x\n</link>", "https://post.example/x"),
        ("<guid>https://post.example/?p=5</guid>", "https://post.example/?p=5"),
        ("<guid isPermaLink='true'>https://post.example/?p=5</guid>", "https://post.example/?p=5"),
        ("<link>https://www.google.com/url?url=https://post.example/x&amp;ct=ga</link>", "https://post.example/x"),
        (
            f"<link>https://proxy.example/1</link><f:origLink xmlns:f='{FEEDBURNER}'>/x</f:origLink>",
            "https://post.example/x",
        ),
    ],
)
def test_an_entry_leads_to_its_page(link: str, url: str) -> None:
    assert one(RSS.format(f"<item>{link}<title>t</title></item>")).url == url


@pytest.mark.parametrize(
    "link",
    [
        *("", "<guid isPermaLink='false'>post/6</guid>", "<link>javascript:alert(1)</link>"),
        *("<link>http://[bad</link>", "<link>mailto:desk@post.example</link>", "<guid>tag:post.example,2026:1</guid>"),
        "<enclosure url='https://post.example/film.mp4' type='video/mp4'/>",
    ],
)
def test_an_entry_without_a_page_keeps_its_headline_and_the_others_stay(link: str) -> None:
    hints = read(RSS.format(f"<item><title>t</title>{link}</item>{ITEM.format('')}"))
    assert [(hint.url, bool(hint.key)) for hint in hints] == [("", True), ("https://post.example/a", False)]
    assert hints[0].title == "t"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>desk@post.example (Ana Reyes)</author>", ("Ana Reyes",)),
        ("<author>Ana Reyes &lt;ana@post.online&gt;</author>", ("Ana Reyes",)),
        ("<author>desk@post.example</author>", ()),
        ("<dc:creator>Reyes, Ana</dc:creator>", ("Reyes, Ana",)),
        ("<dc:creator>Ana Reyes, Ben Cruz &amp; Carla Diaz</dc:creator>", ("Ana Reyes", "Ben Cruz", "Carla Diaz")),
        ("<dc:creator>Ana Reyes</dc:creator><dc:creator>Ben Cruz</dc:creator>", ("Ana Reyes", "Ben Cruz")),
        ("<dc:creator> </dc:creator>", ()),
    ],
)
def test_authors_are_names(author: str, names: tuple[str, ...]) -> None:
    assert one(RSS.format(ITEM.format(author))).authors == names


def test_an_outlet_at_the_end_of_a_search_feed_s_title_stays() -> None:
    item = "<item><title>Two held - The Post</title><link>https://news.google.com/rss/articles/x?oc=5</link></item>"
    assert one(RSS.format(item)).title == "Two held - The Post"


def test_a_page_is_named_once_and_long_summaries_are_cut() -> None:
    hint = one(RSS.format(ITEM.format(f"<description>{'word ' * 9000}</description>") + ITEM.format("")))
    assert MAX_SUMMARY / 2 < len(hint.summary) <= MAX_SUMMARY + 4


@pytest.mark.parametrize(
    "text",
    [
        RSS.format(ITEM.format("<description>A&nbsp;B &rsquo; AT&T &unknown; caf&eacute;</description>")),
        RSS.format(ITEM.format("<description>Text <br> more <p>never closed</description>")),
        RSS.format(ITEM.format("<media:title>no such namespace</media:title>")),
        RSS.format(ITEM.format("<title>\x00\x0b control</title>")),
        RSS.format(ITEM.format(""))[:-20],
        "\ufeff\n<br />\n<b>Warning</b>: a server's words\n" + RSS.format(ITEM.format("")),
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://post.example/rss.dtd">'
        + RSS.format(ITEM.format("")),
        RSS.format(ITEM.format("<description><![CDATA[never closed")),
    ],
)
def test_a_broken_feed_still_gives_its_entries(text: str) -> None:
    assert [hint.url for hint in read(text)] == ["https://post.example/a"]


def test_named_characters_and_stray_ampersands_are_kept() -> None:
    hint = one(
        RSS.format(ITEM.format("<description>A&nbsp;B &rsquo; AT&T caf&eacute; &lt;b&gt;c&lt;/b&gt;</description>"))
    )
    assert hint.summary == "A B ’ AT&T café c"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", "empty"),
        ("<!doctype html><html><body>Checking your browser <rss></body></html>", "an HTML page"),
        ('{"articles": []}', "JSON of another kind"),
        ("{", "JSON that cannot be read"),
        ("[" * 100_000, "JSON that cannot be read"),
        ("<urlset><url/></urlset>", "begins with <urlset>"),
        ("Not found", "plain text"),
        ("\x89PNG" + "\x00" * 20, "binary data"),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><Person/></rdf:RDF>",
            "begins with <rdf:RDF>",
        ),
    ],
)
def test_what_is_no_feed_is_named(body: str, found: str) -> None:
    with pytest.raises(FeedError, match=found) as caught:
        read(body)
    assert URL in str(caught.value)


def test_an_empty_feed_is_a_feed() -> None:
    assert read(RSS.format("")) == []


def test_entities_are_never_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    text = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "{"z" * 1000}">]>' + RSS.format(
        ITEM.format("<description>&x;&y;&y;</description>")
    )
    assert one(text).summary == "&x;&y;&y;"


def test_a_bomb_of_entities_is_refused_at_once() -> None:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    begun = time.process_time()
    with pytest.raises(FeedError, match="made to blow up"):
        read(
            f'<!DOCTYPE rss [<!ENTITY l0 "ha">{layers}]>' + RSS.format(ITEM.format("<description>&l19;</description>"))
        )
    assert time.process_time() - begun < 1


def test_a_path_is_never_taken_for_a_feed(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS.format(ITEM.format("")))
    with pytest.raises(FeedError, match="plain text"):
        read(str(feed))


def test_the_largest_feeds_are_read_and_endless_ones_are_cut() -> None:
    items = "".join(f"<item><title>t{n}</title><link>/{n}</link></item>" for n in range(MAX_FEED_ENTRIES + 500))
    assert len(read(RSS.format(items))) == MAX_FEED_ENTRIES


@pytest.mark.parametrize(
    "unit", ["<", "&", "<![CDATA[", "<a", "<a>", "</a>", '<a b="', "<!--", "<?", "<!D ", "&a", "\n"]
)
def test_hostile_bodies_are_given_up_in_time(unit: str) -> None:
    begun = time.process_time()
    assert not any(hint.url for hint in read("<rss version='2.0'><channel><item><title>" + unit * 100_000))
    assert time.process_time() - begun < 20


def test_a_usual_feed_takes_little_time() -> None:
    items = "".join(
        ITEM.format(f"<guid>/{n}</guid><pubDate>Tue, 10 Feb 2026 08:00:00 GMT</pubDate>") for n in range(100)
    )
    begun = time.process_time()
    read(RSS.format(items))
    assert time.process_time() - begun < 0.5


SAMPLES = (
    RSS.format(ITEM.format("<pubDate>Tue, 10 Feb 2026 08:00:00 +0800</pubDate><author>a@b.example (Ana)</author>") * 3),
    ATOM.format(
        ' xml:base="/x/"', '<entry><link href="a"/><content type="xhtml"><div><p>x</p></div></content></entry>'
    ),
    json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"url": "/a", "authors": [{"name": "Ana"}]}]}),
)


@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_else(body: bytes) -> None:
    _survives(body)


@given(st.binary(max_size=60))
def test_random_bytes_in_a_feed_raise_nothing_else(body: bytes) -> None:
    _survives(b"<rss version='2.0'><channel><item><link>/a</link><title>" + body + b"</title></item></channel></rss>")


@settings(max_examples=200)
@given(st.sampled_from(SAMPLES), st.integers(0, 2**32))
def test_mutated_and_truncated_feeds_raise_nothing_else(sample: str, seed: int) -> None:
    _survives(mutated(sample.encode(), seed))


def mutated(body: bytes, seed: int) -> bytes:
    """Return the body with pieces of it cut out, doubled, moved and overwritten."""
    chance, changed = random.Random(seed), bytearray(body)  # noqa: S311 - repeatable, not secret
    for _ in range(chance.randrange(1, 8)):
        start = chance.randrange(len(changed) + 1)
        piece = changed[start : start + chance.randrange(40)]
        put = chance.choice([b"", bytes(piece) * 2, b"<", b"&", b"]]>", b"\xff", b'"', b"<![CDATA[", b"{", b"&#0;"])
        changed[start : start + chance.choice([0, len(piece)])] = put
    return bytes(changed[: chance.choice([len(changed), chance.randrange(len(changed) + 1)])])


def _survives(body: bytes) -> None:
    with suppress(FeedError):
        assert all((hint.url or hint.key).startswith(("http://", "https://")) for hint in read_feed(body, URL))


@pytest.mark.parametrize(
    "inner",
    [
        "<dc:creator>" + "a" * 300_000 + "</dc:creator>",
        "<dc:creator>" + "a@" * 100_000 + "</dc:creator>",
        "<title " + " ".join(f'a{number}="b"' for number in range(20_000)) + ">x</title>",
        "<author>" + "a.b-" * 50_000 + "</author>",
    ],
)
def test_a_hostile_entry_costs_no_more_than_a_moment(inner: str) -> None:
    feed = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>'
        f"<link>https://herald.example/1</link>{inner}</item></channel></rss>"
    )
    began = time.process_time()
    assert [hint.url for hint in read_feed(feed.encode(), "https://herald.example/feed")] == [
        "https://herald.example/1"
    ]
    assert time.process_time() - began < 3


def test_a_feed_names_outlets_and_carries_whole_articles() -> None:
    body = b"""<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:News="https://www.bing.com/news/search">
    <channel><title>News</title>
    <item><title>One</title><link>https://a.example/1</link><source url="https://b.example">The Bugle</source>
    <content:encoded><![CDATA[<p>The first.</p><p>The second.</p>]]></content:encoded></item>
    <item><title>Two</title><link>https://a.example/2</link><News:Source>The Courier</News:Source></item>
    </channel></rss>"""
    one, two = read_feed(body, "https://a.example/feed")
    assert (one.outlet, one.text) == ("The Bugle", "The first.\n\nThe second.")
    assert (two.outlet, two.text) == ("The Courier", "")
