"""Whose a page is: the publisher's on whose host it lies, whoever led to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from spiders.sources.model import Source
from text.urls.canonical import canonical_url
from text.urls.parsing import AddressError, host_of, registered_domain

#: the kind of source that has no pages of its own
SEARCH: Final = "search"
#: the kinds of sources that lead to the pages of others
SECOND_HAND: Final = ("aggregator", SEARCH)


class Publishers:
    """The sources that have pages of their own, by their hosts, with or without ``www.``, for phones and AMP alike."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_host: dict[str, list[Source]] = defaultdict(list)
        self._by_domain: dict[str, list[Source]] = defaultdict(list)
        for source in sources:
            if source.kind != SEARCH:
                with suppress(AddressError):
                    self._by_host[_bare_host(source.homepage)].append(source)
                    self._by_domain[registered_domain(source.homepage)].append(source)

    def owner_of(self, url: str, listed_by: Source) -> Source:
        """Return the source that a page belongs to.

        On a host of one publisher it is that one. On a host that several share it is the one whose listing named the
        page, else the one whose ``include`` fits best; on a host of nobody, the one that listed it. What a search or a
        digest finds on another host of a publisher's domain is that publisher's.
        """
        sharing = self._by_host.get(_bare_host(url), [])
        if not sharing and listed_by.kind in SECOND_HAND:
            sharing = self._by_domain.get(registered_domain(url), [])
        if not sharing or any(source.slug == listed_by.slug for source in sharing) or _is_named_by(listed_by, url):
            return listed_by
        return max(sharing, key=lambda source: _fit(source, url))


def _is_named_by(source: Source, url: str) -> bool:
    """Whether a publisher says in its entry that such addresses are its own pages."""
    return source.kind not in SECOND_HAND and source.include is not None and source.accepts(url)


def _fit(source: Source, url: str) -> tuple[bool, int]:
    """Return how well an address fits a source: whether it takes it, and by how much of it its pattern finds."""
    found = source.include.search(url) if source.include else None
    return source.accepts(url), len(found[0]) if found else 0


def _bare_host(url: str) -> str:
    return host_of(canonical_url(url)).removeprefix("www.")
