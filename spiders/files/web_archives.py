"""Web archives (WARC, ISO 28500) as pages: records that are whole are read, whatever stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from items import Page
from spiders.files.documents import ImportedDocument
from spiders.files.unpacking import SavedFile


def read_web_archive(file: SavedFile, skipped: int) -> Iterator[ImportedDocument]:
    number = 0
    try:
        with file.path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response" and record.http_headers is not None:
                    for document in read_record(record):
                        number += 1
                        file.offset = stream.tell()
                        if number > skipped:
                            yield document
    except (ArchiveLoadFailed, OSError, EOFError) as error:
        file.faults.append(f"breaks off: {error}")


def read_record(record: Any) -> Iterator[ImportedDocument]:
    """Yield the page in a WARC response record, unless it is of another kind than a web page."""
    content_type = record.http_headers.get_header("Content-Type") or ""
    if "html" in content_type:
        url = record.rec_headers.get_header("WARC-Target-URI")
        status = int(record.http_headers.get_statuscode())
        yield ImportedDocument(
            Page(url, "", status=status, body=record.content_stream().read(), content_type=content_type)
        )
