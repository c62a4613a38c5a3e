"""The shipped sources file, one source a test."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from spiders.sources.load import load_sources, select_sources
from spiders.sources.model import Source
from text.urls.parsing import host_of

SOURCES_TOML = Path(__file__).resolve().parents[3] / "spiders" / "sources" / "sources.toml"
SOURCES = load_sources(SOURCES_TOML)
#: what only a site's own pages call
BACK_END = re.compile(r"/wp-json/|/graphql|airtable\.com|\.json$")


def addresses(source: Source) -> tuple[str, ...]:
    return source.feeds + source.sitemaps + source.listings


#: their servers are known to answer over http only
WITHOUT_TLS = {"nbi", "amlc"}
HOMEPAGES = Counter(source.homepage for source in SOURCES)
NAMES = Counter(source.name for source in SOURCES)
ADDRESSES = Counter(address for source in SOURCES for address in addresses(source))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.slug)
def test_source(source: Source) -> None:
    plain = [address for address in (source.homepage, *addresses(source)) if not address.startswith("https://")]
    assert not plain or source.slug in WITHOUT_TLS
    assert HOMEPAGES[source.homepage] == NAMES[source.name] == 1
    assert all(ADDRESSES[address] == 1 for address in addresses(source))
    assert not any(BACK_END.search(address) for address in addresses(source)), "a site's back end is not ours to call"
    if source.listings:
        assert source.include is not None, "a listing is full of other links: say which are articles"
        further = [f"{listing}?page=2" for listing in source.listings]
        assert not any(source.include.search(listing) for listing in (*source.listings, *further))


def test_no_two_sites_share_a_host() -> None:
    hosts = Counter(host_of(source.homepage) for source in SOURCES if source.kind != "search")
    assert [name for name, sources in hosts.items() if sources > 1] == [], "a page belongs to the source of its host"


def test_there_are_enough_sources() -> None:
    assert len(SOURCES) >= 85


def test_no_source_is_one_whose_robots_txt_forbids_it() -> None:
    assert not [source.slug for source in SOURCES if "news.google." in f"{source.homepage} {addresses(source)}"]


def test_searches_cover_the_markets_and_languages() -> None:
    queries = " ".join(address for source in SOURCES if source.kind == "search" for address in source.feeds)
    assert set(re.findall(r"mkt=([\w-]+)", queries)) >= {"en-PH", "en-AU", "en-GB", "en-US", "de-DE", "nl-NL", "sv-SE"}
    assert {source.language for source in SOURCES if source.kind == "search"} >= {"en", "tl", "ceb", "de", "nl", "sv"}


def test_outlets_that_refuse_robots_are_searched_for() -> None:
    searches = select_sources(SOURCES, ["bing_closed_outlets", "bing_closed_papers"])
    asked = " ".join(feed for search in searches for feed in search.feeds)
    assert all(f"site%3A{host}" in asked for host in ("pna.gov.ph", "manilastandard.net", "mb.com.ph"))


def test_every_source_with_pages_of_its_own_has_a_time_zone_unless_it_is_of_many_countries() -> None:
    assert not [s.slug for s in SOURCES if s.kind != "search" and s.country != "INT" and not s.zone]


@pytest.mark.parametrize(
    ("slug", "url"),
    [
        ("ijm_philippines", "https://ijm.org.ph/articles/a-partnership-concludes"),
        ("ijm_philippines", "https://www.ijm.org.ph/articles/a-partnership-concludes?utm_source=x"),
        ("ijm", "https://www.ijm.org/news/five-people-convicted"),
        ("ijm", "https://www.ijm.org/vawc/blog/a-new-law"),
        ("ijm_osec", "https://osec.ijm.org/news-and-insights/news-updates/2-men-convicted/"),
        ("ijm_uk", "https://www.ijmuk.org/news/five-children-safe"),
        ("ijm_australia", "https://ijm.org.au/blog/4-good-news-statistics"),
        ("ijm_deutschland", "https://www.presseportal.de/pm/112164/3504745"),
        ("terre_des_hommes", "https://int.terredeshommes.nl/latest/a-new-focus"),
        ("iwf", "https://www.iwf.org.uk/news-media/news/a-new-law"),
        ("nbi", "http://nbi.gov.ph/press_releases/2026/04282026/9842/"),
        ("ijm_australia", "https://ijm.org.au/news/4-persons-convicted/"),
        ("ijm_deutschland", "https://ijm-deutschland.de/news/eine-studie"),
        ("ijm_nederland", "https://ijmnl.org/stories/een-verhaal"),
        ("global_survivor_network", "https://globalsurvivornetwork.org/stories/survivors-speak-in-parliament"),
        ("weprotect", "https://weprotect.org/blog/more-than-a-number"),
        ("weprotect", "https://www.weprotect.org/resources/case-study/how-many/"),
        ("unicef_philippines", "https://www.unicef.org/philippines/press-releases/safer-online"),
        ("terre_des_hommes", "https://www.terredeshommes.nl/en/latest/a-new-focus"),
        ("afp", "https://www.afp.gov.au/news-centre/media-release/man-charged"),
    ],
)
def test_article_on_a_listing_is_taken(slug: str, url: str) -> None:
    (source,) = select_sources(SOURCES, [slug])
    assert source.include is not None
    assert source.include.search(url)


@pytest.mark.parametrize(
    ("slug", "url"),
    [
        ("ijm", "https://www.ijm.org/donate"),
        ("ijm", "https://www.ijm.org/tags/southeast-asia?page=3"),
        ("ijm_osec", "https://osec.ijm.org/news-and-insights/news-updates/page/2/"),
        ("ijm_australia", "https://ijm.org.au/news/page/4/"),
        ("weprotect", "https://www.weprotect.org/blog/page/2/"),
        ("afp", "https://www.afp.gov.au/news-centre/podcasts"),
    ],
)
def test_other_link_on_a_listing_is_left(slug: str, url: str) -> None:
    (source,) = select_sources(SOURCES, [slug])
    assert source.include is not None
    assert not source.include.search(url)


def test_host_that_asks_for_slowness_gets_it() -> None:
    delays = {urlsplit(url).hostname: source.delay for source in SOURCES for url in addresses(source)}
    assert (delays["api.gdeltproject.org"] or 0) > 5


def test_tables_are_short() -> None:
    for table in SOURCES_TOML.read_text(encoding="utf-8").split("\n[")[1:]:
        lines = table.split("\n\n")[0].splitlines()
        assert len(lines) <= 15, f"[{lines[0]} is long: keep a source to what no other part can know"
