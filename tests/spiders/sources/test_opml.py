"""Lists of feeds: out, in again, and as other programs write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from spiders.sources.load import load_sources, parse_sources
from spiders.sources.opml import OpmlError, Subscription, as_opml, propose_entries, read_opml
from tests.conftest import HERALD

SOURCES = Path(__file__).resolve().parents[3] / "spiders" / "sources" / "sources.toml"
READER = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE opml [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<opml version="1.0"><head><title>Mine</title></head><body>
 <outline text="Herald again" type="rss" xmlUrl="http://www.herald.example/feed/"/>
 <outline text="government"><outline text="Ministry &amp; Court" TYPE="RSS" xmlurl="https://court.gov.ph/rss"/>
  <outline text="Ministry &amp; Court" xmlUrl="https://court.gov.ph/news" htmlUrl="https://court.gov.ph/"/></outline>
 <outline text="\xe6\x96\xb0\xe8\x81\x9e" type="rss" xmlUrl="https://shimbun.example/rss"/>
 <outline text="twice" xmlUrl="https://shimbun.example/rss"/>
 <outline text="&secret;" xmlUrl="feed://old.example/x"/>
 <outline text="a folder only"/>
</body>"""


def test_our_own_sources_survive_the_way_out_and_in() -> None:
    sources = load_sources(SOURCES)
    feeds = [feed for source in sources for feed in source.feeds]
    assert sorted(one.feed for one in read_opml(as_opml(sources))) == sorted(feeds)
    assert list(propose_entries(read_opml(as_opml(sources)), sources)) == []
    root = etree.fromstring(as_opml(sources))
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert all(outline.get("text") for outline in root.iter("outline"))
    assert len(list(root.iterfind("body/outline/outline"))) >= len(sources)


def test_a_readers_list_becomes_entries_for_what_is_missing() -> None:
    *entries, refused = propose_entries(read_opml(READER), [HERALD])
    assert refused.startswith("# not taken: feed://old.example/x: ")
    assert "passwd" not in refused
    sources, faults = parse_sources("\n".join(entries))
    assert faults == []
    assert [(s.slug, s.name, s.kind, s.country, s.feeds) for s in sources] == [
        ("ministry_court", "Ministry & Court", "government", "PH", ("https://court.gov.ph/rss",)),
        ("ministry_court_2", "Ministry & Court", "government", "PH", ("https://court.gov.ph/news",)),
        ("shimbun_example", "新聞", "newspaper", "INT", ("https://shimbun.example/rss",)),
    ]


@pytest.mark.parametrize("body", [b"", b"no xml", b"<html><body/></html>", b"\x00\xff"])
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(OpmlError):
        read_opml(body)


@settings(max_examples=30)
@given(st.lists(st.builds(Subscription, st.text(), st.text(), st.text(), st.text()), max_size=3))
def test_whatever_a_list_says_the_entries_are_sound(subscriptions: list[Subscription]) -> None:
    text = "\n".join(propose_entries(subscriptions, [HERALD]))
    sound = '[s]\nname = "S"\nkind = "ngo"\ncountry = "INT"\nlanguage = "en"\nhomepage = "https://s.example/"\n'
    assert parse_sources(f'{text}\n{sound}feed = "https://s.example/feed"')[1] == []


@pytest.mark.parametrize("feed", ["http://[bad", "https://[::1", "feed://h.example/rss", "//x", "http://" + "a" * 300])
def test_a_feed_whose_address_is_none_is_told_of(feed: str) -> None:
    (refused,) = propose_entries([Subscription(feed)], [HERALD])
    assert refused.startswith("# not taken: ")
