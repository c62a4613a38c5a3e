"""Files that are cut off, damaged, in another encoding or laid out in another way: what can be read is read."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from items import Outcome, Page
from spiders.files.formats import read_file
from spiders.files.splitting import MAX_DOCUMENT_BYTES, Piece, split_lines, split_objects
from spiders.files.unpacking import CHUNK_BYTES, SavedFile

WORDS = random.Random(16).choices(("court", "verdict", "harbour", "council", "river", "police"), k=40_000)  # noqa: S311
DOCUMENTS: list[dict[str, Any]] = [
    {"id": f"d{number}", "title": f"No {number}", "text": " ".join(WORDS[number * 40 : number * 40 + 40])}
    for number in range(1000)
]
LINES = "\n".join(map(json.dumps, DOCUMENTS)).encode()


def pages(path: Path, body: bytes) -> list[Page]:
    path.write_bytes(body)
    return [document.page for document in read_file(SavedFile(path))]


def sound(found: list[Page]) -> list[str]:
    return [page.url.removeprefix("urn:id:") for page in found if page.article is not None]


def test_a_cut_off_gz_gives_all_that_stands_before_the_cut(tmp_path: Path) -> None:
    packed = gzip.compress(LINES)
    found = pages(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])
    read = sound(found)
    assert read == [document["id"] for document in DOCUMENTS[: len(read)]]
    assert 400 < len(read) < 600
    broken, cut = found[len(read) :]
    assert broken.reason.startswith("it is no document: JSONDecodeError")
    assert cut.outcome is Outcome.ERROR
    assert "is cut off at byte" in cut.reason


def test_a_damaged_member_of_a_gz_costs_what_stands_in_it_behind_the_damage(tmp_path: Path) -> None:
    members = [gzip.compress(LINES[: len(LINES) // 2]), gzip.compress(LINES[len(LINES) // 2 :])]
    first = bytearray(members[0])
    first[len(first) // 2 : len(first) // 2 + 200] = bytes(200)
    found = pages(tmp_path / "a.jsonl.gz", bytes(first) + members[1])
    read = sound(found)
    assert read[-1] == "d999"
    assert 230 + 490 < len(read) < 1000
    assert [page for page in found if "is damaged before byte" in page.reason]


def test_zeros_behind_a_gz_are_no_damage(tmp_path: Path) -> None:
    found = pages(tmp_path / "a.jsonl.gz", gzip.compress(LINES) + bytes(CHUNK_BYTES))
    assert sound(found) == [document["id"] for document in DOCUMENTS]
    assert len(found) == len(DOCUMENTS)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_hides_nothing(tmp_path: Path, encoding: str) -> None:
    text = "\n".join(json.dumps({"id": i, "text": "Señora, ärger, 裁判"}, ensure_ascii=False) for i in range(3))
    found = pages(tmp_path / "a.jsonl", text.encode(encoding))
    assert [page.article.text for page in found if page.article] == ["Señora, ärger, 裁判"] * 3


@pytest.mark.parametrize("mark", [b"", BOM_UTF8])
def test_a_line_in_latin_1_is_read_and_its_encoding_told(tmp_path: Path, mark: bytes) -> None:
    lines = [json.dumps({"id": i, "text": "La corte de España dictó sentencia"}, ensure_ascii=False) for i in range(3)]
    body = mark + b"\n".join([lines[0].encode(), lines[1].encode("latin-1"), lines[2].encode()])
    found = [page.article for page in pages(tmp_path / "a.jsonl", body) if page.article]
    assert {article.text for article in found} == {"La corte de España dictó sentencia"}
    assert [article.encoding for article in found] == ["", "cp1252 (detector)", ""]


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_an_array_is_read_object_by_object(tmp_path: Path, name: str, indent: int | None) -> None:
    body = json.dumps(DOCUMENTS[:50], indent=indent).encode()
    assert sound(pages(tmp_path / name, body)) == [document["id"] for document in DOCUMENTS[:50]]


def test_a_broken_object_of_an_array_costs_itself_only(tmp_path: Path) -> None:
    objects = [json.dumps(document) for document in DOCUMENTS[:6]]
    objects[1] = '{"id": "b", "text": nothing}'
    objects[3] = objects[3][:-30]  # neither its string nor itself ends
    found = pages(tmp_path / "a.json", ("[\n" + ",\n".join(objects)).encode())
    assert sound(found) == ["d0", "d2", "d4", "d5"]
    assert [page.url.rpartition("#")[2] for page in found if page.article is None] == ["2", "4"]
    assert found[3].reason.startswith("it is no document: ValueError: it does not end")


def test_the_digest_is_that_of_the_whole_file_however_it_was_read(tmp_path: Path) -> None:
    large = gzip.compress(bytes(MAX_DOCUMENT_BYTES + 1)) + b"x" * CHUNK_BYTES
    for name, body in (("a.jsonl", LINES), ("a.txt.gz", large)):
        (tmp_path / name).write_bytes(body)
        file = SavedFile(tmp_path / name)
        *_, last = read_file(file)
        file.read_rest()
        assert file.digest == hashlib.sha256(body).hexdigest()
    assert last.page.outcome is Outcome.TOO_LARGE


def test_a_comma_behind_a_line_is_no_fault(tmp_path: Path) -> None:
    assert sound(pages(tmp_path / "a.jsonl", LINES.replace(b"\n", b",\r\n"))) == [one["id"] for one in DOCUMENTS]


def test_what_was_read_before_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "a.json").write_text(json.dumps(DOCUMENTS))
    for name in ("a.jsonl", "a.json"):
        found = [document.page for document in read_file(SavedFile(tmp_path / name), 998)]
        assert sound(found) == ["d998", "d999"]


def test_a_document_beyond_the_bound_is_told_of_and_the_next_one_read() -> None:
    lines = [b'{"a":' + b"1" * 200, b'{"b":1}']
    assert list(split_lines([b"\n".join(lines)], 100)) == [
        Piece(lines[0][:100], "it is larger than 64 MiB"),
        Piece(lines[1]),
    ]
    first, *_, last = split_objects([b'{"a":"' + b"x" * 200 + b'"}', b'{"b":1}'], 100)
    assert (first.fault, last) == ("", Piece(b'{"b":1}'))
    endless = list(split_objects([b'{"a":"'] + [b"x" * 60] * 100, 100))
    assert {piece.fault for piece in endless} == {"it is larger than 64 MiB", "it is no object"}
    assert max(len(piece.body) for piece in endless) <= 100


WILD = st.text(st.sampled_from('{}[]",:\\\n\u00e4 x'), max_size=8)
INNER = st.dictionaries(WILD, st.none() | st.integers() | WILD | st.lists(WILD, max_size=2), max_size=3)


@settings(max_examples=50)
@given(
    st.lists(st.dictionaries(WILD, WILD | INNER, max_size=3), max_size=4), st.integers(1, 9), st.sampled_from([None, 1])
)
def test_however_it_is_cut_into_chunks_an_array_gives_its_objects(
    objects: list[dict[str, Any]], size: int, indent: int | None
) -> None:
    body = json.dumps(objects, indent=indent, ensure_ascii=False).encode("utf-8", "replace")
    pieces = list(split_objects(body[start : start + size] for start in range(0, len(body), size)))
    assert [json.loads(piece.body) for piece in pieces] == json.loads(body)


@given(st.binary(max_size=300), st.integers(1, 50))
def test_no_bytes_are_lost_or_raise(body: bytes, size: int) -> None:
    chunks = [body[start : start + size] for start in range(0, len(body), size)]
    kept = b"".join(piece.body for piece in split_objects(chunks))
    between = b" \t\r\n,[]\x1e"
    assert kept.translate(None, between) == body.translate(None, between)
