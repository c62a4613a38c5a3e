"""Sources for a feed reader, and entries of the sources file out of a feed reader's list (OPML 2.0, opml.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby
from typing import Final

from lxml import etree

from spiders.sources.load import parse_sources
from spiders.sources.model import KINDS, Source
from text.unicode import sanitize_text
from text.urls.parsing import AddressError, host_of

#: what stands above proposed entries
PROPOSED: Final = "# A list of feeds knows neither kind nor country nor language: these are guesses; see to them.\n"


class OpmlError(Exception):
    """A list of feeds cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed as a reader's list names it, in the folder that it stands in."""

    feed: str
    title: str = ""
    homepage: str = ""
    folder: str = ""


def as_opml(sources: Iterable[Source]) -> bytes:
    """Return the sources as a list for feed readers, by kind; those without a feed as links, which these pass over."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Sources of osecwatch"
    body = etree.SubElement(root, "body")
    for kind, members in groupby(sorted(sources, key=lambda source: source.kind), lambda source: source.kind):
        folder = etree.SubElement(body, "outline", text=kind)
        for source in members:
            names = {"text": source.name, "title": source.name}
            for feed in source.feeds:
                etree.SubElement(folder, "outline", type="rss", xmlUrl=feed, htmlUrl=source.homepage, **names)
            if not source.feeds:
                etree.SubElement(folder, "outline", type="link", url=source.homepage, **names)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def read_opml(body: bytes) -> list[Subscription]:
    """Return the feeds of a reader's list. Raise OpmlError where it is none; no entity and no network is followed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise OpmlError(f"it cannot be read as XML ({error}); export the list anew as OPML") from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise OpmlError("it is no OPML; export the feed reader's subscriptions as OPML")
    return [found for outline in root.iter("{*}outline") if (found := subscription_of(outline)).feed]


def subscription_of(outline: etree._Element) -> Subscription:
    """Return what an outline says, however it spells its attributes."""
    said = {str(name).lower(): " ".join(sanitize_text(str(value)).split()) for name, value in outline.attrib.items()}
    above = outline.getparent()
    folder = str(above.get("text", "")) if above is not None else ""
    return Subscription(
        said.get("xmlurl", ""), said.get("title") or said.get("text", ""), said.get("htmlurl", ""), folder
    )


def propose_entries(subscriptions: Iterable[Subscription], known: Iterable[Source]) -> Iterator[str]:
    """Yield entries for the sources file, of the feeds that it does not have; those it cannot take as comments."""
    known = list(known)
    feeds = {feed_key(url) for source in known for url in (*source.feeds, *source.sitemaps, *source.listings)}
    slugs = {source.slug for source in known}
    for one in subscriptions:
        if feed_key(one.feed) in feeds:
            continue
        feeds.add(feed_key(one.feed))
        slug = free_slug(one, slugs)
        slugs.add(slug)
        yield entry_of(one, slug)


def feed_key(url: str) -> str:
    """Return what two spellings of a feed's address share."""
    return re.sub(r"^https?://(?:www\.)?", "", url.strip()).rstrip("/").casefold()


def free_slug(one: Subscription, taken: set[str]) -> str:
    """Return a slug for a feed, of its title or its host, that no other source has."""
    host = host_in(one.feed)
    words = re.sub(r"[^a-z0-9]+", "_", one.title.casefold()).strip("_") if one.title.isascii() else ""
    slug = words or re.sub(r"[^a-z0-9]+", "_", host.removeprefix("www.")).strip("_") or "feed"
    return next(name for number in count(1) if (name := slug if number == 1 else f"{slug}_{number}") not in taken)


def host_in(address: str) -> str:
    """Return the host of an address; empty where it is none of the web."""
    try:
        return host_of(address)
    except AddressError:
        return ""


def entry_of(one: Subscription, slug: str) -> str:
    """Return the entry of a feed as the sources file takes it, else as a comment that says why it does not."""
    host = host_in(one.feed)
    country = host.rpartition(".")[2].upper()
    faults: list[str] = []
    for guessed in (country, "INT"):
        entry = written_entry(one, slug, host, guessed)
        _, faults = parse_sources(entry)
        if not faults:
            return entry
    return f"# not taken: {' '.join(sanitize_text(f'{one.feed}: {faults[0]}').split())}\n"


def written_entry(one: Subscription, slug: str, host: str, country: str) -> str:
    """Return the lines of an entry; a JSON string is a TOML string too."""
    values = {
        "name": one.title or host,
        "kind": one.folder if one.folder in KINDS else "newspaper",
        "country": country,
        "language": "en",
        "homepage": one.homepage or f"https://{host}/",
        "feed": one.feed,
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join([f"[{slug}]", *lines, ""])
