"""Saved documents: each kind of file, and broken ones."""

from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from items import Outcome
from spiders.files.formats import LoadError, read_file, reader_of
from spiders.files.unpacking import SavedFile
from storage.clock import stamp

PAGE = b'<html><head><link rel="canonical" href="https://herald.example/a"></head><body>text</body></html>'


def test_an_html_file_goes_under_the_address_it_gives_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.htm").write_bytes(b"<p>nothing</p>")
    (first,), (second,) = (list(read_file(SavedFile(tmp_path / name))) for name in ("a.html", "b.htm"))
    assert first.page.url == "https://herald.example/a"
    assert re.fullmatch(r"file:[0-9a-f]{8}/b\.htm", second.page.url)


def test_a_text_file_goes_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A court ruled.")
    (document,) = read_file(SavedFile(tmp_path / "a.txt"))
    assert re.fullmatch(r"file:[0-9a-f]{8}/a\.txt", document.page.url)
    assert str(tmp_path) not in document.page.url
    assert document.page.content_type == "text/plain"


def test_json_lines_are_articles_and_a_broken_line_costs_itself_only(tmp_path: Path) -> None:
    good = {"id": "d1", "source": "Herald", "title": "T", "text": "Body.", "published": "2026-03-01T09:00:00+08:00"}
    lines = [
        json.dumps(good),
        "{broken",
        "",
        json.dumps({"url": "https://herald.example/b", "text": "B", "title": "B"}),
    ]
    path = tmp_path / "some.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    first, broken, last = read_file(SavedFile(path))
    assert (first.page.url, first.source) == ("urn:id:d1", "Herald")
    assert first.page.article is not None
    assert first.page.article.published == datetime(2026, 3, 1, 1, tzinfo=UTC)
    assert broken.page.outcome is Outcome.ERROR
    assert broken.page.url.endswith("some.jsonl.gz#2")
    assert "it needs url or id, and text" in broken.page.reason
    assert last.page.url == "https://herald.example/b"


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "3",
        "[" * 100_000,
        '{"id": 1}',
        '{"text": "x"}',
        '{"id": 1, "text": null}',
    ],
)
def test_a_line_without_what_it_needs_is_refused_with_a_reason(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(line)
    (document,) = read_file(SavedFile(tmp_path / "a.jsonl"))
    assert document.page.outcome is Outcome.ERROR
    assert document.page.reason.startswith("it is no document: ")


@pytest.mark.parametrize(
    ("written", "read", "precision"),
    [
        ("2026-03-01T09:00:00+08:00", "2026-03-01T01:00:00Z", "second"),
        ("Sun, 01 Mar 2026 09:00:00 +0800", "2026-03-01T01:00:00Z", "second"),
        ("1 March 2026", "2026-03-01T00:00:00Z", "day"),
        ("13.03.2026", "2026-03-13T00:00:00Z", "day"),
        ("2026-03", "2026-03-01T00:00:00Z", "month"),
        (1772327400, "2026-03-01T01:10:00Z", "second"),
    ],
)
def test_a_date_is_read_as_it_is_written_elsewhere_too(
    tmp_path: Path, written: object, read: str, precision: str
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": "x", "published": written}))
    (document,) = read_file(SavedFile(tmp_path / "a.jsonl"))
    assert document.page.article
    assert document.page.article.published
    assert (stamp(document.page.article.published), document.page.article.published_precision) == (read, precision)
    assert document.page.delivery_fault == ""


@pytest.mark.parametrize(
    "written", ["soon", "03/04/2026", "0001-01-01T00:00:00+14:00", "0999-12-31", "9999-12-31T23:59:59-14:00", [], 7]
)
def test_a_date_that_cannot_be_read_costs_the_date_only_and_is_told(tmp_path: Path, written: object) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": "x", "published": written}))
    (document,) = read_file(SavedFile(tmp_path / "a.jsonl"))
    assert document.page.article
    assert document.page.article.published is None
    told = f"its date {str(written)!r} cannot be read, so it has none" if written else ""
    assert document.page.delivery_fault == told


def test_a_line_keeps_its_id_beside_its_address_and_the_kind_of_its_source(tmp_path: Path) -> None:
    fields = {"id": 7, "url": "https://herald.example/7", "text": "x", "source_kind": "government"}
    others = [fields | {"source_kind": kind} for kind in ("release", 3, None)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, [fields, *others])))
    document, *strange = read_file(SavedFile(path))
    assert document.page.url == "https://herald.example/7"
    assert document.page.hint is not None
    assert (document.page.hint.url, document.kind) == ("urn:id:7", "government")
    assert [one.kind for one in strange] == ["", "", ""]


def record(url: str, kind: str, body: bytes) -> bytes:
    """One response as a WARC record (ISO 28500)."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def test_a_web_archive_gives_its_pages_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    records = (record("https://herald.example/a", "text/html", PAGE), record("https://h.example/p", "image/png", b"x"))
    path.write_bytes(b"".join(map(gzip.compress, records)))
    (document,) = read_file(SavedFile(path))
    assert (document.page.url, document.page.status, document.page.body) == ("https://herald.example/a", 200, PAGE)


RECORDS = [record(f"https://herald.example/{n}", "text/html", PAGE + b"x" * 500) for n in range(6)]
# without the time of day: the two processes of a test run must find the same parameters
PACKED = [gzip.compress(one, mtime=0) for one in RECORDS]
TRUNCATED = [one[: len(one) // 2] for one in (RECORDS[2], PACKED[2])]
WRONG_LENGTH = re.sub(rb"Content-Length: \d+\r\n\r\nHTTP", b"Content-Length: 5000\r\n\r\nHTTP", RECORDS[2])


@pytest.mark.parametrize(
    "body",
    [
        b"".join([*PACKED[:2], TRUNCATED[1], *PACKED[3:]]),
        b"".join([*PACKED[:2], PACKED[2][:60] + bytes(30) + PACKED[2][90:], *PACKED[3:]]),
        b"".join([*PACKED[:2], gzip.compress(WRONG_LENGTH, mtime=0), *PACKED[3:]]),
        b"".join([*PACKED[:2], b"nothing of the kind", *PACKED[3:]]),
        b"".join([*RECORDS[:2], WRONG_LENGTH, *RECORDS[3:]]),
        b"".join([*RECORDS[:2], TRUNCATED[0], *RECORDS[3:]]),
    ],
    ids=["cut off", "overwritten", "wrong length", "foreign", "wrong length, plain", "cut off, plain"],
)
def test_a_damaged_record_is_told_of_and_the_rest_is_read(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(body)
    found = [document.page for document in read_file(SavedFile(tmp_path / "a.warc"))]
    assert [page.url[-1] for page in found if page.outcome is Outcome.PENDING and page.body] == [
        "0",
        "1",
        "3",
        "4",
        "5",
    ]
    damaged = [page for page in found if page.outcome is Outcome.ERROR]
    assert [page.reason.partition(": ")[0] for page in damaged] == ["the record cannot be read"]
    assert re.search(r"#byte-\d+$", damaged[0].url)


def test_a_record_that_the_file_ends_in_is_not_taken_for_a_page(tmp_path: Path) -> None:
    packed, plain = b"".join(PACKED), b"".join(RECORDS)
    for body in (packed[:-200], packed[:-60], plain[:-200], plain[:-700]):
        (tmp_path / "a.warc").write_bytes(body)
        *found, last = (document.page for document in read_file(SavedFile(tmp_path / "a.warc")))
        assert [page.url[-1] for page in found] == ["0", "1", "2", "3", "4"]
        assert last.reason.startswith("the record cannot be read: ")


def test_an_error_page_in_an_archive_is_no_article_and_needs_no_row(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(RECORDS[:2]).replace(b"200 OK", b"404 No", 1))
    gone, sound = (document.page for document in read_file(SavedFile(tmp_path / "a.warc")))
    assert (gone.outcome, gone.body, gone.is_refused_without_row) == (Outcome.NOT_AN_ARTICLE, b"", True)
    assert (sound.outcome, sound.status) == (Outcome.PENDING, 200)


@pytest.mark.parametrize(
    "body",
    [b"", gzip.compress(b"no archive at all", mtime=0), b"no archive at all"],
    ids=["empty", "packed", "plain"],
)
def test_what_is_no_archive_is_told_of(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(body)
    found = [document.page for document in read_file(SavedFile(tmp_path / "a.warc.gz"))]
    assert found
    assert {page.outcome for page in found} == {Outcome.ERROR}


def test_missing_files_and_unknown_kinds_are_named(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"gone\.txt: there is no such file"):
        reader_of(tmp_path / "gone.txt")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(LoadError, match=r"a\.pdf: cannot be loaded; name a file that ends in \.html"):
        reader_of(tmp_path / "a.pdf")


FIELDS = ["id", "url", "title", "text", "authors", "language", "standfirst", "caption", "source"]


@pytest.mark.parametrize("bad", ["\ud800", "\x00", "\x1b[31m", "\ufffe"])
@pytest.mark.parametrize(
    "field", ["id", "url", "title", "text", "authors", "language", "standfirst", "caption", "source"]
)
def test_what_cannot_be_stored_is_left_out_of_every_field(tmp_path: Path, field: str, bad: str) -> None:
    row = {"id": "d1", "text": "Body.", "title": "T", field: f"https://a.example/{bad}x"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n" + json.dumps({"id": "d2", "text": "B"}), "utf-8")
    first, second = read_file(SavedFile(tmp_path / "a.jsonl"))
    assert second.page.article
    for text in (first.page.url, first.source, first.page.reason, repr(first.page.article)):
        text.encode("utf-8")
        assert not set(text) & set("\x00\x1b\ufffe")


def test_a_password_in_an_address_is_not_taken_over(tmp_path: Path) -> None:
    row = {"url": "https://ana:secret@herald.example/a", "text": "Body."}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    (document,) = read_file(SavedFile(tmp_path / "a.jsonl"))
    assert document.page.url == "https://herald.example/a"


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "http://[bad",
        "not an address",
        "javascript:alert(1)",
        f"http://{'a' * 300}.example/",
        ["x"],
        "file:/x",
    ],
)
def test_a_document_whose_address_is_none_goes_by_its_id_and_says_so(tmp_path: Path, url: object) -> None:
    (tmp_path / "a.jsonl").write_text(
        f"{json.dumps({'id': 1, 'url': url, 'text': 'x'})}\n{json.dumps({'url': url, 'text': 'x'})}"
    )
    with_id, without = read_file(SavedFile(tmp_path / "a.jsonl"))
    assert with_id.page.url == "urn:id:1"
    assert without.page.url.startswith("urn:id:")
    assert "is none of a web page" in with_id.page.delivery_fault


def test_a_page_that_gives_itself_no_real_address_goes_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<link rel="canonical" href="http://[bad"><p>Text.')
    (document,) = read_file(SavedFile(tmp_path / "a.html"))
    assert document.page.url.endswith("/a.html")


@pytest.mark.parametrize(
    ("authors", "read"),
    [
        (5, ("5",)),
        ({"name": "Ana Cruz"}, ("Ana Cruz",)),
        ([{"name": "Ana Cruz"}, {"name": "Ben Diaz"}], ("Ana Cruz", "Ben Diaz")),
        ([["Ana Cruz"], None, {"x": 1}], ("Ana Cruz",)),
        (True, ("True",)),
    ],
)
def test_fields_of_any_shape_cost_no_document(tmp_path: Path, authors: object, read: tuple[str, ...]) -> None:
    fields = {
        "id": 1,
        "text": ["One.", "Two."],
        "title": {"rendered": "T"},
        "authors": authors,
        "published": 1718236800.5,
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(fields))
    (document,) = read_file(SavedFile(tmp_path / "a.jsonl"))
    article = document.page.article
    assert article
    assert (article.authors, article.title, article.text) == (read, "T", "One.\n\nTwo.")
    assert article.published == datetime(2024, 6, 13, tzinfo=UTC)


def test_what_is_said_of_a_document_quotes_little_of_it(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": {"html": "word " * 500}}, {"id": "x" * 9000, "text": "x"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert all(len(document.page.reason) < 200 for document in read_file(SavedFile(tmp_path / "a.jsonl")))


@pytest.mark.parametrize("seam", ["", " ", "\r", "\n", "\r\n"])
def test_files_that_were_put_together_without_an_end_of_line_lose_nothing(tmp_path: Path, seam: str) -> None:
    rows = [{"id": n, "text": "braces }{ within"} for n in range(3)]
    (tmp_path / "a.jsonl").write_bytes(seam.join(map(json.dumps, rows)).encode())
    assert [one.page.url for one in read_file(SavedFile(tmp_path / "a.jsonl"))] == [f"urn:id:{n}" for n in range(3)]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"id": 1, "text": "x"}\n{"id": 2, "text": "ž"}\n'.encode(encoding))
    assert [one.page.url for one in read_file(SavedFile(tmp_path / "a.jsonl"))] == ["urn:id:1", "urn:id:2"]
