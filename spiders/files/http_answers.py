"""An HTTP answer as a web archive holds it: only the fields of its head that are asked for are looked up."""

from __future__ import annotations

import re
import sys
import zlib
from dataclasses import dataclass
from typing import Final

import brotli  # type: ignore[import-untyped]

from spiders.files.unpacking import GZIP_MAGIC, GZIP_WINDOW
from text.charset import looks_binary

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_STATUS: Final = re.compile(rb"HTTP/[\d.]{1,5} {1,9}(\d{3})\b")
#: where a head ends, also one of which the lines end as in a text file
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n")
_FIELDS: Final = {
    name: re.compile(rb"^%s[ \t]{0,9}:[ \t]{0,99}([^\r\n]*)" % name, re.IGNORECASE | re.MULTILINE)
    for name in (b"content-type", b"content-length", b"content-encoding", b"transfer-encoding")
}
#: what HTML begins with, where no head says what it is
_HTML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
#: a length that a file can have
_LENGTH: Final = re.compile(r"[0-9]{1,18}")
_CHUNK: Final = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]{0,9}(?:;[^\r\n]{0,200})?\r?\n")
#: bytes in which an answer's head ends, in most; chosen, not measured
HEAD_BYTES: Final = 2**14
#: as it is specified, with zlib's header, and bare, as some servers send it
_DEFLATE_WINDOWS: Final = (zlib.MAX_WBITS, -zlib.MAX_WBITS)


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What an answer's head says, and where its body begins."""

    head: bytes
    status: int
    body_begins: int

    def field(self, name: bytes) -> str:
        """Return the value of one of the four fields that are known here; empty where the head has none."""
        found = _FIELDS[name].search(self.head)
        return found[1].decode("latin-1").strip() if found else ""

    def is_html(self, block: bytes) -> bool:
        """Return whether the body is HTML by its head, or by its beginning where the head does not say."""
        kind = self.field(b"content-type").lower()
        return "html" in kind or (not kind and _HTML.match(block, self.body_begins) is not None)

    def missing_bytes(self, block: bytes) -> int:
        """Return how many bytes of the body miss by what the head says; fewer than none where there are more."""
        announced = _LENGTH.fullmatch(self.field(b"content-length"))
        return int(announced[0]) - (len(block) - self.body_begins) if announced else 0


def parse_answer(block: bytes) -> HttpAnswer | None:
    """Return the answer that a block of bytes begins with; None where it begins with none.

    HTML without any head is taken for an answer as the first servers gave it.
    """
    status = _STATUS.match(block)
    if status is None:
        return HttpAnswer(b"", 200, 0) if _HTML.match(block) else None
    end = _END_OF_HEAD.search(block)
    begins = end.end() if end else len(block)
    return HttpAnswer(block[:begins], int(status[1]), begins)


def decoded_body(answer: HttpAnswer, block: bytes, most: int) -> tuple[bytes, bool]:
    """Return the body as far as it can be unpacked, and whether its end misses. Raise OSError where it is no text.

    Archives are full of answers that were unpacked and kept a head that says they are packed, and of the reverse: what
    a body begins with decides. No more than one byte beyond the most is unpacked.
    """
    body, is_cut_off = block[answer.body_begins :], False
    if "chunked" in answer.field(b"transfer-encoding").lower():
        body, is_cut_off = without_chunks(body)
    encodings = re.findall(r"gzip|deflate|\bbr\b|zstd", answer.field(b"content-encoding").lower())[-3:]
    for encoding in reversed(encodings or ["gzip"] * body.startswith(GZIP_MAGIC)):
        body, is_cut = unpacked(body, encoding, most + 1)
        is_cut_off |= is_cut
    if encodings and looks_binary(body):
        raise OSError("its body is not packed as its head says, and no text")
    return body, is_cut_off


def without_chunks(body: bytes) -> tuple[bytes, bool]:
    """Return a body without the lengths of its chunks, and whether the last misses; as it is where it has none."""
    parts: list[bytes] = []
    place = 0
    while chunk := _CHUNK.match(body, place):
        size = int(chunk[1], 16)
        if not size:
            return b"".join(parts), False
        parts.append(body[chunk.end() : chunk.end() + size])
        place = chunk.end() + size
        place += 2 if body.startswith(b"\r\n", place) else int(body.startswith(b"\n", place))
    return (b"".join(parts), True) if parts else (body, False)


def unpacked(body: bytes, encoding: str, most: int) -> tuple[bytes, bool]:
    """Return what a body holds, up to a length, and whether its end misses; as it is where it is not packed so."""
    try:
        if encoding == "br":
            brotli_stream = brotli.Decompressor()
            found = brotli_stream.process(body, output_buffer_limit=most)
            # a few bytes of anything may begin it, and give nothing
            return (found, not brotli_stream.is_finished()) if found else (body, False)
        if encoding == "zstd":
            zstd_stream = zstd.ZstdDecompressor()
            return zstd_stream.decompress(body, most), not zstd_stream.eof
    except (brotli.error, zstd.ZstdError):
        return body, False
    windows = (GZIP_WINDOW,) if body.startswith(GZIP_MAGIC) else _DEFLATE_WINDOWS if encoding == "deflate" else ()
    for window in windows:
        stream = zlib.decompressobj(window)
        try:
            return stream.decompress(body, most), not stream.eof
        except zlib.error:
            continue
    return body, False
