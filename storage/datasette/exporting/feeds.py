"""A feed as Atom (RFC 4287, paged as RFC 5005 has it) and as JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr  # nothing of others is read here, only written

from storage.datasette.safe_text import displayable

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
#: what a feed without entries was last changed at: the format asks for a time
_NEVER: Final = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry; its times as the database has them, its link whole."""

    id: str
    title: str
    updated: str
    link: str = ""
    published: str = ""
    author: str = ""
    content: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """A feed: its own address, the page that shows the same, and where the earlier entries are."""

    address: str
    title: str
    entries: list[FeedEntry]
    home: str = ""
    earlier: str = ""

    @property
    def updated(self) -> str:
        """Return when its latest entry was changed."""
        return max((entry.updated for entry in self.entries), default=_NEVER)


def as_atom(feed: NewsFeed) -> str:
    """Return a feed as XML; what is empty is left out."""
    head = [element(name, text) for name, text in (("id", feed.address), ("title", feed.title))]
    head += [element("updated", feed.updated), "<author><name>osecwatch</name></author>"]
    for relation, address in (("self", feed.address), ("alternate", feed.home), ("next", feed.earlier)):
        if address:
            head.append(element("link", rel=relation, href=address))
    body = "".join([*head, *map(entry_element, feed.entries)])
    return f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{NAMESPACE}">{body}</feed>'


def entry_element(entry: FeedEntry) -> str:
    """Return one entry as XML."""
    given = (("id", entry.id), ("title", entry.title), ("updated", entry.updated), ("published", entry.published))
    parts = [element(name, text) for name, text in given if text]
    if entry.link:
        parts.append(element("link", rel="alternate", href=entry.link))
    if entry.author:
        parts.append(f"<author>{element('name', entry.author)}</author>")
    if entry.category:
        parts.append(element("category", term=entry.category))
    parts.append(element("content", entry.content, type="text"))
    return f"<entry>{''.join(parts)}</entry>"


def element(name: str, text: str = "", /, **attributes: str) -> str:
    """Return an element as XML, without the characters that XML or a reader cannot show."""
    given = "".join(f" {key}={quoteattr(displayable(value))}" for key, value in attributes.items())
    return f"<{name}{given}>{escape(displayable(text))}</{name}>"


def as_json_feed(feed: NewsFeed) -> str:
    """Return a feed as JSON; what is empty is left out, but for the text that every item has to have."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": displayable(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "next_url": feed.earlier,
        "items": [json_item(entry) for entry in feed.entries],
    }
    return json.dumps({key: value for key, value in whole.items() if value or key == "items"}, ensure_ascii=False)


def json_item(entry: FeedEntry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.link,
        "title": displayable(entry.title),
        "date_published": entry.published or entry.updated,
        "date_modified": entry.updated,
        "authors": [{"name": displayable(entry.author)}] if entry.author else [],
        "tags": [entry.category] if entry.category else [],
    }
    return {key: value for key, value in item.items() if value} | {"content_text": displayable(entry.content)}


#: by the end of an address: how a feed is written, and its media type
FORMATS: Final[dict[str, tuple[Callable[[NewsFeed], str], str]]] = {
    "atom": (as_atom, "application/atom+xml; charset=utf-8"),
    "json": (as_json_feed, "application/feed+json; charset=utf-8"),
}
