"""Answers that did not come as their headers say: packed in name only, or only in part. What can be read is read."""

from __future__ import annotations

import io
import re
import sys
import zlib
from typing import Final

import brotli  # type: ignore[import-untyped]
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: flags of a response; Scrapy sets the first one
SHORT: Final = "dataloss"
CUT_OFF: Final = "cut off while packed"
NOT_PACKED: Final = "not packed"
#: what they mean, in words
_FAULTS: Final = {
    SHORT: "the answer came incomplete: it ended before the length that it gives",
    CUT_OFF: "the answer came incomplete: what was packed is cut off",
    NOT_PACKED: "the answer says that it is packed, and is not",
}
#: share of its announced length that a page must have; chosen, not measured
LEAST_SHARE: Final = 0.5
_CLOSED: Final = re.compile(
    rb"(?:</(?:html|body|rss|feed|rdf:RDF|urlset|sitemapindex)\s*>|\}|%%EOF)\s*(?:<!--.*)?$", re.IGNORECASE | re.DOTALL
)
_GZIP_MAGIC: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS
#: as it is specified, with zlib's header, and bare, as some servers send it
_DEFLATE_WINDOWS: Final = (zlib.MAX_WBITS, -zlib.MAX_WBITS)
#: bytes that are unpacked at a time
_CHUNK: Final = 1 << 20
#: bytes that no text holds; UTF-16 is not sent under a wrong encoding by anyone known
_NOT_TEXT: Final = bytes([*range(9), 11, *range(14, 27), *range(28, 32)])


class UnpackError(IgnoreRequest):
    """A body can be read neither packed nor plain; the message says how it was said to be packed."""


class LenientCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's unpacking, which takes a plain body as it is and notes one that is cut off."""

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's own signature
    ) -> Request | Response:
        encoding = b",".join(response.headers.getlist("Content-Encoding"))
        try:
            unpacked = super().process_response(request, response)
        except IgnoreRequest:
            raise
        except Exception as error:
            # whatever the four libraries raise for a body that is not what its header says
            if not reads_as_text(response.body):
                named = encoding.decode("latin-1")[:40]
                raise UnpackError(f"its Content-Encoding is {named}, but its body is neither that nor text") from error
            return as_sent(response)
        if encoding and isinstance(unpacked, Response) and is_cut_off(response.body, encoding):
            return unpacked.replace(flags=[*unpacked.flags, CUT_OFF])
        return unpacked


def as_sent(response: Response) -> Response:
    """Return an answer without the encoding that it claims."""
    headers = response.headers.copy()
    del headers["Content-Encoding"]
    return response.replace(headers=headers, flags=[*response.flags, NOT_PACKED])


def reads_as_text(body: bytes) -> bool:
    """Whether bytes hold none that no text has."""
    return bool(body) and not body[:4096].translate(None, delete=bytes(set(range(256)) - set(_NOT_TEXT)))


def is_cut_off(body: bytes, encoding: bytes = b"gzip") -> bool:
    """Whether a body is packed, with the encoding that was put on it last, and its end is missing."""
    name = encoding.rpartition(b",")[2].strip().lower()
    if body.startswith(_GZIP_MAGIC):
        return not _inflates_to_its_end(body, _GZIP_WINDOW)
    if name == b"deflate":
        return not any(_inflates_to_its_end(body, window) for window in _DEFLATE_WINDOWS)
    if name == b"br":
        return not _unpacks_with_brotli(body)
    return name == b"zstd" and not _unpacks_with_zstd(body)


def _inflates_to_its_end(body: bytes, window: int) -> bool:
    unpacking = zlib.decompressobj(window)
    left = body
    try:
        while left and not unpacking.eof:
            unpacking.decompress(left, _CHUNK)
            left = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return unpacking.eof


def _unpacks_with_brotli(body: bytes) -> bool:
    unpacking = brotli.Decompressor()
    try:
        unpacked = unpacking.process(body, output_buffer_limit=_CHUNK)
        while unpacked and not unpacking.is_finished():
            unpacked = unpacking.process(b"", output_buffer_limit=_CHUNK)
    except brotli.error:
        return False
    return bool(unpacking.is_finished())


def _unpacks_with_zstd(body: bytes) -> bool:
    try:
        with zstd.ZstdFile(io.BytesIO(body)) as unpacking:
            while unpacking.read(_CHUNK):
                pass
    except (EOFError, zstd.ZstdError):
        return False
    return True


def delivery_fault(response: Response) -> str:
    """Return what is wrong with how an answer came, in words; empty where nothing is."""
    return next((words for flag, words in _FAULTS.items() if flag in response.flags), "")


def is_incomplete(response: Response) -> bool:
    """Whether only a part of an answer came; one that ends as a document does had a wrong length."""
    return CUT_OFF in response.flags or (SHORT in response.flags and not is_closed(response.body))


def is_fragment(response: Response) -> bool:
    """Whether so little of an answer came that it cannot be taken for the page."""
    announced = response.headers.get("Content-Length") or b"0"
    length = int(announced) if announced.isdigit() else 0
    short = SHORT in response.flags and not is_closed(response.body)
    return short and (not length or len(response.body) < LEAST_SHARE * length)


def is_closed(body: bytes) -> bool:
    """Whether a body ends as HTML, feeds and JSON end."""
    return _CLOSED.search(body[-200:]) is not None
