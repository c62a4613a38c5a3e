"""Web archives (WARC, ISO 28500) as pages: whole records are read, whatever is damaged between them is told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from typing import BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from items import Outcome, Page
from spiders.download.errors import GONE_STATUSES, REFUSAL_STATUSES
from spiders.files.documents import ImportedDocument, file_address, refused, site_of
from spiders.files.splitting import MAX_DOCUMENT_BYTES, TOO_LARGE
from spiders.files.unpacking import GZIP_MAGIC, SavedFile
from storage.clock import now

#: bytes that are looked through at one time for the beginning of a record; chosen, not measured
_WINDOW_BYTES: Final = 2**20
#: how a record begins where the file is not packed
_RECORD_MAGIC: Final = b"WARC/1."


def read_web_archive(file: SavedFile, skipped: int) -> Iterator[ImportedDocument]:
    """Yield the pages of an archive, and a document for each record that is damaged, from the one to be begun with."""
    try:
        with file.path.open("rb") as stream:
            records = ArchiveReader(file, stream).records()
            yield from islice(chain.from_iterable(records), skipped, None)
    except OSError as error:  # a file that cannot be read
        file.faults.append(f"cannot be read: {error}")


class ArchiveReader:
    """Reads an archive record by record, and begins anew behind each damage."""

    def __init__(self, file: SavedFile, stream: BinaryIO, place: int = 0) -> None:
        self.file = file
        self.stream = stream
        beginning = stream.read(len(GZIP_MAGIC))
        #: how a record begins: as a member of a gzip file, or in the open
        self.magic = GZIP_MAGIC if beginning == GZIP_MAGIC else _RECORD_MAGIC
        #: where the record begins that was read last
        self.place = place
        #: where the next one begins, from which another reader could go on; None where that is not known for sure
        self.next_place: int | None = None
        #: it may hold a part of the next one, or ends before its end
        self.is_doubtful = False
        #: why no record could be read from some place on, until it is known whether one begins there
        self.unexplained = ""

    def records(self) -> Iterator[list[ImportedDocument]]:
        """Yield what each record that can be found comes to: a page, a damage or nothing."""
        if not self.place and find_bytes(self.stream, self.magic, 0) < 0:
            self.file.faults.append("holds no record of a web archive")
        while (begin := find_bytes(self.stream, self.magic, self.place)) >= 0:
            self.place = begin
            try:
                yield from self.stretch(begin)
            except OSError as error:
                self.unexplained = self.unexplained or str(error)
                self.place += 1
            else:
                break
        self.next_place = None
        if self.unexplained:
            yield [self.damaged(self.unexplained)]

    def stretch(self, begin: int) -> Iterator[list[ImportedDocument]]:
        """Yield what the records come to that follow one another. Raise OSError where none follows."""
        self.stream.seek(begin)
        held: list[ImportedDocument] = []
        try:
            # of every kind, so that it is known how far the file is in order
            for record in ArchiveIterator(self.stream, record_types=WarcRecordType.any_type, parse_http=False):
                if self.unexplained:
                    held.append(self.damaged(self.unexplained))
                    self.unexplained = ""
                self.next_place = record.stream_pos
                yield held
                held = []
                self.place = self.file.offset = record.stream_pos
                held = self.read(record)
        except OSError as error:
            self.next_place = None
            if held and self.is_doubtful:
                self.unexplained = f"no record follows where it ends ({error})"
            else:
                yield held
            raise
        self.next_place = None
        yield held

    def damaged(self, why: str) -> ImportedDocument:
        """Return what stands for a record that cannot be read."""
        return refused(f"{file_address(self.file.path)}#byte-{self.place}", f"the record cannot be read: {why}")

    def read(self, record: WarcRecord) -> list[ImportedDocument]:
        """Return the page in a response that is a web page; say so where only a part of it is there."""
        if record.headers.get("Content-Length") is None:  # which every record has
            raise OSError("its head is cut off")
        if record.record_type != WarcRecordType.response:
            return []
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        length = record.content_length
        if length > MAX_DOCUMENT_BYTES:
            record.parse_http()
            if is_web_page(record):
                raise OSError(TOO_LARGE)  # what follows is found without reading it
            return []
        block = record.reader.read()
        if len(block) < length:
            raise OSError(f"it is cut off after {len(block):,} of {length:,} bytes")
        try:
            record.set_bytes_content(block)
            record.parse_http(auto_decode="all")
            self.is_doubtful = _RECORD_MAGIC in block or not has_its_length(record, block)
            return [*pages_of(url, record)]
        except (OSError, ValueError) as error:
            return [self.damaged(f"its answer cannot be read: {error}")]


def find_bytes(stream: BinaryIO, wanted: bytes, place: int) -> int:
    """Return where bytes stand in a file from a place on; -1 where they do not. The file is never held as a whole."""
    stream.seek(place)
    window = stream.read(_WINDOW_BYTES)
    while (found := window.find(wanted)) < 0:
        if not (more := stream.read(_WINDOW_BYTES)):
            return -1
        kept = window[1 - len(wanted) :]
        place += len(window) - len(kept)
        window = kept + more
    return place + found


def has_its_length(record: WarcRecord, block: bytes) -> bool:
    """Return whether an answer is as long as its head says, where that says it."""
    announced = (record.http_headers.get("Content-Length") or "") if record.http_headers is not None else ""
    _, _, payload = block.partition(b"\r\n\r\n")
    return not announced.isdigit() or int(announced) == len(payload)


def pages_of(url: str, record: WarcRecord) -> Iterator[ImportedDocument]:
    """Yield a response as a page, if it is a web page; one with an error status holds no article."""
    if not url or not is_web_page(record):
        return
    headers = record.http_headers
    content_type = headers.get("Content-Type") or ""
    outcome, reason = judge_status(status := headers.status_code or 0)
    body = record.reader.read(MAX_DOCUMENT_BYTES) if outcome is Outcome.PENDING else b""
    page = Page(url, "", outcome, reason, status=status, body=body, content_type=content_type)
    page.captured = capture_time(record)
    page.is_refused_without_row = bool(site_of(url))  # an address that is none is told of
    yield ImportedDocument(page)


def capture_time(record: WarcRecord) -> datetime | None:
    """Return when a record says that the page was fetched; None where it does not, or that moment lies ahead."""
    when = record.record_date
    if when is None:
        return None
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when if when <= now() else None


def is_web_page(record: WarcRecord) -> bool:
    """Return whether an answer whose head was read is HTML."""
    return record.http_headers is not None and "html" in (record.http_headers.get("Content-Type") or "")


def judge_status(status: int) -> tuple[Outcome, str]:
    """Return what a status makes of a saved page: pending where it may hold an article."""
    if status == 200:
        return Outcome.PENDING, ""
    if status in REFUSAL_STATUSES:
        return Outcome.BLOCKED_BY_WALL, f"the server refused: status {status}"
    if status in GONE_STATUSES or 300 <= status < 400:
        return Outcome.NOT_AN_ARTICLE, f"there was no page at this address: status {status}"
    return Outcome.NOT_AN_ARTICLE, f"the server answered with status {status}"
