"""Archived raw pages once more, for the present extraction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from items import FollowingPage, Page
from spiders.offline import OfflineSpider
from storage.tables import raw_pages
from storage.tables.hints import read_hint


class RawReplaySpider(OfflineSpider):
    """A spider that yields the raw pages of ``addresses`` from the database at ``path``."""

    name = "raw_replay"

    def __init__(self, path: str = "", addresses: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.path = path
        self.addresses = addresses

    def pages(self) -> Iterator[Page]:
        database = raw_pages.open_raw_pages(self.path)
        for address in self.addresses:
            if raw := raw_pages.read_raw_page(database, address):
                yield Page(
                    raw.url,
                    raw.source,
                    final_url=raw.final_url,
                    body=raw.body,
                    content_type=raw.content_type,
                    hint=read_hint(raw.url, raw.hint),
                    archived=True,
                    following=tuple(following_pages(database, raw.url)),
                )
        database.close()


def following_pages(database: Database, url: str) -> Iterator[FollowingPage]:
    """Yield the archived pages on which the article goes on that begins at an address."""
    for raw in raw_pages.read_following_pages(database, url):
        yield FollowingPage(raw.url, raw.number, final_url=raw.final_url, body=raw.body, content_type=raw.content_type)
