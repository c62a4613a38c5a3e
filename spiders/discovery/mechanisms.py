"""How the pages of a source are found: one reader a mechanism, all giving the same kind of answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from items import Hint
from spiders.discovery.feeds import FeedError, read_whole_feed
from spiders.discovery.listings import read_listing
from spiders.discovery.ordering import from_both_ends
from spiders.discovery.sitemaps import (
    Child,
    SitemapError,
    fresh,
    read_sitemap,
    robots_sitemaps,
    unpack_gzip,
)
from text.robots import decode_robots

#: why a listing cannot be read whose links come by script, and what to do about it
FILLED_BY_SCRIPT: Final = "its list is filled by script: name a feed or a sitemap"

if TYPE_CHECKING:
    # every worker's process loads this module, and has no use for Scrapy, a database or the sources file
    from scrapy.http import Response

    from spiders.sources.model import Source
    from storage.tables.discovery import Visit


class UnreadableError(Exception):
    """A feed, sitemap or listing is not what it should be; the message says what it is.

    Raised by ``discover_pages``; the spider records it.
    """


@dataclass(frozen=True, slots=True)
class DiscoveryResult:
    """What a feed, sitemap or listing leads to: pages, further sitemaps, and the next page of a listing."""

    pages: Sequence[Hint]
    children: Sequence[Child] = ()
    next_page: str | None = None
    #: what is to be known of it though it could be read, such as how much was left out
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for a feed, sitemap or listing, and which addresses on a listing are articles of its source."""

    status: int
    url: str
    content_type: str
    body: bytes
    include: re.Pattern[str] | None
    exclude: re.Pattern[str] | None
    #: the time zone of the source, such as "Asia/Manila"; empty where nobody knows it
    zone: str = ""
    #: whether links to PDF documents count
    pdf: bool = False


def seed_urls(source: Source) -> Iterator[tuple[str, str]]:
    """Yield mechanism and address of everything that a source is discover_pages by."""
    for mechanism, urls in (("feed", source.feeds), ("sitemap", source.sitemaps), ("listing", source.listings)):
        for url in urls:
            yield mechanism, url


def from_feed(answer: Answer) -> DiscoveryResult:
    try:
        body = unpack_gzip(answer.body, answer.url)
        feed = read_whole_feed(body, answer.url, answer.content_type, answer.zone)
    except (FeedError, SitemapError) as error:
        raise UnreadableError(str(error)) from error
    return DiscoveryResult(feed.hints, note=feed.note)


def from_sitemap(answer: Answer) -> DiscoveryResult:
    if answer.url.endswith("/robots.txt"):
        lines = decode_robots(answer.body)
        return DiscoveryResult((), [Child(url, None) for url in robots_sitemaps(lines, answer.url)])
    try:
        sitemap = read_sitemap(answer.body, answer.url, answer.zone)
    except SitemapError as error:
        raise UnreadableError(str(error)) from error
    return DiscoveryResult(sitemap.pages, sitemap.children, note=sitemap.note)


def from_listing(answer: Answer) -> DiscoveryResult:
    listing = read_listing(answer.body, answer.url, answer.include, answer.exclude, answer.zone, pdf=answer.pdf)
    if listing.by_script:
        raise UnreadableError(FILLED_BY_SCRIPT)
    if not listing.pages:
        raise UnreadableError("no link on it looks like an article of this source")
    return DiscoveryResult(listing.pages, next_page=listing.next)


MECHANISMS: Mapping[str, Callable[[Answer], DiscoveryResult]] = {
    "feed": from_feed,
    "sitemap": from_sitemap,
    "listing": from_listing,
}


def answer_of(response: Response, source: Source) -> Answer:
    """Return what of a response a reader needs; it travels to a worker process."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return Answer(
        response.status,
        response.url,
        content_type,
        response.body,
        source.include,
        source.exclude,
        source.zone,
        source.pdf,
    )


def discover_pages(answer: Answer, mechanism: str) -> DiscoveryResult:
    """Return what a feed, sitemap or listing leads to. Raise UnreadableError, with the reason, if there is none.

    Anyone may have written what is read here: call it in a worker process, within a bound of time and memory.
    """
    if answer.status != 200:
        raise UnreadableError(f"it answers with status {answer.status}")
    return MECHANISMS[mechanism](answer)


def follow_ups(children: Sequence[Child], visits: Mapping[str, Visit]) -> list[Child]:
    """Return the parts of a sitemap that may hold something new since they were last discover_pages.

    The latest come first, then those without a date, the one that has waited longest first; of those never read the
    first and the last, since nobody knows at which end the newest is.
    """
    changed = [child for child in children if fresh([child], visits[child.url].last_success)]
    dated = sorted(((child.lastmod, number) for number, child in enumerate(changed) if child.lastmod), reverse=True)
    undated = [child for child in changed if not child.lastmod]
    undated = list(from_both_ends(undated))
    undated.sort(key=lambda child: visits[child.url].last_success or datetime.min.replace(tzinfo=UTC))
    return [changed[number] for _, number in dated] + undated
