"""What a page and an address say of where a site's lists may be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.probing.candidates import platform_of, speaks_of_topic, usual_places
from spiders.probing.page_links import links_of_page, section_rank

URL = "https://daily.example/"


@pytest.mark.parametrize(
    ("path", "label", "rank"),
    [
        ("/press-releases", "", 0),
        ("/about/newsroom", "Newsroom", 0),
        ("/index.php/news-events", "News & Events", 0),
        ("/tag/child-protection", "", 0),
        ("/mga-balita/", "", 0),
        ("/latest", "", 1),
        ("/regions", "", 2),
        ("/folder", "Folder", 3),
        ("/about", "About", None),
        ("/donate", "Give today", None),
        ("/news/report.pdf", "News", None),
        ("/", "Home", None),
    ],
)
def test_rank_of_a_section(path: str, label: str, rank: int | None) -> None:
    assert section_rank(path, label) == rank


@pytest.mark.parametrize(
    ("markup", "feeds"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed/">', ["https://daily.example/feed/"]),
        ('<link rel="alternate feed" type="application/atom+xml" href="a.xml">', ["https://daily.example/a.xml"]),
        ('<a href="https://feeds.example.net/daily">Subscribe</a>', ["https://feeds.example.net/daily"]),
        ('<a href="/lists">RSS feeds</a>', ["https://daily.example/lists"]),
        ('<a href="/search/?f=rss&t=article&l=50">All</a>', ["https://daily.example/search/?f=rss&t=article&l=50"]),
        ('<link rel="alternate" type="application/rss+xml" href="/comments/feed/">', []),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">', []),
        ('<link rel="alternate" hreflang="de" href="/de/">', []),
        ("no markup at all", []),
        ("", []),
    ],
)
def test_feeds_that_a_page_leads_to(markup: str, feeds: list[str]) -> None:
    page = f"<html><body>{markup}</body></html>"
    assert list(links_of_page(page, URL).feeds) == feeds


@pytest.mark.parametrize(
    ("markup", "platform"),
    [
        ('<link href="/wp-content/a.css">', "WordPress"),
        ('<meta name="generator" content="Ghost 5.1">', "Ghost"),
        ("<script>Fusion.arcSite='x'</script>", "Arc"),
        ("<p>WordPressed flowers</p>", ""),
    ],
)
def test_platform(markup: str, platform: str) -> None:
    assert platform_of(markup) == platform


def test_the_usual_places_of_a_platform_come_first_and_each_place_once() -> None:
    places = [place.url for place in usual_places("https://daily.example/news", "WordPress")]
    assert places[:2] == ["https://daily.example/news/feed/", "https://daily.example/feed/"]
    assert len(places) == len(set(places))


def test_topic() -> None:
    assert speaks_of_topic("https://daily.example/tag/osaec/feed/")
    assert not speaks_of_topic("https://daily.example/sports/feed/")


@settings(max_examples=30)
@given(st.text(max_size=300), st.sampled_from(["<link rel=alternate href='", "<a href='", "<time datetime='", ""]))
def test_whatever_a_page_holds_it_is_read(text: str, before: str) -> None:
    links = links_of_page(f"{before}{text}'>{text}", URL)
    assert all(url.startswith(("http://", "https://")) for url in (*links.feeds, *links.sections))
