"""Nothing but text is downloaded: an answer of another kind is cut off at its headers or its first bytes."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers

from text.signatures import detect_signature

#: kinds that articles, feeds and sitemaps come in
TEXT = ("text/", "application/xml", "application/json")
#: sitemaps are also sent packed
PACKED = ("application/gzip", "application/x-gzip", "application/octet-stream")


def is_text(content_type: str, *, packed: bool = False) -> bool:
    """Whether a Content-Type may be downloaded; an answer without one may. ``packed`` allows gzip as well."""
    kind = content_type.partition(";")[0].strip().lower()
    if not kind or kind.startswith(TEXT) or kind.endswith(("+xml", "+json")):
        return kind != "image/svg+xml"
    return packed and kind in PACKED


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
