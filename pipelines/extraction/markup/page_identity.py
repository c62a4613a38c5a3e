"""Which of several articles that a page's data describes is the page itself: by address and by headline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from text.unicode import text_key

#: shares of words that two headlines have in common from which they are the same, and up to which they are not;
#: chosen, not measured
_MIN_SAME_HEADLINE = 0.6
_MAX_OTHER_HEADLINE = 0.25
#: where a node of JSON-LD says whose it is
_ADDRESS_KEYS = ("url", "mainEntityOfPage", "@id")


@dataclass(frozen=True, slots=True)
class PageIdentity:
    """The addresses and the headlines of a page."""

    url: str = ""
    addresses: frozenset[str] = frozenset()
    headlines: tuple[frozenset[str], ...] = field(default=())

    @classmethod
    def of(cls, url: str, addresses: Iterable[str], headlines: Iterable[str]) -> PageIdentity:
        """Build it from all that a page gives; what is no address or no headline is passed over."""
        keys = {_address_key(url, address) for address in (url, *addresses) if address}
        words = (frozenset(text_key(headline).split()) for headline in headlines)
        return cls(url, frozenset(keys - {""}), tuple(filter(None, words)))

    def agreement(self, node: Mapping[str, Any]) -> int:
        """Return how far a node speaks of this page: 3 by address and headline, down to -3 where both are another's."""
        return 2 * self._by_address(node) + self._by_headline(node)

    def is_other(self, address: str) -> bool:
        """Return whether an address is that of another page."""
        key = _address_key(self.url, address)
        return bool(key and self.addresses) and key not in self.addresses

    def is_headline(self, text: str) -> bool:
        """Return whether a text is like one of the page's headlines."""
        return self._by_headline({"headline": text}) > 0

    def _by_address(self, node: Mapping[str, Any]) -> int:
        given = [address for key in _ADDRESS_KEYS for address in _addresses(node.get(key))]
        keys = {_address_key(self.url, address) for address in given if "/" in address}
        keys.discard("")
        if not keys or not self.addresses:
            return 0
        return 1 if keys & self.addresses else -1

    def _by_headline(self, node: Mapping[str, Any]) -> int:
        headline = node.get("headline") or node.get("name")
        words = frozenset(text_key(headline).split()) if isinstance(headline, str) else frozenset[str]()
        if not words or not self.headlines:
            return 0
        shared = max(len(words & other) / min(len(words), len(other)) for other in self.headlines)
        return 1 if shared >= _MIN_SAME_HEADLINE else -1 if shared <= _MAX_OTHER_HEADLINE else 0


def _addresses(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url")
    return [value.strip()] if isinstance(value, str) and value.strip() else []


def _address_key(url: str, address: str) -> str:
    """Return host, path and query of an address as they are compared; "" for the front page, which stands for all."""
    try:
        parts = urlsplit(urljoin(url, address))
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if not parts.hostname or not (path or parts.query):
        return ""
    return f"{parts.hostname.removeprefix('www.')}{path}?{parts.query}".lower()
