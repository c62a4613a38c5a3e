"""Web archives as parts that are read from any place: a file, a member of a WACZ, or what was unpacked of either."""

from __future__ import annotations

import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from spiders.files.documents import file_address
from spiders.files.unpacking import CHUNK_BYTES, GZIP_MAGIC, GZIP_WINDOW, SavedFile

WACZ_ENDING: Final = ".wacz"
_WARC_ENDINGS: Final = (".warc", ".warc.gz")
#: bytes of a member's head in a ZIP file before its name, and where the lengths of name and extra field stand in it
#: (APPNOTE.TXT, 4.3.7)
_LOCAL_HEAD_BYTES: Final = 30
_LENGTHS: Final = slice(26, 30)
#: how many times its packed size a member may take, chosen, not measured: a WARC of text takes up to ten
MAX_RATIO: Final = 50
#: bytes that may be unpacked whatever the ratio
_SMALL_BYTES: Final = 2**24
#: bytes of a gzip file that are unpacked to see whether its first member holds more than one record
_LOOK_BYTES: Final = 2**20
_NEXT_RECORD: Final = b"\r\n\r\nWARC/"

#: what unpacking raises where a member is damaged, by how it is packed
UNPACKING_ERRORS: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)


class ArchiveError(Exception):
    """A part of an archive cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class ArchivePart:
    """One WARC, and where its bytes stand in a file."""

    path: Path
    #: under which the ledger and the rows of damaged records know it, and what people are told
    address: str
    label: str
    size: int
    begins: int = 0
    #: the member of a WACZ that is to be unpacked before it can be read
    member: str = ""
    #: what is wrong with the file that holds it
    fault: str = ""
    #: the part that this one was unpacked from, of which the ledger has the digest
    packed: ArchivePart | None = None

    def open(self) -> io.BufferedReader:
        """Open the part; its places count from its own beginning."""
        file = self.path.open("rb")
        return file if not self.begins else io.BufferedReader(_Section(file, self.begins, self.size))


class _Section(io.RawIOBase):
    """Some bytes in a row of a file, as a file of its own."""

    def __init__(self, file: BinaryIO, begins: int, size: int) -> None:
        self.file = file
        self.begins, self.size = begins, size
        self.place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self.place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self.place, os.SEEK_END: self.size}[whence]
        return self.place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self.file.seek(self.begins + self.place)
        chunk = self.file.read(max(min(len(buffer), self.size - self.place), 0))
        buffer[: len(chunk)] = chunk
        self.place += len(chunk)
        return len(chunk)

    def close(self) -> None:
        self.file.close()
        super().close()


def whole_file(path: Path, fault: str = "") -> ArchivePart:
    """Return a file as one part."""
    return ArchivePart(path, file_address(path), str(path), path.stat().st_size, fault=fault)


def archive_parts(path: Path) -> list[ArchivePart]:
    """Return the parts of an archive; a WACZ that cannot be read as one is a part that is searched for records."""
    if not path.name.lower().endswith(WACZ_ENDING):
        return [whole_file(path)]
    try:
        with zipfile.ZipFile(path) as wacz, path.open("rb") as file:
            warcs = [info for info in wacz.infolist() if info.filename.lower().endswith(_WARC_ENDINGS)]
            if sum(info.compress_size for info in warcs) > path.stat().st_size:
                return [whole_file(path, "is a WACZ whose members lie over each other; it was searched for records")]
            parts = [part_of_member(path, file, info) for info in warcs]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        return [whole_file(path, f"is no whole WACZ ({error}); it was searched for records")]
    return parts or [whole_file(path, "is a WACZ without a WARC in it")]


def part_of_member(path: Path, file: BinaryIO, info: zipfile.ZipInfo) -> ArchivePart:
    """Return a member of a WACZ: where its bytes stand, if they are not packed once more, as they should not be."""
    address, label = f"{file_address(path)}#{info.filename}", f"{path}: {info.filename}"
    if info.flag_bits & 1:
        return ArchivePart(path, address, label, 0, info.header_offset, fault="is encrypted")
    if info.compress_type != zipfile.ZIP_STORED:
        return ArchivePart(path, address, label, info.compress_size, member=info.filename)
    file.seek(info.header_offset)
    head = file.read(_LOCAL_HEAD_BYTES)
    name, extra = (int.from_bytes(head[_LENGTHS][at : at + 2], "little") for at in (0, 2))
    return ArchivePart(path, address, label, info.file_size, info.header_offset + _LOCAL_HEAD_BYTES + name + extra)


def readable_part(part: ArchivePart, folder: Path, number: int) -> ArchivePart:
    """Return a part of which each record can be read by itself, unpacked into a folder where it must be.

    A member of a WACZ that is packed once more is unpacked, and a gzip file that holds all records in one member, in
    which no record can be found without unpacking those before it. Raise ArchiveError where a bomb is unpacked.
    """
    unpacked = folder / f"{number}.warc"
    if part.member:
        with zipfile.ZipFile(part.path) as wacz, wacz.open(part.member) as member:
            _write_bounded(iter(lambda: member.read(CHUNK_BYTES), b""), unpacked, part.size)
        part = replace(part, path=unpacked, begins=0, member="", size=unpacked.stat().st_size)
    if not is_packed_as_a_whole(part):
        return part
    whole = folder / f"{number}.unpacked.warc"
    with part.open() as stream:
        file = SavedFile(part.path, stream)
        _write_bounded(file.unpacked(), whole, part.size)
    faults = "; ".join(filter(None, (part.fault, *file.faults)))
    return replace(part, path=whole, begins=0, size=whole.stat().st_size, fault=faults, packed=part)


def _write_bounded(chunks: Iterator[bytes], path: Path, packed: int) -> None:
    most, size = packed * MAX_RATIO + _SMALL_BYTES, 0
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise ArchiveError(
                    f"takes more than {MAX_RATIO} times its {packed:,} bytes unpacked, as no archive does"
                )
            file.write(chunk)


def is_packed_as_a_whole(part: ArchivePart) -> bool:
    """Return whether the first member of a gzip file holds more than one record."""
    with part.open() as stream:
        packed = stream.read(_LOOK_BYTES)
    if not packed.startswith(GZIP_MAGIC):
        return False
    try:
        return _NEXT_RECORD in zlib.decompressobj(GZIP_WINDOW).decompress(packed, _LOOK_BYTES)
    except zlib.error:
        return False
