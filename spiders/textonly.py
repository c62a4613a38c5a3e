"""Nothing but text is downloaded: an answer of another kind is cut off at its headers."""

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


def is_text(content_type: str, *, packed: bool = False) -> bool:
    """Whether a Content-Type may be downloaded; an answer without one may. ``packed`` allows gzip as well."""
    kind = content_type.partition(";")[0].strip().lower()
    if not kind or kind.startswith(TEXT) or kind.endswith(("+xml", "+json")):
        return kind != "image/svg+xml"
    return packed and kind in PACKED


class TextOnly:
    """Cuts off answers that are no text, as a Scrapy extension; the request fails with StopDownload."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls()
        crawler.signals.connect(extension.headers_received, signal=signals.headers_received)
        return extension

    def headers_received(self, headers: Headers, request: Request) -> None:
        content_type = (headers.get("Content-Type") or b"").decode("latin-1")
        if not is_text(content_type, packed=request.meta.get("may_be_packed", False)):
            raise StopDownload(fail=True)
