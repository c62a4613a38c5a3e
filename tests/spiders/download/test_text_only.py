"""Only text is downloaded."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.exceptions import StopDownload
from scrapy.http import Headers

from spiders.download.text_only import TextOnly, is_text


@pytest.mark.parametrize(
    "kind",
    [
        "text/html; charset=utf-8",
        "application/xhtml+xml",
        "application/rss+xml",
        "application/feed+json",
        "application/json",
        "TEXT/PLAIN",
        "",
    ],
)
def test_pages_feeds_and_sitemaps_are_text(kind: str) -> None:
    assert is_text(kind)


@pytest.mark.parametrize(
    "kind", ["image/jpeg", "image/svg+xml", "video/mp4", "audio/mpeg", "application/pdf", "application/octet-stream"]
)
def test_pictures_media_and_documents_are_not(kind: str) -> None:
    assert not is_text(kind)


class TestTextOnly:
    def test_a_page_is_cut_off_at_its_headers(self) -> None:
        with pytest.raises(StopDownload):
            TextOnly().headers_received(
                Headers({"Content-Type": "application/octet-stream"}), Request("https://a.example/")
            )

    @pytest.mark.parametrize(
        "kind", ["application/octet-stream", "binary/octet-stream", "application/x-gzip", "image/png", "content-type"]
    )
    def test_of_a_feed_only_the_first_bytes_decide(self, kind: str) -> None:
        request = Request("https://a.example/feed", meta={"any_type": True})
        TextOnly().headers_received(Headers({"Content-Type": kind}), request)
        TextOnly().bytes_received(b"<?xml version='1.0'?><rss>", request)
        request.meta.pop("begun")
        with pytest.raises(StopDownload):
            TextOnly().bytes_received(b"\xff\xd8\xff\xe0 a picture", request)
