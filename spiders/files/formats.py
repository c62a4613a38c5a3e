"""Readers of documents in files, by the ending of their names; what is broken becomes a page that says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

from lxml import html

from items import Outcome, Page
from spiders.files.archive_parts import WACZ_ENDING
from spiders.files.documents import ImportedDocument, file_address, refused, site_of
from spiders.files.json_documents import read_json_document
from spiders.files.splitting import MAX_DOCUMENT_BYTES, TOO_LARGE, Piece, split_lines_of_objects, split_objects
from spiders.files.unpacking import SavedFile
from spiders.files.web_archives import read_web_archive
from storage.errors import UserError

#: a file that is one array of objects, whatever its name says
_ARRAY: Final = re.compile(rb"\s*\[\s*(?:\{|$)")

Reader = Callable[[SavedFile, int], Iterator[ImportedDocument]]


class LoadError(UserError):
    """No file can be loaded; the message names what is wrong, and says what can be."""


def read_html(file: SavedFile, skipped: int) -> Iterator[ImportedDocument]:
    if not skipped:
        body = whole(file.unpacked())
        url = declared_address(body) or file_address(file.path)
        yield single(Page(url, "", body=body, content_type="text/html"))


def read_text(file: SavedFile, skipped: int) -> Iterator[ImportedDocument]:
    if not skipped:
        yield single(Page(file_address(file.path), "", body=whole(file.unpacked()), content_type="text/plain"))


def read_json_lines(file: SavedFile, skipped: int) -> Iterator[ImportedDocument]:
    chunks = file.text()
    first = next(chunks, b"")
    split = split_objects if _ARRAY.match(first) else split_lines_of_objects
    yield from read_pieces(file, split(chain([first], chunks)), skipped)


def read_json(file: SavedFile, skipped: int) -> Iterator[ImportedDocument]:
    yield from read_pieces(file, split_objects(file.text()), skipped)


READERS: Final[dict[str, Reader]] = {
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_text,
    ".jsonl": read_json_lines,
    ".json": read_json,
    ".warc": read_web_archive,
    WACZ_ENDING: read_web_archive,
}
#: the same, packed; whether a file is packed is seen in its bytes
LOADABLE: Final = ", ".join((*READERS, "or one of these with .gz"))


def read_pieces(file: SavedFile, pieces: Iterator[Piece], skipped: int) -> Iterator[ImportedDocument]:
    """Yield the documents of a file of JSON, from the one after those to be skipped."""
    for number, piece in enumerate(islice(pieces, skipped, None), skipped + 1):
        yield read_json_document(piece, f"{file_address(file.path)}#{number}")


def whole(chunks: Iterator[bytes]) -> bytes:
    """Return a file that is one document, as far as the bound on documents goes and one byte beyond."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size > MAX_DOCUMENT_BYTES:
            break
    return b"".join(held)


def single(page: Page) -> ImportedDocument:
    """Return the document of a file that is one, unless it is too large to be read."""
    if len(page.body) > MAX_DOCUMENT_BYTES:
        return refused(page.url, TOO_LARGE, Outcome.TOO_LARGE)
    return ImportedDocument(page)


def declared_address(body: bytes) -> str | None:
    """Return the address that a page gives for itself, by rel=canonical or og:url."""
    try:
        tree = html.document_fromstring(body)
    except (ValueError, html.etree.LxmlError):
        return None
    found = tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content')
    return next((url for url in map(str.strip, map(str, found)) if site_of(url)), None)


def reader_of(path: Path) -> Reader:
    """Return the reader for a file, by its name. Raise LoadError for a missing file or an unknown kind."""
    if path.is_dir():
        raise LoadError(f"{path}: is a folder; name the files in it: {path}/*")
    if not path.is_file():
        raise LoadError(f"{path}: {'is no ordinary file' if path.exists() else 'there is no such file'}")
    return reader_by_name(path)


def reader_by_name(path: Path) -> Reader:
    """Return the reader for a file, by its name. Raise LoadError for an unknown kind."""
    name = path.name.lower().removesuffix(".gz")
    for ending, reader in READERS.items():
        if name.endswith(ending):
            return reader
    if name.endswith(".arc"):
        raise LoadError(f"{path}: is ARC, which came before WARC; write it as WARC first: warcio recompress OLD NEW")
    raise LoadError(f"{path}: cannot be loaded; name a file that ends in {LOADABLE}")


def is_web_archive(path: Path) -> bool:
    """Return whether a file is a web archive, by its name."""
    return reader_by_name(path) is read_web_archive


def read_file(file: SavedFile, skipped: int = 0) -> Iterator[ImportedDocument]:
    """Yield the documents of a file, without the first ones, and one for each thing that was wrong with the file.

    Raise LoadError for an unknown kind.
    """
    yield from reader_by_name(file.path)(file, skipped)
    for number, fault in enumerate(file.faults, 1):
        yield refused(
            f"{file_address(file.path)}#fault-{number}", f"the file {fault}; what could be read of it is loaded"
        )
