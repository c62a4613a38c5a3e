"""The bytes of a file, packed with gzip or not, as far as they can be read; what is damaged is told of."""

from __future__ import annotations

import codecs
import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from w3lib.encoding import read_bom

#: bytes that are read and unpacked at one time; chosen, not measured
CHUNK_BYTES: Final = 2**16
#: how a member of a gzip file begins (RFC 1952, 2.3.1)
GZIP_MAGIC: Final = b"\x1f\x8b\x08"
#: UTF-16 without a mark: JSON begins with two characters of ASCII (RFC 4627, section 3)
_BARE: Final = re.compile(rb"(?P<be>(?:\0[!-~\s]){2})|(?P<le>(?:[!-~\s]\0){2})")
#: for zlib: a member with its head and its checksum
GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS


class SavedFile:
    """A file that is read once from its beginning to its end; afterwards ``digest`` and ``faults`` are known."""

    def __init__(self, path: Path, stream: BinaryIO | None = None) -> None:
        """Read the file at a path, or what a stream holds of it."""
        self.path = path
        self._stream = stream
        #: bytes read so far, as they stand in the file
        self.offset = 0
        #: what was wrong with the file, in words
        self.faults: list[str] = []
        self._digest = hashlib.sha256()
        self._chunks = self._raw()

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes read so far."""
        return self._digest.hexdigest()

    def read_rest(self) -> None:
        """Read what a reader has left of the file, so that its digest is known."""
        for _ in self._chunks:
            pass

    def _raw(self) -> Iterator[bytes]:
        """Yield the bytes of the file as they stand there; end, with a fault, where the disk gives no more."""
        try:
            with self._stream or self.path.open("rb") as file:
                while chunk := file.read(CHUNK_BYTES):
                    self.offset += len(chunk)
                    self._digest.update(chunk)
                    yield chunk
        except OSError as error:
            self.faults.append(f"cannot be read beyond byte {self.offset:,}: {error.strerror or error}")

    def unpacked(self) -> Iterator[bytes]:
        """Yield the bytes of the file, unpacked where they are packed; a line ends where something is missing."""
        chunks = self._chunks
        first = next(chunks, b"")
        if not first.startswith(GZIP_MAGIC):
            yield first
            yield from chunks
            return
        yield from self._members(first, chunks)

    def text(self) -> Iterator[bytes]:
        """Yield the bytes of a file of text: as UTF-8 where a byte order mark names another form of Unicode."""
        chunks = self.unpacked()
        first = next(chunks, b"")
        encoding, mark = read_bom(first)
        if not encoding and (bare := _BARE.match(first)):
            encoding, mark = f"utf-16-{bare.lastgroup}", b""
        # a line in another encoding is read for itself, also behind a mark of UTF-8
        if not encoding or codecs.lookup(encoding) == codecs.lookup("utf-8"):
            yield first[len(mark or b"") :]
            yield from chunks
            return
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(first[len(mark or b"") :]).encode("utf-8", "replace")
        for chunk in chunks:
            yield decoder.decode(chunk).encode("utf-8", "replace")

    def _members(self, packed: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Yield what the members of a gzip file hold; go on with the next one where one is damaged."""
        member, readable = zlib.decompressobj(GZIP_WINDOW), True
        while packed or (packed := next(chunks, b"")):
            if member.eof:
                # zeros may fill up a file's last block
                if packed := packed.lstrip(b"\0"):
                    member = zlib.decompressobj(GZIP_WINDOW)
                continue
            before = member.copy()
            try:
                body = member.decompress(packed, CHUNK_BYTES)
            except zlib.error as error:
                body = unpacked_before_damage(before, packed) + b"\n"
                if readable:  # what looks like the beginning of a member by chance is not told of
                    self.faults.append(f"is damaged before byte {self.offset:,} ({str(error).rpartition(': ')[2]})")
                packed, member, readable = next_member(packed[1:], chunks), zlib.decompressobj(GZIP_WINDOW), False
            else:
                packed = member.unused_data if member.eof else member.unconsumed_tail
                readable = readable or bool(body)
            yield body
        if not member.eof and readable:
            self.faults.append(f"is cut off at byte {self.offset:,}, in the middle of what was packed")


def unpacked_before_damage(member: zlib._Decompress, packed: bytes) -> bytes:
    """Return what can be unpacked of a chunk that is damaged somewhere."""
    found = []
    try:
        for place in range(len(packed)):
            found.append(member.decompress(packed[place : place + 1]))  # noqa: PERF401 - it ends in an error
    except zlib.error:
        pass
    return b"".join(found)


def next_member(packed: bytes, chunks: Iterator[bytes]) -> bytes:
    """Return what follows from where the next member of a gzip file may begin; nothing where none does."""
    while (place := packed.find(GZIP_MAGIC)) < 0:
        if not (more := next(chunks, b"")):
            return b""
        packed = packed[1 - len(GZIP_MAGIC) :] + more
    return packed[place:]
