"""Pages from files: HTML and text, JSON Lines, and web archives go the same way as fetched ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from items import Page
from spiders.file_formats import ImportedDocument, read_file
from spiders.offline import OfflineSpider
from storage.session import session_of
from storage.tables import sources as sources_table
from storage.tables.sources import UNNAMED_SOURCE
from text.urls.parsing import AddressError, host_of


class FileImportSpider(OfflineSpider):
    """A spider that yields every document of its files."""

    name = "file_import"

    def __init__(self, paths: Sequence[Path] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.paths = paths

    def pages(self) -> Iterator[Page]:
        database = session_of(self.crawler).database
        rows = database.execute("select homepage, slug from sources where homepage <> ''").fetchall()
        owners = {host_of(homepage): slug for homepage, slug in rows}
        for document in self.documents():
            yield self.as_page(document, owners)

    def documents(self) -> Iterator[ImportedDocument]:
        """Yield the documents of all files; those with a date in its order, as they would have arrived."""
        dated: list[ImportedDocument] = []
        for path in self.paths:
            for document in read_file(path):
                if document.page.article is not None and document.page.article.published:
                    dated.append(document)
                else:
                    yield document
        yield from sorted(dated, key=lambda document: document.page.article.published)  # type: ignore[union-attr, arg-type, return-value]

    def as_page(self, document: ImportedDocument, owners: dict[str, str]) -> Page:
        """Return the document's page, under a source that the database knows."""
        page = document.page
        site = site_of(page.url)
        name = document.source or site or UNNAMED_SOURCE
        page.source = owners.get(site) or slug_of(name)
        with session_of(self.crawler).change() as database:
            sources_table.ensure(database, page.source, name, document.kind)
        self.crawler.stats.inc_value(f"source/{page.source}/found")
        return page


def site_of(url: str) -> str:
    """Return the host of an address; empty for a document that is not on the web."""
    try:
        return host_of(url)
    except AddressError:
        return ""


def slug_of(name: str) -> str:
    """Return a name as a source's slug: small letters and digits of any script, and hyphens."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", name).casefold()).strip("-") or "unnamed"
