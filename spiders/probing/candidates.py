"""Where a site's feeds, sitemaps and listings may lie: the usual places, and what is told of those a page names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urljoin

#: what platforms leave on their pages, and where each has its feeds and sitemaps
PLATFORMS: Final = (
    ("WordPress", re.compile(r"/wp-(?:content|includes)/|\bWordPress\b"), ("feed/",), ("wp-sitemap.xml",)),
    ("Drupal", re.compile(r"\bDrupal\b|/sites/default/files/"), ("rss.xml",), ()),
    ("Ghost", re.compile(r"content=\"Ghost\b|/ghost/api/"), ("rss/",), ()),
    (
        "Blox",
        re.compile(r"bloximages|/tncms/"),
        ("search/?f=rss&t=article&l=50&s=start_time&sd=desc",),
        ("tncms/sitemap/news.xml",),
    ),
    (
        "Arc",
        re.compile(r"\bFusion\.|/pf/dist/|/pf/resources/|arcpublishing"),
        ("arc/outboundfeeds/rss/?outputType=xml",),
        ("arc/outboundfeeds/sitemap-news/?outputType=xml",),
    ),
    ("Blogger", re.compile(r"content=['\"]blogger['\"]|blogger\.com/"), ("feeds/posts/default?alt=rss",), ()),
    ("Squarespace", re.compile(r"squarespace", re.IGNORECASE), ("blog?format=rss", "news?format=rss"), ()),
    ("Joomla", re.compile(r"\bJoomla\b"), ("?format=feed&type=rss",), ()),
    ("Hugo", re.compile(r"content=\"Hugo\b"), ("index.xml",), ()),
    ("Jekyll", re.compile(r"content=\"Jekyll\b"), ("feed.xml",), ()),
)
#: tried where the platform is not known or its own places are empty, the most common first
USUAL_FEEDS: Final = ("feed/", "rss.xml", "feed.xml", "rss/", "atom.xml", "index.xml")
USUAL_SITEMAPS: Final = ("sitemap.xml", "news-sitemap.xml", "sitemap_index.xml")
#: places of lists that nothing on a page filled by script may lead to
USUAL_LISTINGS: Final = ("news", "press-releases")

#: sections and tags of the subject itself
_TOPIC: Final = re.compile(
    r"os(?:a)?ec\b|child[\s_-]*(?:protection|abuse|exploit)|trafficking|cybercrime", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SeedCandidate:
    """An address that may be a feed, sitemap or listing of a site, and where it was found."""

    mechanism: str
    url: str
    origin: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page of a site leads to: feeds, and sections that may list articles; and what it runs on."""

    feeds: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    platform: str = ""
    #: the dates that readers see on it
    dates: tuple[datetime, ...] = ()


def platform_of(text: str) -> str:
    """Return the platform that a page shows signs of; empty where there is none."""
    return next((name for name, signs, _, _ in PLATFORMS if signs.search(text)), "")


def usual_places(homepage: str, platform: str) -> list[SeedCandidate]:
    """Return the usual places of a platform's feeds and sitemaps, then those of any platform."""
    # with it comes the whole of trafilatura, .05 s of CPU to load, and few runs probe a site (28 November 2026)
    from trafilatura.sitemaps import GUESSES  # noqa: PLC0415

    feeds, sitemaps = next(((feeds, sitemaps) for name, _, feeds, sitemaps in PLATFORMS if name == platform), ((), ()))
    root = urljoin(homepage, "/")
    places = [
        *(SeedCandidate("feed", url, f"usual place of {platform}") for url in _below(homepage, root, feeds)),
        *(SeedCandidate("sitemap", root + path, f"usual place of {platform}") for path in sitemaps),
        *(SeedCandidate("feed", url, "usual place") for url in _below(homepage, root, USUAL_FEEDS)),
        *(SeedCandidate("sitemap", root + path, "usual place") for path in (*USUAL_SITEMAPS, *GUESSES)),
    ]
    first: dict[str, SeedCandidate] = {}
    for place in places:
        first.setdefault(place.url, place)
    return list(first.values())


def _below(homepage: str, root: str, paths: Iterable[str]) -> list[str]:
    folder = homepage if homepage.endswith("/") else f"{homepage}/"
    return [f"{base}{path}" for path in paths for base in dict.fromkeys((folder, root))]


def speaks_of_topic(url: str) -> bool:
    """Say whether an address is a section or tag of the subject itself."""
    return _TOPIC.search(url) is not None
