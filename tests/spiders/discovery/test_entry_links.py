"""Which of an entry's links is its page, and where it leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.discovery.entry_links import entry_address, entry_key, guid_link, page_links
from spiders.discovery.feeds import read_feed

FEED = "https://feeds.cdn.example/herald"
SITE = "https://herald.example/news/"
PAGE = "https://herald.example/news/four-rescued"


def rss(item: str, channel: str = f"<link>{SITE}</link>", root: str = "") -> bytes:
    return f"<rss version='2.0' {root}><channel><title>N</title>{channel}<item>{item}</item></channel></rss>".encode()


def atom(entry: str, root: str = "") -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom' {root}><title>N</title><entry>{entry}</entry></feed>".encode()


def addresses(body: bytes) -> list[str]:
    return [hint.url for hint in read_feed(body, FEED)]


@pytest.mark.parametrize(
    "link",
    [
        "four-rescued",
        "/news/four-rescued",
        "//herald.example/news/four-rescued",
        "herald.example/news/four-rescued",
        "https://herald.example/news/four-rescued",
    ],
)
def test_a_link_is_resolved_against_the_channels_site(link: str) -> None:
    assert addresses(rss(f"<link>{link}</link>")) == [PAGE]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("www.tribune.example/a/b", "https://www.tribune.example/a/b"),
        ("news.gov.ph/a/b", "https://news.gov.ph/a/b"),
        ("page.html", "https://herald.example/news/page.html"),
        ("2026.05/page.html", "https://herald.example/news/2026.05/page.html"),
    ],
)
def test_a_host_without_its_scheme_is_told_from_a_file(link: str, address: str) -> None:
    assert entry_address((link,), (SITE, FEED)) == address


def test_xml_base_goes_before_the_channels_site() -> None:
    based = rss("<link>four-rescued</link>", root='xml:base="https://herald.example/news/"', channel="")
    assert addresses(based) == [PAGE]
    elsewhere = "<title xml:base='https://x.example/'>T</title><link>four-rescued</link>"
    assert addresses(rss(elsewhere)) == [PAGE]
    without_scheme = rss(
        "<link>www.herald.example/news/four-rescued</link>", root='xml:base="https://herald.example/b/"'
    )
    assert addresses(without_scheme) == ["https://www.herald.example/news/four-rescued"]
    archived = "https://archive.example/web/2026/www.herald.example/news/four-rescued"
    assert entry_address((archived,), (SITE, FEED)) == archived


def test_without_a_site_the_feeds_own_address_is_the_base() -> None:
    assert addresses(rss("<link>/a/b</link>", channel="")) == ["https://feeds.cdn.example/a/b"]


def test_the_alternate_that_fits_best_is_the_page() -> None:
    links = (
        f"<link rel='self' href='{PAGE}.atom'/><link rel='alternate' type='application/json' href='{PAGE}.json'/>"
        f"<link rel='alternate' hreflang='de' href='{PAGE}/de'/><link rel='alternate' type='text/html' href='{PAGE}'/>"
        f"<link rel='alternate' hreflang='tl' type='text/html' href='{PAGE}/tl'/>"
    )
    assert addresses(atom(f"<id>urn:1</id><title>T</title>{links}")) == [PAGE]
    spelled = f"<link rel='http://www.iana.org/assignments/relation/alternate' href='{PAGE}'/>"
    assert addresses(atom(f"<id>urn:1</id><title>T</title>{spelled}")) == [PAGE]
    last_resort = f"<link rel='self' href='{PAGE}.atom'/><link rel='via' href='{PAGE}'/>"
    assert addresses(atom(f"<id>urn:1</id><title>T</title>{last_resort}")) == [PAGE]
    assert addresses(atom(f"<id>urn:1</id><title>T</title>{links}", "xml:lang='de'"))[0] in {PAGE, f"{PAGE}/de"}


@pytest.mark.parametrize(
    ("guid", "address"),
    [
        (f"<guid>{PAGE}</guid>", PAGE),
        (f"<guid isPermaLink='false'>{PAGE}?p=7</guid>", f"{PAGE}?p=7"),
        ("<guid>/news/four-rescued</guid>", PAGE),
        ("<guid>a1b2c3</guid>", ""),
        ("<guid isPermaLink='false'>herald/7</guid>", ""),
        ("<guid>tag:herald.example,2026:7</guid>", ""),
        ("", ""),
    ],
)
def test_a_guid_that_is_an_address_stands_in_for_a_link(guid: str, address: str) -> None:
    (hint,) = read_feed(rss(f"<title>Four rescued</title>{guid}"), FEED)
    assert hint.url == address
    assert bool(hint.key) != bool(hint.url)


def test_an_entry_without_an_address_keeps_its_name_and_what_it_says() -> None:
    (first,) = read_feed(rss("<title>Four rescued</title><description>In Cebu.</description>"), FEED)
    (again,) = read_feed(rss("<title>Four rescued</title><description>In Cebu City.</description>"), FEED)
    assert first.key == again.key
    assert first.key.startswith(f"{FEED}#")
    assert (first.title, first.summary) == ("Four rescued", "In Cebu.")


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_link_has_an_address_or_none(link: str, guid: str) -> None:
    address = entry_address((link, guid_link(guid, is_permalink=True)), (SITE, FEED))
    assert not address or address.startswith(("http://", "https://"))
    assert entry_key(FEED, (link, guid)) == entry_key(FEED, (link, guid))
    assert page_links([{"rel": "alternate", "href": link}], "en") == ([link] if link else [])
