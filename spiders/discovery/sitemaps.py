"""Sitemaps: the pages and parts that a site lists for search engines, in all the ways they are written."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from items import Hint
from spiders.discovery.bounded_lists import newest
from spiders.discovery.feeds import FeedError, read_whole_feed
from text.charset import decode_bytes
from text.dates.feed_dates import lowered_precision, parse_feed_date, read_feed_date
from text.markup import describe, plain_text, sound_xml
from text.urls.escaping import visible
from text.urls.parsing import clean_url

#: bytes after unpacking, and addresses in one file: the limits of sitemaps.org
MAX_UNPACKED: Final = 50 * 1024 * 1024
MAX_ADDRESSES: Final = 50_000
#: entries of a longer one among which the newest are looked for; 100,000 take 3 s, and a worker has 10 (CLEAN_SECONDS)
MAX_LOOKED_AT: Final = 100_000

#: a tag in which the next one begins; libxml2 recovers from each, at a cost that grows with the square of their number
_OPEN_TAG: Final = re.compile(r"<(?!!)(?=[^<>]*<)")
_SITEMAP_ROOT: Final = re.compile(r"<(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_FEED_START: Final = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = 1024 * 1024
# some servers pack what is packed already; some files unpack to themselves for ever
_MOST_LAYERS: Final = 3
_LINE: Final = re.compile(r"[ \t\ufeff]*https?://", re.IGNORECASE)
_ROBOTS_LINE: Final = re.compile(r"^[ \t\ufeff]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)


#: levels of elements: sitemaps with news, images and films have six
MAX_DEPTH: Final = 50


class SitemapError(ValueError):
    """The body is no sitemap; the message names the address and what was found instead.

    Raised by ``read_sitemap``.
    """


@dataclass(frozen=True, slots=True)
class Child:
    """A part that a sitemap index points to, and when it last changed where that is fields."""

    url: str
    lastmod: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file lists, each address once, in its order."""

    pages: list[Hint]
    children: list[Child]
    #: what was left out of it, in words
    note: str = ""


def read_sitemap(body: bytes, url: str, zone: str = "") -> Sitemap:
    """Read a sitemap, a sitemap index, a news sitemap, a list of addresses or a feed, packed or not.

    Broken XML is read as far as it can be understood. Raise SitemapError where it is none of these, or unpacks to more
    than 50 MB.
    """
    text = decode_bytes(unpack_gzip(body, url)).text
    if _FEED_START.search(text, 0, 4096):
        return _from_feed(text, url, zone)
    return _read_xml(text, url, zone) if "<" in text[:4096] else _read_lines(text, url)


def fresh(children: Sequence[Child], since: datetime | None) -> list[Child]:
    """Return the parts that may hold something new since a moment; all of them where there is no moment.

    A part without a date may have changed, and a bare date stands for its whole day.
    """
    return [child for child in children if since is None or child.lastmod is None or _until(child.lastmod) >= since]


def robots_sitemaps(robots: str, url: str) -> list[str]:
    """Return the sitemaps named in a robots.txt that was fetched from ``url``, each once."""
    found: dict[str, None] = {}
    for match in _ROBOTS_LINE.finditer(robots):
        if address := _listed_address(url, match[1]):
            found[address] = None
    return list(found)


def _until(lastmod: datetime) -> datetime:
    return lastmod + timedelta(days=1) if lastmod.time() == time.min else lastmod


def unpack_gzip(body: bytes, url: str) -> bytes:
    """Return the body unpacked, as far as it is whole; a bomb is given up at the limit."""
    for _ in range(_MOST_LAYERS):
        if not body.startswith(_GZIP):
            break
        body = b"".join(_gunzipped(body, url))
    return body


def _gunzipped(body: bytes, url: str) -> Iterator[bytes]:
    left = MAX_UNPACKED
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
        try:
            while chunk := packed.read1(_CHUNK):
                yield chunk
                left -= len(chunk)
                if left < 0:
                    raise SitemapError(f"{url} unpacks to more than {MAX_UNPACKED >> 20} MB: not read")
        except (EOFError, zlib.error, gzip.BadGzipFile):
            # cut off or damaged: what came before is read
            return


def _from_feed(text: str, url: str, zone: str) -> Sitemap:
    try:
        feed = read_whole_feed(text.encode(), url, zone=zone)
        return Sitemap(feed.hints, [], feed.note)
    except FeedError as error:
        raise SitemapError(str(error)) from error


def _read_lines(text: str, url: str) -> Sitemap:
    lines = newest(filter(_LINE.match, text.splitlines()), _undated, MAX_ADDRESSES, MAX_LOOKED_AT)
    pages = {address: Hint(address) for line in lines.kept if (address := _listed_address(url, line))}
    if not pages:
        raise SitemapError(f"{url} is {describe(text)}, not a sitemap")
    return Sitemap(list(pages.values()), [], lines.note)


def _undated(_: str) -> None:
    """Return the date of a line that has none."""


def _read_xml(text: str, url: str, zone: str) -> Sitemap:
    try:
        xml = sound_xml(_OPEN_TAG.sub("&lt;", text), _SITEMAP_ROOT).encode()
    except ValueError as error:
        raise SitemapError(f"{url} {error}, not a sitemap") from None
    pages: dict[str, Hint] = {}
    children: dict[str, Child] = {}
    entries = (_Entry(_local(element), _entry_fields(element)) for element in _entries(xml))
    listed = newest(entries, lambda entry: entry.date(zone), MAX_ADDRESSES, MAX_LOOKED_AT)
    for entry in listed.kept:
        address = _listed_address(url, entry.fields.get("loc", ""))
        if address and entry.name == "sitemap":
            children.setdefault(address, Child(address, parse_feed_date(entry.fields.get("lastmod", ""), zone)))
        elif address:
            pages.setdefault(address, _hint(address, entry.fields, zone))
    return Sitemap(list(pages.values()), list(children.values()), listed.note)


class _Entry(NamedTuple):
    """An entry of a sitemap as it is written: its element's name, and texts by theirs."""

    name: str
    fields: dict[str, str]

    def date(self, zone: str) -> datetime | None:
        written = self.fields.get("news:publication_date") or self.fields.get("lastmod") or ""
        return parse_feed_date(written, zone)


def _entries(xml: bytes) -> Iterator[etree._Element]:
    """Yield each entry once it is complete; those that were read are emptied, so that memory stays small.

    What lies deeper than any sitemap ends the reading: elements that are never closed cost the square of their number.
    """
    events = etree.iterparse(
        io.BytesIO(xml),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                return
            if event == "end" and _local(element) in {"url", "sitemap"}:
                yield element
                element.clear()
    except etree.XMLSyntaxError:
        # the end is missing or not XML: what came before it was read
        return


def _entry_fields(element: etree._Element) -> dict[str, str]:
    """Return the texts of an entry by their names, without namespaces; those of images and films are left out."""
    fields: dict[str, str] = {}
    for child in element:
        if _local(child) == "news":
            fields |= {f"news:{_local(part)}": part.text or "" for part in child}
        else:
            fields.setdefault(_local(child), child.text or "")
    return fields


def _local(element: etree._Element) -> str:
    """Return a name without its namespace or, where that was never declared, its prefix."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _hint(address: str, fields: dict[str, str], zone: str) -> Hint:
    published = read_feed_date(fields.get("news:publication_date", ""), zone)
    return Hint(
        url=address,
        title=plain_text(fields.get("news:title", "")),
        published=published.when if published else None,
        published_precision=lowered_precision(published),
        modified=parse_feed_date(fields.get("lastmod", ""), zone),
    )


def _listed_address(url: str, found: str) -> str:
    """Return the address that stands in a file fetched from ``url``; empty where it is none."""
    try:
        return clean_url(urljoin(url, visible(found))) if visible(found) else ""
    except ValueError:
        return ""
