"""Which of a feed entry's links is its page, and which address a link that is not whole stands for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final
from urllib.parse import urljoin

from text.urls.canonical import unwrap_url
from text.urls.escaping import visible
from text.urls.parsing import AddressError, host_of, is_public_host, registered_domain

_PAGE_TYPES: Final = ("", "text/html", "application/xhtml+xml")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST: Final = re.compile(r"((?:[\w-]+\.)+[\w-]{2,})(?::\d{1,5})?(?:/|$)")
#: a whole address with another host in its path
_INNER_HOST: Final = re.compile(r"https?://[^/?#]+/(?:[^?#]*?/)?((?:[\w-]+\.)+[\w-]{2,})(?=/)", re.IGNORECASE)

#: against this feedparser resolves what no xml:base does, so that what is not whole can be told from what is
PLACELESS_BASE: Final = "https://placeless.invalid/-/"


def page_links(
    links: Iterable[Mapping[str, object]], language: str, relations: Sequence[str] = ("alternate",)
) -> list[object]:
    """Return the targets of an entry's links of these relations, the one that fits best first.

    A page comes before other formats, and one in no language or in that of the feed before translations; else the
    first comes first.
    """
    related = [link for link in links if _relation(link) in relations and link.get("href")]
    return [link.get("href") for link in sorted(related, key=lambda link: _misfit(link, language))]


def _relation(link: Mapping[str, object]) -> str:
    """Return a link's relation, which may be written as an address (RFC 4287, 4.2.7.2)."""
    return str(link.get("rel") or "").rpartition("/")[2].lower()


def _misfit(link: Mapping[str, object], language: str) -> tuple[bool, bool]:
    written = str(link.get("hreflang") or "").lower().partition("-")[0]
    main = language.lower().partition("-")[0]
    kind = str(link.get("type") or "").partition(";")[0].strip().lower()
    return kind not in _PAGE_TYPES, bool(written) and written != main


def entry_address(candidates: Iterable[object], bases: Sequence[str]) -> str:
    """Return the first of the candidates that is the address of a web page; empty if none is.

    What is not whole is resolved against the first of ``bases``; a host without its scheme is known as one.
    """
    for candidate in candidates:
        if isinstance(candidate, str) and (link := _as_written(visible(candidate).replace("&amp;", "&"))):
            with suppress(ValueError):
                return unwrap_url(urljoin(bases[0], _with_scheme(link, bases)))
    return ""


def _as_written(link: str) -> str:
    """Return a link that was resolved against the placeless base as it was before."""
    if link.startswith(PLACELESS_BASE):
        return link.removeprefix(PLACELESS_BASE)
    root = urljoin(PLACELESS_BASE, "/")
    return f"/{link.removeprefix(root)}" if link.startswith(root) else link


def guid_link(guid: object, *, is_permalink: bool) -> str:
    """Return an entry's guid where it is an address: whole, or a path in one that is said to be a permanent link."""
    text = _as_written(visible(guid)) if isinstance(guid, str) else ""
    whole = text.lower().startswith(("http://", "https://"))
    return text if whole or (is_permalink and "/" in text and not _SCHEME.match(text)) else ""


def _with_scheme(link: str, bases: Sequence[str]) -> str:
    """Return a link that begins with a host as one that begins with two slashes; others as they are."""
    if (inner := _host_in_path(link)) is not None:
        return inner
    match = None if link.startswith("/") else _HOST.match(link)
    if match is None or (_SCHEME.match(link) and not re.match(r"[^/]*:\d", link)):
        return link
    host = match[1].lower()
    begins = host.startswith("www.") or any(_is_of_site(host, base) for base in bases)
    return f"//{link}" if begins or (link.find("/") > 0 and is_public_host(host)) else link


def _host_in_path(link: str) -> str | None:
    """Return what was resolved against a base though it begins with a host of the same site; None for other links."""
    match = _INNER_HOST.match(link)
    return f"//{link[match.start(1) :]}" if match and _is_of_site(match[1].lower(), link) else None


def _is_of_site(host: str, base: str) -> bool:
    return f".{host}".endswith(f".{registered_domain(base)}")


def channel_address(links: Iterable[object], feed_url: str) -> str:
    """Return the address of a feed's own site, against which its links are resolved; that of the feed where none is."""
    for link in links:
        if address := entry_address((link,), (feed_url,)):
            with suppress(AddressError):
                return address if host_of(address) else feed_url
    return feed_url


def entry_key(feed_url: str, parts: Iterable[object]) -> str:
    """Return a stable name for an entry without an address: that of the feed, and a hash of what the entry says."""
    told = "\n".join(part for part in parts if isinstance(part, str))
    return f"{feed_url}#entry-{hashlib.blake2b(told.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"
