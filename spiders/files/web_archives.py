"""Web archives (WARC, ISO 28500) as pages: whole records are read, whatever is damaged between them is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from typing import BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from items import Outcome, Page
from spiders.download.compression import is_closed
from spiders.download.errors import GONE_STATUSES, REFUSAL_STATUSES
from spiders.files.archive_parts import ArchivePart, whole_file
from spiders.files.documents import ImportedDocument, refused, site_of
from spiders.files.http_answers import HEAD_BYTES, HttpAnswer, decoded_body, parse_answer
from spiders.files.splitting import MAX_DOCUMENT_BYTES, TOO_LARGE
from spiders.files.unpacking import GZIP_MAGIC, SavedFile
from storage.clock import now
from text.urls.parsing import without_userinfo

#: characters of an address that is none which are quoted; chosen, not measured
_QUOTED: Final = 60
#: bytes that are looked through at one time for the beginning of a record; chosen, not measured
_WINDOW_BYTES: Final = 2**20
#: how a record begins: as a member of a gzip file, or in the open
_RECORD: Final = re.compile(GZIP_MAGIC + rb"|WARC/[01]\.")
_MAGIC_BYTES: Final = 7
#: records that hold no page, and what is said of them; those of other kinds are only about an exchange
_WITHOUT_PAGE: Final = (
    (WarcRecordType.revisit, "the same page as in an earlier capture, which the archive does not hold again"),
    (WarcRecordType.conversion, "made of a page, not the page: its archive of answers is to be loaded"),
)
#: fields of a record that holds only a part of an answer
_OF_A_PART: Final = ("WARC-Truncated", "WARC-Segment-Number")


def read_web_archive(file: SavedFile, skipped: int) -> Iterator[ImportedDocument]:
    """Yield the pages of an archive, and a document for each record that is damaged, from the one to be begun with."""
    try:
        with file.path.open("rb") as stream:
            reader = ArchiveReader(whole_file(file.path), stream)
            yield from islice(chain.from_iterable(reader.records()), skipped, None)
            file.faults += reader.faults
    except OSError as error:  # a file that cannot be read
        file.faults.append(f"cannot be read: {error}")


class ArchiveReader:
    """Reads an archive record by record, and begins anew behind each damage."""

    def __init__(self, part: ArchivePart, stream: BinaryIO, place: int = 0) -> None:
        self.part = part
        #: what is wrong with the archive as a whole
        self.faults: list[str] = []
        self.stream = stream
        #: where the record begins that was read last
        self.place = place
        #: where the next one begins, from which another reader could go on; None where that is not known for sure
        self.next_place: int | None = None
        #: the record that begins there
        self.next_record: RecordMarks | None = None
        #: the last answer that was a page, which may hold a part of the next record, or end before its end
        self.last_page: tuple[HttpAnswer | None, bytes] = (None, b"")
        #: why no record could be read from some place on, until it is known whether one begins there
        self.unexplained = ""

    def records(self) -> Iterator[list[ImportedDocument]]:
        """Yield what each record that can be found comes to: a page, a damage or nothing."""
        if not self.place and find_record(self.stream, 0) < 0:
            self.faults.append("holds no record of a web archive")
        while (begin := find_record(self.stream, self.place)) >= 0:
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
                self.next_place, self.next_record = record.stream_pos, record_marks(record)
                yield held
                held = []
                self.place = record.stream_pos
                held = self.read_whatever_it_is(record)
        except OSError as error:
            self.next_place = None
            if held and self.is_doubtful():
                self.unexplained = f"no record follows where it ends ({error})"
            else:
                yield held
            raise
        self.next_place = None
        yield held

    def damaged(self, why: str) -> ImportedDocument:
        """Return what stands for a record that cannot be read."""
        return refused(f"{self.part.address}#byte-{self.place}", f"the record cannot be read: {why}")

    def is_doubtful(self) -> bool:
        """Return whether the last page may hold a part of the next record, or ends before its end."""
        answer, block = self.last_page
        return _RECORD.search(block) is not None or (answer is not None and answer.missing_bytes(block) != 0)

    def may_stop(self) -> bool:
        """Return whether another reader could begin at the next place, and would read the next record first.

        It would not where several records were packed together: then no place in the file is that of a record.
        """
        if self.next_place is None:
            return False
        with self.part.open() as stream:
            stream.seek(self.next_place)
            try:
                records = ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False)
                return record_marks(next(iter(records))) == self.next_record
            except (OSError, StopIteration):
                return False

    def read_whatever_it_is(self, record: WarcRecord) -> list[ImportedDocument]:
        """Return what a record comes to; values in it that nobody has thought of cost it alone."""
        try:
            return self.read(record)
        except (ValueError, ArithmeticError, LookupError, TypeError) as error:
            return [self.damaged(f"{type(error).__name__}: {error}")]

    def read(self, record: WarcRecord) -> list[ImportedDocument]:
        """Return the page in a record that has one; say so where only a part of it is there."""
        if record.headers.get("Content-Length") is None:  # which every record has
            raise OSError("its head is cut off")
        kind, url = record.record_type, without_userinfo((record.headers.get("WARC-Target-URI") or "").strip("<>"))
        for without, reason in _WITHOUT_PAGE:
            if kind == without and site_of(url):
                return [without_page(url, reason)]
        if kind not in (WarcRecordType.response, WarcRecordType.resource):
            return []
        length = record.content_length
        if length > MAX_DOCUMENT_BYTES:
            if is_web_page(kind, record, record.reader.read(HEAD_BYTES)):
                raise OSError(TOO_LARGE)  # what follows is found without reading it
            return []
        block = record.reader.read()
        if len(block) < length:
            raise OSError(f"it is cut off after {len(block):,} of {length:,} bytes")
        if not is_web_page(kind, record, block):
            self.last_page = (None, b"")
            return [self.damaged("its answer has no head")] if is_headless(kind, record, block) else []
        fault = address_fault(url)
        return [self.damaged(fault) if fault else self.page_of(url, record, block)]

    def page_of(self, url: str, record: WarcRecord, block: bytes) -> ImportedDocument:
        """Return the page in a record; one with an error status holds no article."""
        answer = parse_answer(block) if record.record_type == WarcRecordType.response else None
        self.last_page = (answer, block)
        if answer is None:  # a resource is the page itself
            return ImportedDocument(archived_page(url, record, 200, block, record.headers.get("Content-Type") or ""))
        page = archived_page(url, record, answer.status, b"", answer.field(b"content-type"))
        if page.outcome is not Outcome.PENDING:
            return ImportedDocument(page)
        try:
            page.body, is_cut_off = decoded_body(answer, block, MAX_DOCUMENT_BYTES)
        except OSError as error:
            return self.damaged(f"its answer cannot be read: {error}")
        if len(page.body) > MAX_DOCUMENT_BYTES:
            return self.damaged(TOO_LARGE)
        is_short = is_cut_off or answer.missing_bytes(block) > 0 or any(map(record.headers.get, _OF_A_PART))
        if is_short and not is_closed(page.body):
            page.incomplete, page.delivery_fault = True, "the archive holds only a part of the answer"
        return ImportedDocument(page)


def address_fault(url: str) -> str:
    """Return what is wrong with a record's address; one of another kind than the web's is taken as it is."""
    if not url:
        return "it names no address"
    is_broken = url.lower().startswith("http") and not site_of(url)
    return f"its address {url[:_QUOTED]!r} is none" if is_broken else ""


def without_page(url: str, reason: str) -> ImportedDocument:
    """Return what stands for a record that holds no page, and is only counted."""
    page = Page(url, "", Outcome.NOT_AN_ARTICLE, reason)
    page.is_refused_without_row = True
    return ImportedDocument(page)


def archived_page(url: str, record: WarcRecord, status: int, body: bytes, content_type: str) -> Page:
    """Return a page with when it was captured, and what its status makes of it."""
    outcome, reason = judge_status(status)
    page = Page(url, "", outcome, reason, status=status, body=body, content_type=content_type)
    page.captured = capture_time(record)
    page.is_refused_without_row = bool(site_of(url))  # an address that is none is told of
    return page


#: what tells a record from others: its number, address, time and length
RecordMarks = tuple[str | None, ...]


def record_marks(record: WarcRecord) -> RecordMarks:
    """Return what tells a record from others."""
    return tuple(map(record.headers.get, ("WARC-Record-ID", "WARC-Target-URI", "WARC-Date", "Content-Length")))


def find_record(stream: BinaryIO, place: int) -> int:
    """Return where a record may begin from a place in a file on; -1 where none does. No file is held as a whole."""
    stream.seek(place)
    window = stream.read(_WINDOW_BYTES)
    while not (found := _RECORD.search(window)):
        if not (more := stream.read(_WINDOW_BYTES)):
            return -1
        kept = window[1 - _MAGIC_BYTES :]
        place += len(window) - len(kept)
        window = kept + more
    return place + found.start()


def capture_time(record: WarcRecord) -> datetime | None:
    """Return when a record says that the page was fetched; None where it does not, or that moment lies ahead."""
    when = record.record_date or old_date(record.headers.get("WARC-Date") or "")
    if when is None:
        return None
    try:
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except OverflowError:  # the first or the last day of the calendar, in another zone
        return None
    return when if when <= now() else None


def old_date(text: str) -> datetime | None:
    """Return a time as the first archives wrote it, fourteen figures in a row; None for any other form."""
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def is_web_page(kind: WarcRecordType, record: WarcRecord, block: bytes) -> bool:
    """Return whether a record holds HTML: in an answer, or as it is."""
    if kind == WarcRecordType.resource:
        return "html" in (record.headers.get("Content-Type") or "").lower()
    answer = parse_answer(block)
    return answer is not None and answer.is_html(block)


def is_headless(kind: WarcRecordType, record: WarcRecord, block: bytes) -> bool:
    """Return whether a record says that it holds an answer, and begins with none."""
    told = (record.headers.get("Content-Type") or "").startswith("application/http")
    return kind == WarcRecordType.response and told and parse_answer(block) is None


def judge_status(status: int) -> tuple[Outcome, str]:
    """Return what a status makes of a saved page: pending where it may hold an article."""
    if status in (200, 203):  # the second is as a proxy passed it on (RFC 9110, 15.3.4)
        return Outcome.PENDING, ""
    if status in REFUSAL_STATUSES:
        return Outcome.BLOCKED_BY_WALL, f"the server refused: status {status}"
    if status in GONE_STATUSES or 300 <= status < 400:
        return Outcome.NOT_AN_ARTICLE, f"there was no page at this address: status {status}"
    return Outcome.NOT_AN_ARTICLE, f"the server answered with status {status}"
