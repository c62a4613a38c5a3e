"""Pages from files: HTML and text, JSON, and web archives go the same way as fetched ones."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Self

from scrapy import signals
from scrapy.crawler import Crawler

from items import Page
from spiders.files.archive_batches import Examiner, unexamined
from spiders.files.archive_loader import ArchiveLoader
from spiders.files.archive_parts import UNPACKING_ERRORS, ArchiveError, ArchivePart, archive_parts, readable_part
from spiders.files.documents import ImportedDocument, file_address, refused, site_of
from spiders.files.formats import is_web_archive, read_file
from spiders.files.tracking import LoadTracker
from spiders.files.unpacking import SavedFile
from spiders.offline import OfflineSpider
from spiders.workers import workers_of
from storage.clock import now
from storage.loaded_files import LoadedFile, open_entry, write_entry
from storage.session import UNWRITABLE, session_of
from storage.tables import sources as sources_table
from storage.tables.sources import UNNAMED_SOURCE
from text.urls.parsing import host_of

#: characters of a slug; chosen, not measured: what a table still shows
_MAX_SLUG_CHARACTERS: Final = 80


class FileImportSpider(OfflineSpider):
    """A spider that yields every document of its files as it is read, and passes over what earlier loads have done."""

    name = "file_import"

    def __init__(
        self, paths: Sequence[Path] = (), rules: str = "", examine: Examiner = unexamined, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.paths = paths
        #: what the workers do to each page of a web archive
        self.examine = examine
        #: what decides over the documents: one that was read by the same rules need not be read again
        self.rules = rules
        #: the files as far as they have been opened, as the ledger has them
        self.files: list[LoadedFile] = []
        self.tracker = LoadTracker(self.note)
        #: sources that the database knows already, with their kinds
        self.known_sources: set[tuple[str, ...]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        # a page that was dropped is waiting; one that broke the program would break it again
        crawler.signals.connect(spider.finish, signal=signals.item_scraped)
        crawler.signals.connect(spider.finish, signal=signals.item_error)
        crawler.signals.connect(spider.note_all, signal=signals.spider_closed)
        return spider

    def pages(self) -> Iterator[Page]:
        owners = self.owners()
        for path in self.paths:
            if not is_web_archive(path):
                yield from self.unread_pages_of(path, owners) if path.is_file() else [self.as_page(gone(path), owners)]

    def unread_pages_of(self, path: Path, owners: dict[str, str]) -> Iterator[Page]:
        """Yield the pages of a file, unless an earlier load has read it to its end."""
        entry = self.open_entry(path)
        if not entry.is_finished:
            yield from self.pages_of(path, entry, owners)

    async def pages_of_workers(self) -> AsyncIterator[Page]:
        owners = self.owners()
        archives: list[ArchivePart] = []
        for path in filter(is_web_archive, self.paths):
            if path.is_file():
                archives += archive_parts(path)
            else:
                yield self.as_page(gone(path), owners)
        settings = self.crawler.settings
        loader = ArchiveLoader(workers_of(self.crawler), self.tracker, self.examine, settings.getint("CLEAN_WORKERS"))
        with unpacking_folder(settings["DATABASE"]) as folder:
            async for entry, batch in loader.batches(await self.unread_parts(archives, Path(folder))):
                pages = [self.as_page(document, owners) for document in batch.kept]
                self.tracker.begin_batch(pages, entry, batch.begins)
                for page in pages:
                    yield page
                loader.finish(entry, batch)

    async def unread_parts(self, parts: Sequence[ArchivePart], folder: Path) -> list[tuple[ArchivePart, LoadedFile]]:
        """Return the parts that no earlier load has read to their ends, unpacked into a folder where they must be."""
        unread = []
        for number, part in enumerate(parts):
            entry = self.open_entry(part.path, part.address, part.size, part.label)
            if entry.is_finished:
                continue
            try:
                readable = await asyncio.to_thread(readable_part, part, folder, number)
            except (ArchiveError, OSError, *UNPACKING_ERRORS) as error:
                self.tracker.finish_file(entry, "", f"cannot be read: {error}")
            else:
                entry.fault = readable.fault
                unread.append((readable, entry))
        return unread

    def owners(self) -> dict[str, str]:
        """Return the sources that the database knows, by their hosts."""
        database = session_of(self.crawler).database
        rows = database.execute("select homepage, slug from sources where homepage <> ''").fetchall()
        return {host_of(homepage): slug for homepage, slug in rows}

    def open_entry(self, path: Path, address: str = "", size: int | None = None, label: str = "") -> LoadedFile:
        """Return the entry in the ledger of a file, or of a part of it."""
        known = path.stat()
        size = known.st_size if size is None else size
        entry = LoadedFile(address or file_address(path), size, known.st_mtime_ns, self.rules)
        with session_of(self.crawler).change() as database:
            entry = open_entry(database, entry, now())
        entry.label = label or str(path)
        self.files.append(entry)
        return entry

    def pages_of(self, path: Path, entry: LoadedFile, owners: dict[str, str]) -> Iterator[Page]:
        """Yield the pages of a file that have no outcome yet."""
        file = SavedFile(path)
        for document in read_file(file, entry.documents):
            page = self.as_page(document, owners)
            self.tracker.begin(page, entry, file.offset)
            yield page
        file.read_rest()
        self.tracker.finish_file(entry, file.digest, "; ".join(file.faults))

    def as_page(self, document: ImportedDocument, owners: dict[str, str]) -> Page:
        """Return the document's page, under a source that the database knows."""
        page = document.page
        site = site_of(page.url)
        name = document.source or site or UNNAMED_SOURCE
        page.source = owners.get(site) or slug_of(name)
        if not page.is_refused_without_row:  # else its source has a row once a page of it is kept
            self.ensure_source(page.source, name, document.kind)
        self.crawler.stats.inc_value(f"source/{page.source}/found")
        return page

    def ensure_source(self, *source: str) -> None:
        """Let the database know a source, by its slug, name and kind."""
        if source not in self.known_sources:
            with session_of(self.crawler).change() as database:
                sources_table.ensure(database, *source)
            self.known_sources.add(source)

    def finish(self, item: Page) -> None:
        """Count a page as done."""
        self.tracker.finish(item)

    def note(self, entry: LoadedFile) -> None:
        """Write a file's entry into the ledger, in the same batch as its documents or a later one."""
        with session_of(self.crawler).change() as database:
            write_entry(database, entry, now())

    def note_all(self) -> None:
        """Write down how far the files are that are not finished."""
        if self.crawler.stats.get_value(UNWRITABLE):
            return  # it would fail once more
        for entry in self.files:
            if not entry.is_finished:
                self.note(entry)


def unpacking_folder(database: str) -> TemporaryDirectory[str]:
    """Return a folder that is deleted behind its use, beside the database: there is room for what that will hold."""
    return TemporaryDirectory(dir=Path(database).resolve().parent, prefix="unpacked-")


def gone(path: Path) -> ImportedDocument:
    """Return what stands for a file that was there when the load began."""
    return refused(file_address(path), "the file is gone, and nothing of it was read; load it again where it is now")


def slug_of(name: str) -> str:
    """Return a name as a source's slug: small letters and digits of any script, and hyphens, within a bound."""
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", name).casefold()).strip("-")
    return slug[:_MAX_SLUG_CHARACTERS] or "unnamed"
