"""WACZ and gzip files of one member: read in place or unpacked within bounds, and the damaged ones searched."""

from __future__ import annotations

import gzip
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from items import Outcome, Page
from spiders.files.archive_batches import read_batch, sha256_of_part
from spiders.files.archive_parts import (
    UNPACKING_ERRORS,
    ArchiveError,
    ArchivePart,
    archive_parts,
    readable_part,
    whole_file,
)
from tests.spiders.files.test_formats import PACKED, RECORDS


def wacz(path: Path, kind: int = zipfile.ZIP_STORED, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("datapackage.json", "{}", zipfile.ZIP_DEFLATED)
        file.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n', zipfile.ZIP_DEFLATED)
        for name, body in members.items():
            file.writestr(f"archive/{name}.warc.gz", body, kind)
    return path


def as_error(page: Page) -> Page:
    return replace(page, outcome=Outcome.ERROR, reason="kept")


def urls_in(part: ArchivePart, most: int = 100) -> list[str]:
    """The pages of a part, read in batches."""
    found, place = [], 0
    while True:
        batch = read_batch(part, place, as_error, most)
        found += [one.page.url[-1] for one in batch.kept if one.page.reason == "kept"]
        if batch.ends is None:
            return found
        place = batch.ends


def test_the_members_of_a_wacz_are_read_where_they_stand(tmp_path: Path) -> None:
    one, two = b"".join(PACKED[:3]), b"".join(PACKED[3:])
    first, second = archive_parts(wacz(tmp_path / "a.wacz", one=one, two=two))
    assert [urls_in(first), urls_in(second, 1)] == [["0", "1", "2"], ["3", "4", "5"]]
    assert readable_part(second, tmp_path, 1) is second
    assert (second.address.rpartition("#")[2], second.size) == ("archive/two.warc.gz", len(two))


@pytest.mark.parametrize("most", [1, 2, 100])
def test_what_is_packed_as_a_whole_or_once_more_is_unpacked_first(tmp_path: Path, most: int) -> None:
    whole = gzip.compress(b"".join(RECORDS), mtime=0)
    (tmp_path / "b.warc.gz").write_bytes(whole)
    for path in (wacz(tmp_path / "a.wacz", zipfile.ZIP_DEFLATED, one=whole), tmp_path / "b.warc.gz"):
        (part,) = archive_parts(path)
        readable = readable_part(part, tmp_path, 0)
        assert urls_in(readable, most) == ["0", "1", "2", "3", "4", "5"]
        assert sha256_of_part(readable) == sha256_of_part(whole_file(tmp_path / "b.warc.gz"))


def test_several_records_in_a_member_are_neither_lost_nor_read_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join([PACKED[0], gzip.compress(RECORDS[1] + RECORDS[2]), *PACKED[3:]]))
    for most in (1, 2, 3):
        assert urls_in(whole_file(path), most) == ["0", "1", "2", "3", "4", "5"]


def test_a_bomb_is_given_up(tmp_path: Path) -> None:
    for body in (bytes(2**25), gzip.compress(RECORDS[0] + RECORDS[1] + bytes(2**25))):
        (part,) = archive_parts(wacz(tmp_path / "a.wacz", zipfile.ZIP_DEFLATED, one=body))
        with pytest.raises(ArchiveError, match="more than 50 times"):
            readable_part(part, tmp_path, 0)


def test_a_wacz_that_is_cut_off_or_lies_is_searched_for_records(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", one=b"".join(PACKED))
    path.write_bytes(path.read_bytes()[: sum(map(len, PACKED))])
    (part,) = archive_parts(path)
    assert part.fault.startswith("is no whole WACZ (")
    assert urls_in(part)[:4] == ["0", "1", "2", "3"]
    (empty,) = archive_parts(wacz(tmp_path / "b.wacz"))
    assert empty.fault == "is a WACZ without a WARC in it"
    twice = wacz(tmp_path / "c.wacz", one=PACKED[0] * 9, two=PACKED[0] * 9).read_bytes()
    size = (len(PACKED[0]) * 9).to_bytes(4, "little")
    (tmp_path / "c.wacz").write_bytes(twice.replace(size, (len(twice)).to_bytes(4, "little")))
    assert "lie over each other" in archive_parts(tmp_path / "c.wacz")[0].fault


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_costs_itself_however_it_is_packed(tmp_path: Path, kind: int) -> None:
    path = wacz(tmp_path / "a.wacz", kind, one=b"".join(RECORDS))
    body = bytearray(path.read_bytes())
    begins = body.index(b"archive/one.warc.gz") + 60
    body[begins : begins + 40] = bytes(range(40))
    path.write_bytes(body)
    (part,) = archive_parts(path)
    with pytest.raises((OSError, *UNPACKING_ERRORS)):
        readable_part(part, tmp_path, 0)
