"""Readers of documents in files: .html, .txt, .jsonl and .warc.gz; a broken one becomes a page that says so."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import html
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from items import Article, Hint, Outcome, Page
from spiders.sources.model import KINDS
from storage.tables.grouping.groups import BY_ID
from text.dates.parsing import parse_iso_date
from text.unicode import sanitize_text
from text.urls.parsing import without_userinfo


class LoadError(Exception):
    """A file cannot be loaded; the message names it and says what can be.

    Raised by ``reader_of``, before anything is read.
    """


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """One page from a file, and the name and the kind of its source where the file tells."""

    page: Page
    source: str = ""
    kind: str = ""


def file_address(path: Path) -> str:
    """Return the address under which a file's document is known: its name, and a digest of its folder.

    The folder itself is not told: an archive is passed on, and says nothing of the machine it was made on.
    """
    folder = hashlib.blake2b(bytes(path.resolve().parent), digest_size=4).hexdigest()
    return f"file:{folder}/{quote(path.name, errors='surrogateescape')}"


def read_html(path: Path) -> Iterator[ImportedDocument]:
    body = path.read_bytes()
    url = declared_address(body) or file_address(path)
    yield ImportedDocument(Page(url, "", body=body, content_type="text/html"))


def read_text(path: Path) -> Iterator[ImportedDocument]:
    yield ImportedDocument(Page(file_address(path), "", body=path.read_bytes(), content_type="text/plain"))


def read_json_lines(path: Path) -> Iterator[ImportedDocument]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield read_json_document(line, f"{file_address(path)}#{number}")


def read_json_document(line: str, place: str) -> ImportedDocument:
    """Return one line of JSON Lines: url or id, and text; source, source_kind, title, published and others if any.

    A document with an address is known by it; its id leads to it as well.
    """
    try:
        fields = json.loads(line)
        name = f"{BY_ID}{sanitize_text(str(fields['id']))}" if "id" in fields or not fields.get("url") else ""
        published = parse_iso_date(fields["published"]) if fields.get("published") else None
        article = Article(
            title=string_field(fields, "title"),
            text=text_field(fields),
            authors=authors_of(fields),
            published=published.when if published else None,
            published_precision=published.precision if published else "",
            language=string_field(fields, "language"),
            standfirst=string_field(fields, "standfirst"),
            caption=string_field(fields, "caption"),
        )
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        reason = f"the line is no document: {type(error).__name__}: {error}; it needs url or id, and text"
        return ImportedDocument(Page(place, "", outcome=Outcome.ERROR, reason=reason))
    url = without_userinfo(string_field(fields, "url")) or name
    page = Page(url, "", article=article, hint=Hint(name) if name else None)
    return ImportedDocument(
        page, string_field(fields, "source") or string_field(fields, "outlet"), source_kind_of(fields)
    )


def text_field(fields: dict[str, Any]) -> str:
    """Return the text of a line. Raise TypeError where it is none."""
    text = fields["text"]
    if not isinstance(text, str):
        raise TypeError(f"its text is {json.dumps(text)}")
    return sanitize_text(text)


def string_field(fields: dict[str, Any], name: str) -> str:
    """Return a field as text that can be stored; empty where it is missing."""
    return sanitize_text(str(fields.get(name) or ""))


def source_kind_of(fields: dict[str, Any]) -> str:
    """Return the kind of the line's source; empty where it names none that is known."""
    kind = fields.get("source_kind")
    return kind if kind in KINDS else ""


def authors_of(fields: dict[str, Any]) -> tuple[str, ...]:
    authors = fields.get("authors") or fields.get("author") or ()
    return tuple(map(sanitize_text, (authors,) if isinstance(authors, str) else map(str, authors)))


def read_warc(path: Path) -> Iterator[ImportedDocument]:
    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response" and record.http_headers is not None:
                    yield from read_record(record)
        except (ArchiveLoadFailed, OSError, EOFError) as error:
            reason = f"the archive breaks off: {error}"
            yield ImportedDocument(Page(file_address(path), "", outcome=Outcome.ERROR, reason=reason))


def read_record(record: Any) -> Iterator[ImportedDocument]:
    """Yield the page in a WARC response record, unless it is of another kind than a web page."""
    content_type = record.http_headers.get_header("Content-Type") or ""
    if "html" in content_type:
        url = record.rec_headers.get_header("WARC-Target-URI")
        status = int(record.http_headers.get_statuscode())
        yield ImportedDocument(
            Page(url, "", status=status, body=record.content_stream().read(), content_type=content_type)
        )


def declared_address(body: bytes) -> str | None:
    """Return the address that a page gives for itself, by rel=canonical or og:url."""
    try:
        tree = html.document_fromstring(body)
    except (ValueError, html.etree.LxmlError):
        return None
    found = tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content')
    return next((str(url).strip() for url in found if str(url).strip().startswith(("http://", "https://"))), None)


READERS: dict[str, Callable[[Path], Iterator[ImportedDocument]]] = {
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_text,
    ".jsonl": read_json_lines,
    ".jsonl.gz": read_json_lines,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}


def reader_of(path: Path) -> Callable[[Path], Iterator[ImportedDocument]]:
    """Return the reader for a file, by its name. Raise LoadError for a missing file or an unknown kind."""
    if not path.is_file():
        raise LoadError(f"{path}: there is no such file")
    for ending, reader in READERS.items():
        if path.name.lower().endswith(ending):
            return reader
    raise LoadError(f"{path}: cannot be loaded; name a file that ends in {', '.join(READERS)}")


def read_file(path: Path) -> Iterator[ImportedDocument]:
    """Yield the documents of one file. Raise LoadError for a missing file or an unknown kind."""
    yield from reader_of(path)(path)
