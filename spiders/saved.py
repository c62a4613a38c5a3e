"""Pages from files: saved HTML and text, JSON Lines, and web archives go the same way as fetched ones."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

import storage.sources
from items import Page
from spiders.files import Document, read_file
from storage.addresses import AddressError, host
from storage.session import session_of

#: pages between reading and storing at one time
IN_HAND = 100


class SavedSpider(Spider):
    """Yields every document of its files as an item; nothing is fetched."""

    name = "saved"

    def __init__(self, paths: Sequence[Path] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.paths = paths
        self.in_hand = asyncio.Semaphore(IN_HAND)
        self.owners: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        for signal in (signals.item_scraped, signals.item_error, signals.item_dropped):
            crawler.signals.connect(spider.let_go, signal=signal)
        return spider

    def let_go(self) -> None:
        self.in_hand.release()

    async def start(self) -> AsyncIterator[Page]:
        database = session_of(self.crawler).database
        rows = database.execute("select homepage, slug from sources where homepage <> ''").fetchall()
        self.owners = {host(homepage): slug for homepage, slug in rows}
        for document in self.documents():
            await self.in_hand.acquire()
            yield self.as_page(document)

    def documents(self) -> Iterator[Document]:
        """The documents of all files; those with a date in its order, as they would have arrived."""
        dated: list[Document] = []
        for path in self.paths:
            for document in read_file(path):
                if document.page.article is not None and document.page.article.published:
                    dated.append(document)
                else:
                    yield document
        yield from sorted(dated, key=lambda document: document.page.article.published)  # type: ignore[union-attr, arg-type, return-value]

    def as_page(self, document: Document) -> Page:
        """The document's page, under a source that the database knows."""
        page = document.page
        name = document.source or "Loaded files"
        page.source = self.owner(page.url) or slug_of(name)
        with session_of(self.crawler).change() as database:
            storage.sources.ensure(database, page.source, name)
        self.crawler.stats.inc_value(f"source/{page.source}/found")
        return page

    def owner(self, url: str) -> str | None:
        try:
            return self.owners.get(host(url))
        except AddressError:
            return None


def slug_of(name: str) -> str:
    """A name as a source's slug: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed"
