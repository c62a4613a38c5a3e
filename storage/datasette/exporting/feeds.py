"""A feed as Atom (RFC 4287, paged as RFC 5005 has it) and as JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple
from xml.sax.saxutils import escape  # nothing of others is read here, only written

from storage.datasette.safe_text import displayable

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
#: what a feed without entries was last changed at: the format asks for a time
_NEVER: Final = "1970-01-01T00:00:00Z"


class FeedEntry(NamedTuple):
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
    told = (("id", feed.address), ("title", feed.title), ("updated", feed.updated))
    head = [f"<{name}>{xml_text(text)}</{name}>" for name, text in told]
    addresses = (("self", feed.address), ("alternate", feed.home), ("next", feed.earlier))
    links = [f'<link rel="{relation}" href="{xml_text(address)}"/>' for relation, address in addresses if address]
    body = "".join([*head, "<author><name>osecwatch</name></author>", *links, *map(entry_element, feed.entries)])
    return f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{NAMESPACE}">{body}</feed>'


def entry_element(entry: FeedEntry) -> str:
    """Return one entry as XML: put together at once, since a feed may have a thousand."""
    published = f"<published>{xml_text(entry.published)}</published>" if entry.published else ""
    link = f'<link rel="alternate" href="{xml_text(entry.link)}"/>' if entry.link else ""
    author = f"<author><name>{xml_text(entry.author)}</name></author>" if entry.author else ""
    category = f'<category term="{xml_text(entry.category)}"/>' if entry.category else ""
    return (
        f"<entry><id>{xml_text(entry.id)}</id><title>{xml_text(entry.title)}</title>"
        f"<updated>{xml_text(entry.updated)}</updated>{published}{link}{author}{category}"
        f'<content type="text">{xml_text(entry.content)}</content></entry>'
    )


def xml_text(text: str) -> str:
    """Return text for an element or an attribute, without the characters that XML or a reader cannot show."""
    return escape(displayable(text)).replace('"', "&quot;")


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
