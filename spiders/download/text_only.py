"""Nothing but text is downloaded: an answer of another kind is cut off at its headers or its first bytes."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers

from text.signatures import detect_signature, is_pdf

#: kinds that articles come in
TEXT = ("text/", "application/xml", "application/json")


def is_text(content_type: str) -> bool:
    """Whether a Content-Type may be a page's; an answer without one may."""
    kind = content_type.partition(";")[0].strip().lower()
    if not kind or kind.startswith(TEXT) or kind.endswith(("+xml", "+json")):
        return kind != "image/svg+xml"
    return False


class TextOnly:
    """A Scrapy extension that cuts off answers that are no text; the request fails with StopDownload.

    Feeds, sitemaps and robots.txt are sent as anything, from text/html to application/octet-stream: of a request
    with ``meta["any_type"]`` only the first bytes decide. With ``meta["pdf"]`` a PDF comes through too.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls()
        crawler.signals.connect(extension.headers_received, signal=signals.headers_received)
        crawler.signals.connect(extension.bytes_received, signal=signals.bytes_received)
        return extension

    def headers_received(self, headers: Headers, request: Request) -> None:
        request.meta.pop("begun", None)
        content_type = (headers.get("Content-Type") or b"").decode("latin-1")
        if not request.meta.get("any_type") and not is_text(content_type):
            raise StopDownload(fail=True)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Look at the first bytes; what comes packed shows itself only when it has been unpacked."""
        if not request.meta.get("begun"):
            request.meta["begun"] = True
            if detect_signature(data) and not (request.meta.get("pdf") and is_pdf(data)):
                raise StopDownload(fail=True)
