"""Feeds: what RSS, Atom and JSON feeds say of a site's pages."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import feedparser

from items import Hint
from spiders.discovery.entry_links import (
    PLACELESS_BASE,
    channel_address,
    entry_address,
    entry_key,
    guid_link,
    page_links,
)
from text.bylines.labels import cut_byline_label
from text.charset import decode_bytes
from text.dates.feed_dates import lowered_precision, parse_feed_date, read_feed_date
from text.markup import CDATA, describe, paragraphs_of_markup, plain_text, sound_xml

#: entries, elements and other marks read of one feed: the largest real ones have 2,500 entries (5,000 take 1.5 s),
#: hostile ones no end
MAX_FEED_ENTRIES: Final = 5_000
MAX_FEED_ELEMENTS: Final = 150_000
MAX_FEED_MARKS: Final = 500_000
#: characters without a blank or a mark, and characters of one tag: what is longer is cut out, since feedparser's
#: pattern for mail addresses takes time by the square of it (70,000 letters a minute); addresses have 2,000 at most
MAX_FEED_WORD: Final = 4_000
MAX_FEED_TAG: Final = 20_000
#: characters kept of a summary, and read for it; some feeds put the whole article there
MAX_SUMMARY: Final = 1_000
#: characters kept of an article that a feed carries whole, and read for it; chosen, not measured: 3,000 words
MAX_FULL_TEXT: Final = 20_000
MAX_FULL_TEXT_MARKUP: Final = 5 * MAX_FULL_TEXT
#: characters of an outlet's name; chosen, not measured
MAX_OUTLET: Final = 200
_SUMMARY_MARKUP: Final = 20 * MAX_SUMMARY

_FEED_ROOT: Final = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_MARK: Final = re.compile(rf"{CDATA}|<(?:[\w.-]{{1,40}}:)?(?P<name>[A-Za-z]\w{{0,40}})?|[&\n]")
_ENTRY: Final = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_LONG_WORD: Final = re.compile(rf"[^\s<>&]{{{MAX_FEED_WORD},}}")
_LONG_TAG: Final = re.compile(rf"<[^<>]{{{MAX_FEED_TAG},}}>")
_MAIL: Final = re.compile(r"(?<![^\s<>()])[^\s<>()]+@[^\s<>()]+")
_BETWEEN_NAMES: Final = re.compile(
    r"(?:(?<!\s)\s+)?[,;&|]\s*(?:and\s+)?|(?<!\s)\s+(?:and|at|und|en|et)\s+", re.IGNORECASE
)


class FeedError(ValueError):
    """The body is no feed; the message names the address and what was found instead. Raised by ``read_feed``."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists, each page once, in its order."""

    hints: list[Hint]
    #: what was left out of it, in words
    note: str = ""


def read_feed(body: bytes, url: str, content_type: str = "", zone: str = "") -> list[Hint]:
    """Return the hints of ``read_whole_feed``."""
    return read_whole_feed(body, url, content_type, zone).hints


def read_whole_feed(body: bytes, url: str, content_type: str = "", zone: str = "") -> Feed:
    """Return a hint for each entry; an entry without an address has a key instead.

    ``url`` is where the feed was fetched, ``zone`` the time zone of times that name none. Relative links start at
    xml:base, else at the address of the channel's site, else at that of the feed. Titles of search feeds keep the
    outlet's name at their end (" - Outlet"). Raise FeedError where the body is no feed, or one made to blow up.
    """
    text = decode_bytes(body, content_type).text
    read = _read_json if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["} else _read_xml
    hints, left_out = read(text, url, zone)
    pages: dict[str, Hint] = {}
    for hint in hints:
        if hint.url or hint.title or hint.summary:
            pages.setdefault(hint.url or hint.key, hint)
    note = f"it is longer than what is read of a feed: {left_out:,} entries in its middle are left out"
    return Feed(list(pages.values()), note if left_out else "")


def _read_json(text: str, url: str, zone: str) -> tuple[Iterator[Hint], int]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"{url} is JSON that cannot be read: {error}") from None
    if not isinstance(feed, dict) or "jsonfeed.org" not in _string_or_empty(feed.get("version")):
        raise FeedError(f"{url} is {describe(text)}, not a feed")
    items = _dicts(feed.get("items"))
    half = MAX_FEED_ENTRIES // 2
    kept = items if len(items) <= MAX_FEED_ENTRIES else [*items[:half], *items[-half:]]
    return _json_hints(kept, channel_address((feed.get("home_page_url"),), url), url, zone), len(items) - len(kept)


def _json_hints(items: Iterable[dict[str, Any]], base: str, url: str, zone: str) -> Iterator[Hint]:
    for item in items:
        candidates = (item.get("url"), item.get("external_url"), guid_link(item.get("id"), is_permalink=False))
        address, title = entry_address(candidates, (base, url)), _string_or_empty(item.get("title"))
        hint = Hint(
            url=address,
            key="" if address else entry_key(url, (item.get("id"), title)),
            title=plain_text(title),
            summary=_summary((item.get("summary"), item.get("content_text"), item.get("content_html"))),
            authors=_author_names(
                person.get("name") for person in _dicts(item.get("authors")) or _dicts([item.get("author")])
            ),
            text=_full_text((item.get("content_html"), item.get("content_text"))),
        )
        yield _dated(hint, (item.get("date_published"),), item.get("date_modified"), zone)


def _read_xml(text: str, url: str, zone: str) -> tuple[Iterator[Hint], int]:
    bounded, left_out = _bounded(_LONG_TAG.sub("", _LONG_WORD.sub("", text)))
    try:
        xml = sound_xml(bounded, _FEED_ROOT)
    except ValueError as error:
        raise FeedError(f"{url} {error}, not a feed") from None
    return _xml_hints(_parse_feed(xml, url), url, zone), left_out


def _xml_hints(parsed: Any, url: str, zone: str) -> Iterator[Hint]:
    language = _string_or_empty(parsed.feed.get("language"))
    channel = (*page_links(parsed.feed.get("links", []), language), parsed.feed.get("link"))
    base = channel_address(channel, url)
    for entry in parsed.entries:
        links = page_links(entry.get("links", []), language)
        guid = guid_link(entry.get("id"), is_permalink=bool(entry.get("guidislink")))
        elsewhere = page_links(entry.get("links", []), language, ("related", "via"))
        candidates = (entry.get("feedburner_origlink"), *links, guid, *elsewhere)
        address, title = entry_address(candidates, (base, url)), entry.get("title", "")
        # feedparser's get() would give the date of publication where there is no other
        updated = entry["updated"] if "updated" in entry else ""  # noqa: SIM401
        hint = Hint(
            url=address,
            key="" if address else entry_key(url, (entry.get("id"), title)),
            title=plain_text(title),
            summary=_summary((entry.get("summary"), *(part.get("value") for part in entry.get("content", [])))),
            authors=_authors(entry),
            outlet=_outlet(entry),
            text=_full_text(part.get("value") for part in entry.get("content", [])),
        )
        # RSS 1.0 and many Atom feeds give one date only
        yield _dated(hint, (entry.get("published"), entry.get("created"), updated), updated, zone)


def _dated(hint: Hint, published: Iterable[object], modified: object, zone: str) -> Hint:
    """Return a hint with its dates: of several that may be its publication the first that can be read."""
    readable = (date for text in published if (date := read_feed_date(_string_or_empty(text), zone)))
    if first := next(readable, None):
        hint = replace(hint, published=first.when, published_precision=lowered_precision(first))
    return replace(hint, modified=parse_feed_date(_string_or_empty(modified), zone))


def _bounded(text: str) -> tuple[str, int]:
    """Return the text within the greatest number of entries, elements and marks, and how many entries go beyond.

    Nobody knows at which end of a long feed the newest entries are: of too many, those in the middle are left out.
    """
    starts = [match.start() for match in _ENTRY.finditer(text)]
    half = MAX_FEED_ENTRIES // 2
    if len(starts) > MAX_FEED_ENTRIES:
        text = text[: starts[half]] + text[starts[-half] :]
    elements = 0
    for marks, match in enumerate(_MARK.finditer(text), start=1):
        elements += match["name"] is not None
        if elements > MAX_FEED_ELEMENTS or marks > MAX_FEED_MARKS:
            text = text[: match.start()]
            break
    return text, len(starts) - sum(1 for _ in _ENTRY.finditer(text))


def _parse_feed(xml: str, url: str) -> Any:
    # the encoding is named once, on a line of its own: feedparser's search for it takes for ever on purpose-made lines
    body = io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>\n' + xml.encode())
    headers = {"content-type": "application/xml; charset=utf-8"}
    if "xml:base" in xml:
        # only then: it costs a quarter of the time
        headers["content-location"] = PLACELESS_BASE
    try:
        parsed = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        # feedparser lets through whatever its parsers stumble over, from RecursionError to AssertionError
        raise FeedError(f"{url} is a feed too broken to read: {error!r}") from error
    if not parsed.version and not parsed.entries:
        raise FeedError(f"{url} is {describe(xml)}, not a feed")
    return parsed


def _summary(candidates: Iterable[object]) -> str:
    text = next((text for part in candidates if (text := plain_text(_string_or_empty(part)[:_SUMMARY_MARKUP]))), "")
    return text if len(text) <= MAX_SUMMARY else text[:MAX_SUMMARY].rpartition(" ")[0] + " ..."


def _outlet(entry: Any) -> str:
    """Return the outlet that a search or an aggregator names: RSS's source, Bing's News:Source."""
    source = entry.get("source")
    named = source.get("title") if isinstance(source, dict) else source
    return plain_text(_string_or_empty(named or entry.get("news_source")))[:MAX_OUTLET]


def _full_text(candidates: Iterable[object]) -> str:
    """Return the article that a feed carries whole, as paragraphs."""
    markup = next((part for part in map(_string_or_empty, candidates) if part), "")[:MAX_FULL_TEXT_MARKUP]
    return "\n\n".join(paragraphs_of_markup(markup))[:MAX_FULL_TEXT]


def _authors(entry: Any) -> tuple[str, ...]:
    people = entry.get("authors", [])
    # one alone is read as written: feedparser cuts names out of the wrong place where a mail address has a long ending
    return _author_names([entry.get("author")] if len(people) == 1 else [person.get("name") for person in people])


def _author_names(bylines: Iterable[object]) -> tuple[str, ...]:
    """Return people's names, one each; mail addresses are not names."""
    names: dict[str, None] = {}
    for byline in bylines:
        line = cut_byline_label(_MAIL.sub(" ", plain_text(_string_or_empty(byline)[:200])).strip(" ()<>"))
        parts = _BETWEEN_NAMES.split(line)
        # "Ana Reyes and Ben Cruz" are two, "Reyes, Ana" is one
        names.update(dict.fromkeys(parts if all(" " in part for part in parts) else [line]))
    return tuple(filter(None, names))


def _string_or_empty(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
