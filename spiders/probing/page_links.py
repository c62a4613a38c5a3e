"""What a page of a site leads to: feeds, and sections that may list articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Final
from urllib.parse import urljoin, urlsplit

from courlan import clean_url as courlan_clean_url
from lxml import etree, html
from trafilatura.feeds import FEED_TYPES, FeedParameters, determine_feed

from spiders.probing.candidates import PageLinks, platform_of, speaks_of_topic
from text.dates.finding import find_first_date, find_stated_date
from text.urls.article_urls import looks_like_article
from text.urls.canonical import canonical_url
from text.urls.parsing import AddressError, clean_url
from text.urls.sections import bare_host

#: links looked at on one page; the busiest front pages have a thousand
MAX_LINKS_SEEN: Final = 3_000
#: feeds and sections kept of one page; chosen, not measured
MAX_FEEDS_OF_PAGE: Final = 30
MAX_SECTIONS_OF_PAGE: Final = 12
#: dates read of one page, and characters of a line that may hold one; chosen, not measured
MAX_DATES_OF_PAGE: Final = 300
MAX_DATE_LINE: Final = 80

#: feeds of comments, of one author, of events and of talk, and back ends that only a site's own pages call
_OTHER_FEEDS: Final = re.compile(
    r"comments|/wp-json/|oembed|/author/|/calendar|/events?/|podcast|[?&]t=event|/tag/feed$|\.ics$|/graphql",
    re.IGNORECASE,
)
_FEED_WORDS: Final = re.compile(r"\b(?:RSS|Atom)\b|\bnews feed\b", re.IGNORECASE)
_FEED_HOSTS: Final = re.compile(r"https?://(?:feeds?\d*|rss)\.", re.IGNORECASE)
_NEWS_WORDS: Final = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"press[\s_-]*releases?|news[\s_-]*(?:room|releases?|and[\s_-]\w+)?\b|pressemitteilung|nieuws|balita",
        r"latest|aktuell|presse|noticias|nyhet|notizie|berita|actualit|headlines|stories|articles|media\b|nation|metro",
        r"local|regions?|provinc|blog|updates?|announce|advisor|posts?\b|statements?|crime|police|courts?|journal|archiv",
    )
)
#: of other links to folders, which come last
_LAST_RANK: Final = len(_NEWS_WORDS)
_NO_PAGE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|jpe?g|png|mp[34]|xml|rss)$", re.IGNORECASE)
_NO_SECTION: Final = re.compile(
    r"about|contact|privacy|terms|login|sign|subscri|donat|give\b|shop|cart|career|video|photo|podcast|event|calendar"
    r"|gallery|faq|search",
    re.IGNORECASE,
)


def links_of_page(text: str, url: str) -> PageLinks:
    """Return what a page at ``url`` leads to; a page that is no HTML leads nowhere."""
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return PageLinks()
    return PageLinks(
        tuple(dict.fromkeys(_feeds(root, text, url)))[:MAX_FEEDS_OF_PAGE],
        tuple(_sections(root, url))[:MAX_SECTIONS_OF_PAGE],
        platform_of(text),
        tuple(islice(_shown_dates(root), MAX_DATES_OF_PAGE)),
    )


def _feeds(root: html.HtmlElement, text: str, url: str) -> Iterator[str]:
    """Yield the feeds that a page declares or links to, as it writes them: courlan puts parameters in another order."""
    links = list(root.iter("link", "a"))[:MAX_LINKS_SEEN]
    written = {courlan_clean_url(whole): whole for link in links if (whole := _whole(url, link.get("href") or ""))}
    found = [
        written.get(address, address) for address in determine_feed(text, FeedParameters(url, bare_host(url), url))
    ]
    named = [_whole(url, link.get("href") or "") for link in links if _names_feed(link)]
    for address in (*found, *named):
        if address and not _OTHER_FEEDS.search(address):
            yield address


def _shown_dates(root: html.HtmlElement) -> Iterator[datetime]:
    """Yield the dates that stand alone or in a short line, as beside the headlines of a list."""
    for line in root.itertext():
        if len(line) <= MAX_DATE_LINE and (found := find_first_date(line)):
            yield found.when
    for element in root.iter("time"):
        # where the line itself gives no date that can be read, as 05/04/2024 or "two days ago"
        if not find_first_date(element.text_content()) and (stated := find_stated_date(element.get("datetime") or "")):
            yield stated.when


def _names_feed(link: html.HtmlElement) -> bool:
    """Whether a link says that it leads to a feed in a way that trafilatura does not look for."""
    if link.tag == "link":
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        return "alternate" in (link.get("rel") or "").lower().split() and kind in FEED_TYPES
    words = (link.text_content()[:60], link.get("title") or "", link.get("aria-label") or "")
    return any(map(_FEED_WORDS.search, words)) or _FEED_HOSTS.match(link.get("href") or "") is not None


def _sections(root: html.HtmlElement, url: str) -> list[str]:
    """Return the pages of the same host that may list articles, the likeliest first."""
    ranked: dict[str, int] = {}
    here = canonical_url(url)
    for anchor in list(root.iter("a"))[:MAX_LINKS_SEEN]:
        address = _whole(url, anchor.get("href") or "")
        if not address or canonical_url(address) == here or bare_host(address) != bare_host(url):
            continue
        rank = section_rank(urlsplit(address).path, " ".join(anchor.text_content().split())[:60])
        if rank is not None and not looks_like_article(address):
            ranked[address] = min(rank, ranked.get(address, rank))
    return sorted(ranked, key=lambda address: (ranked[address], address.count("/")))


def section_rank(path: str, label: str) -> int | None:
    """Return how likely a link leads to a list of articles, by its path and its words; 0 is best, None is no list."""
    if _NO_PAGE.search(path) or path.count("/") > 5:
        return None
    if speaks_of_topic(path) or speaks_of_topic(label) or _NEWS_WORDS[0].search(path) or _NEWS_WORDS[0].search(label):
        # such as /about/newsroom or "News & Events"
        return 0
    if _NO_SECTION.search(path):
        return None
    ranks = (rank for rank, words in enumerate(_NEWS_WORDS) if words.search(path) or words.search(label))
    return next(ranks, _LAST_RANK if path.strip("/") else None)


def _whole(base: str, href: str) -> str:
    """Return a link made whole; empty where it leads to no web page."""
    try:
        return clean_url(urljoin(base, href)) if href and not href.startswith("#") else ""
    except (AddressError, ValueError):
        return ""
