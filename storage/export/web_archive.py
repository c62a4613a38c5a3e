"""Raw pages as a web archive (WARC/1.1, ISO 28500), for tools that replay or mine such archives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from sqlite_utils import Database

from storage.export.rows import ExportedRow, held_names
from storage.tables.raw_pages import RawPage, read_raw_page

#: what was said in the exchange is not kept, so that it is made again from what is
_SOFTWARE: Final = "osecwatch; heads of requests and responses are made from what the archive keeps of them"
#: what the blocks of records are
_FIELDS: Final = "application/warc-fields"
_HTTP: Final = "application/http; msgtype"
#: a word in the bytes of a page, whatever its encoding
_WORD: Final = re.compile(rb"[\w\x80-\xff]+")


def write_web_archive(
    rows: Iterable[ExportedRow], database: Database, raw_pages: Database, held: frozenset[int], path: Path
) -> int:
    """Write request, response and metadata of each article whose raw page is archived and not held; return how many.

    A page that names whom a held text names, as in the headline of another article, stays behind, too.
    """
    count, names = 0, held_names(database)
    with path.open("wb") as file:
        write_record(
            file, WarcRecordType.warcinfo, _FIELDS, f"software: {_SOFTWARE}\r\nformat: WARC File Format 1.1\r\n"
        )
        for row in rows:
            page, captured = (None, "") if row["id"] in held else raw_page_of(database, raw_pages, row)
            if page is not None and not tells_name(page.body, names):
                write_exchange(file, page, row, captured or str(row["first_seen"]))
                count += 1
    return count


def raw_page_of(database: Database, raw_pages: Database, row: ExportedRow) -> tuple[RawPage | None, str]:
    """Return the raw page that an article was read from, where it is archived, and when another archive took it."""
    ((address, captured),) = database.execute(
        "select page, captured from articles left join pages on pages.url = page where articles.id = ?", [row["id"]]
    )
    return read_raw_page(raw_pages, address) if address else None, captured or ""


def tells_name(body: bytes, names: frozenset[tuple[bytes, ...]]) -> bool:
    """Return whether two words in a row of a page, in its text or in data within it, begin a name."""
    return bool(names) and not names.isdisjoint(pairwise(_WORD.findall(body.lower())))


def write_exchange(file: BinaryIO, page: RawPage, row: ExportedRow, captured: str) -> None:
    """Write the records of one page; the later ones name the response that they belong to."""
    address = page.final_url or page.url
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {page.content_type}\r\nContent-Length: {len(page.body)}\r\n\r\n"
    response = write_record(
        file, WarcRecordType.response, f"{_HTTP}=response", head.encode() + page.body, address, captured
    )
    parts = urlsplit(address)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    request = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
    write_record(file, WarcRecordType.request, f"{_HTTP}=request", request, address, captured, response)
    fields = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\r\n" for name, value in row.items())
    write_record(file, WarcRecordType.metadata, _FIELDS, fields, address, captured, response)


def write_record(
    file: BinaryIO,
    kind: WarcRecordType,
    content_type: str,
    block: str | bytes,
    address: str = "",
    captured: str = "",
    about: str = "",
) -> str:
    """Write one record as a member of its own; return its number."""
    record = WarcRecord()
    record.init_headers(record_type=kind)
    record.headers["Content-Type"] = content_type
    if address:
        record.headers["WARC-Target-URI"] = address
    if captured:
        record.headers["WARC-Date"] = captured
    if about:
        record.headers["WARC-Concurrent-To"] = about
    record.set_bytes_content(block.encode() if isinstance(block, str) else block)
    packed = GzipWriter(file)
    record.write(packed, checksum_data=True)
    packed.finish()
    return str(record.headers["WARC-Record-ID"])
