"""Only text is downloaded."""

from __future__ import annotations

import pytest

from spiders.download.text_only import is_text


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


def test_a_sitemap_may_be_packed_and_a_picture_may_not() -> None:
    assert is_text("application/gzip", packed=True)
    assert not is_text("application/gzip")
    assert not is_text("image/png", packed=True)
