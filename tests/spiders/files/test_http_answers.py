"""Answers as archives hold them: packed, in chunks, neither of what they say, with odd heads or only in part."""

from __future__ import annotations

import gzip
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from items import Article, Outcome, Page
from pipelines.extract import mark_incomplete
from spiders.files.archive_batches import ArchiveBatch, read_batch
from spiders.files.archive_parts import whole_file
from text.charset import decode_page

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = "<html><title>Größe</title><p>Die Größe des Hafens, sagte die Polizei.</p></html>"
BODY = TEXT.encode()
CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNKS = b"".join(b"%x;x=1\r\n%s\r\n" % (len(part), part) for part in (BODY[:40], BODY[40:])) + b"0\r\n\r\n"
HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def packed(encoding: str) -> bytes:
    return f"Content-Encoding: {encoding}\r\n".encode()


def warc(answer: bytes, more: bytes = b"", kind: bytes = b"response", url: bytes = b"https://h.example/1") -> bytes:
    """One record; what more its head says."""
    of = b"text/html" if kind == b"resource" else b"application/http; msgtype=response"
    head = b"WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\n" % (kind, url, of)
    return head + b"Content-Length: %d\r\n%s\r\n%s\r\n\r\n" % (len(answer), more, answer)


def http(fields: bytes, body: bytes, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return status + b"\r\n" + fields + b"\r\n" + body


LAST = warc(http(HTML, BODY), url=b"https://h.example/last")


def pending(page: Page) -> Page:
    return replace(page, outcome=Outcome.ERROR, reason="read")


def read(folder: Path, *records: bytes) -> ArchiveBatch:
    """What comes of records, once packed and once not, and that the one behind them is read as well."""
    batches = []
    for name, body in (
        ("a.warc.gz", b"".join(map(gzip.compress, (*records, LAST)))),
        ("a.warc", b"".join(records) + LAST),
    ):
        (folder / name).write_bytes(body)
        batch = read_batch(whole_file(folder / name), 0, pending, 100)
        while batch.ends is not None:  # a batch ends early on a busy machine
            more = read_batch(whole_file(folder / name), batch.ends, pending, 100)
            batch.kept += more.kept
            batch.refusals += more.refusals
            batch.ends = more.ends
        assert batch.kept.pop().page.url == "https://h.example/last"
        batches.append(batch)
    packed_batch, plain = batches
    assert packed_batch.refusals == plain.refusals
    assert [one.page.reason for one in packed_batch.kept] == [one.page.reason for one in plain.kept]
    return plain


@pytest.mark.parametrize(
    "answer",
    [
        http(HTML + CHUNKED, CHUNKS),
        http(HTML + CHUNKED, BODY),
        http(HTML + packed("gzip"), gzip.compress(BODY)),
        http(HTML + packed("x-gzip"), gzip.compress(BODY)),
        http(HTML + packed("gzip"), BODY),
        http(HTML, gzip.compress(BODY)),
        http(HTML + packed("gzip") + CHUNKED, gzip.compress(BODY)),
        http(HTML + packed("gzip") + CHUNKED, CHUNKS),
        http(HTML + packed("gzip, br"), brotli.compress(gzip.compress(BODY))),
        http(HTML + packed("br"), BODY),
        http(HTML + packed("zstd"), zstd.compress(BODY)),
        http(HTML + packed("zstd"), BODY),
        http(HTML + packed("deflate"), zlib.compress(BODY)),
        http(HTML + packed("deflate"), zlib.compress(BODY)[2:-4]),
        http(HTML + packed("utf-8"), BODY),
        http(HTML.upper(), BODY),
        http(b"", BODY),
        http(HTML, BODY).replace(b"\r\n", b"\n"),
        http(HTML, BODY, b"HTTP/2 200"),
        http(HTML, BODY, b"HTTP/1.1 203 Non-Authoritative Information"),
        http(b"Content-Type: text/html; charset=iso-8859-1\r\n", TEXT.encode("cp1252")),
        http(b"Content-Type: text/html\r\n", TEXT.encode("utf-16")),
        http(b"Content-Type: text/html\r\n" + packed("gzip"), gzip.compress(TEXT.encode("utf-16"))),
        BODY,
    ],
)
def test_a_body_is_read_however_it_came_and_whatever_its_head_says(tmp_path: Path, answer: bytes) -> None:
    (document,) = read(tmp_path, warc(answer)).kept
    assert document.page.reason == "read"
    assert not document.page.incomplete
    assert "Größe" in decode_page(document.page.body, document.page.content_type).text


@pytest.mark.parametrize(
    "record",
    [
        warc(http(HTML + packed("gzip"), gzip.compress(BODY * 9)[:-20])),
        warc(http(HTML + CHUNKED, CHUNKS[:-30])),
        warc(http(HTML + b"Content-Length: 9999\r\n", BODY[:-20])),
        warc(http(HTML, BODY[:-20]), b"WARC-Truncated: length\r\n"),
    ],
)
def test_a_part_of_an_answer_is_taken_for_one(tmp_path: Path, record: bytes) -> None:
    (document,) = read(tmp_path, record).kept
    page = document.page
    assert (page.incomplete, page.delivery_fault) == (True, "the archive holds only a part of the answer")
    page.article, page.outcome = Article("", "The harbour"), Outcome.PENDING
    mark_incomplete(page)
    assert page.article.partial


def test_what_is_no_page_is_counted_or_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spiders.files.web_archives.MAX_DOCUMENT_BYTES", 2**20)
    batch = read(
        tmp_path,
        warc(b"", kind=b"revisit"),
        warc(b"Die Groesse", kind=b"conversion"),
        warc(b"", kind=b"metadata"),
        warc(http(HTML, BODY, b"HTTP/1.1 206 Partial Content")),
        warc(b"ICY 200 OK\r\n\r\n"),
        warc(http(HTML, BODY), url=b""),
        warc(http(HTML + packed("gzip"), gzip.compress(bytes(2**20 + 1)))),
        warc(http(HTML + packed("br"), b"\x1f\x8b\0\1")),
        warc(BODY, kind=b"resource"),
    )
    assert list(batch.refusals.values()) == [1, 1, 1]
    assert [reason.partition(" ")[2][:20] for reason in batch.refusals] == [
        "the same page as in ",
        "made of a page, not ",
        "the server answered ",
    ]
    assert [one.page.reason.rpartition(": ")[2][:30] for one in batch.kept] == [
        "its answer has no head",
        "it names no address",
        "it is larger than 64 MiB",
        "its body is not packed as its ",
        "read",
    ]


@pytest.mark.parametrize(
    "date",
    [b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-12:00", b"2023-13-41T99:99:99Z", b"yesterday", b""],
)
@pytest.mark.parametrize("length", [b"12", b"\xb2\xb3", b"9" * 5000, b"-5", b"1e9"])
def test_values_that_nobody_thought_of_cost_no_page(tmp_path: Path, date: bytes, length: bytes) -> None:
    records = (
        warc(http(HTML + b"Content-Length: " + length + b"\r\n", BODY), b"WARC-Date: " + date + b"\r\n"),
        warc(BODY),
    )
    batch = read(tmp_path, *records)
    assert [one.page.reason for one in batch.kept] == ["read", "read"]
    assert batch.kept[0].page.captured is None


@pytest.mark.parametrize(
    "url", [b"http://[::1", b"http://[bad/", b"http://" + b"a" * 300, b"https://h.example/" + b"q" * 9000]
)
def test_a_record_whose_address_is_none_is_told_of(tmp_path: Path, url: bytes) -> None:
    (document,) = read(tmp_path, warc(http(HTML, BODY), url=url)).kept
    assert document.page.reason.startswith("the record cannot be read: its address 'http")
    assert len(document.page.reason) < 120


def test_a_password_in_the_address_of_a_record_is_not_taken_over(tmp_path: Path) -> None:
    (document,) = read(tmp_path, warc(http(HTML, BODY), url=b"https://user:word@h.example/1")).kept
    assert document.page.url == "https://h.example/1"
