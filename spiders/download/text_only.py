"""Nothing but text is downloaded: an answer of another kind is cut off at its headers or its first bytes."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers

#: kinds that articles, feeds and sitemaps come in
TEXT = ("text/", "application/xml", "application/json")
#: sitemaps are also sent packed
PACKED = ("application/gzip", "application/x-gzip", "application/octet-stream")
#: how media and documents begin, at an offset in bytes, whatever they are sent as
SIGNATURES = (
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (8, b"WEBP", "a WebP picture"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyphei", "a HEIF picture"),
    (4, b"ftyp", "a film"),
    (0, b"\x1aE\xdf\xa3", "a film"),
    (0, b"FLV\x01", "a film"),
    (8, b"AVI ", "a film"),
    (0, b"\x00\x00\x01\xba", "a film"),
    (0, b"OggS", "a recording"),
    (0, b"ID3", "a recording"),
    (0, b"fLaC", "a recording"),
    (8, b"WAVE", "a recording"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
)


def is_text(content_type: str, *, packed: bool = False) -> bool:
    """Whether a Content-Type may be downloaded; an answer without one may. ``packed`` allows gzip as well."""
    kind = content_type.partition(";")[0].strip().lower()
    if not kind or kind.startswith(TEXT) or kind.endswith(("+xml", "+json")):
        return kind != "image/svg+xml"
    return packed and kind in PACKED


def detect_signature(body: bytes) -> str:
    """What a body is, by its first bytes, where it is no text; empty where it may be."""
    for offset, signature, kind in SIGNATURES:
        if body.startswith(signature, offset) and (signature != b"BM" or b"\x00" in body[:16]):
            return kind
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in start):
        return "an SVG picture"
    return ""


class TextOnly:
    """A Scrapy extension that cuts off answers that are no text; the request fails with StopDownload."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls()
        crawler.signals.connect(extension.headers_received, signal=signals.headers_received)
        crawler.signals.connect(extension.bytes_received, signal=signals.bytes_received)
        return extension

    def headers_received(self, headers: Headers, request: Request) -> None:
        request.meta.pop("begun", None)
        content_type = (headers.get("Content-Type") or b"").decode("latin-1")
        if not is_text(content_type, packed=request.meta.get("may_be_packed", False)):
            raise StopDownload(fail=True)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Look at the first bytes; what comes packed shows itself only when it has been unpacked."""
        if not request.meta.get("begun"):
            request.meta["begun"] = True
            if detect_signature(data):
                raise StopDownload(fail=True)
