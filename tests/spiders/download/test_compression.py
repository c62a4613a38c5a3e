"""Answers that did not come as their headers say."""

from __future__ import annotations

import gzip
import zlib

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from spiders.download.compression import (
    LenientCompressionMiddleware,
    UnpackError,
    delivery_fault,
    is_closed,
    is_cut_off,
    is_fragment,
    is_incomplete,
)

TEXT = b"<html><p>The council met on Monday and voted for the shelter. " * 40


def through(body: bytes, encoding: str) -> Response:
    middleware = LenientCompressionMiddleware.from_crawler(get_crawler(settings_dict={"DOWNLOAD_MAXSIZE": 100_000}))
    headers = {"Content-Encoding": encoding} if encoding else {}
    request = Request("https://herald.example/a")
    answer = middleware.process_response(request, HtmlResponse(request.url, headers=headers, body=body))
    assert isinstance(answer, Response)
    return answer


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), "x-gzip"),
        (zlib.compress(TEXT), "deflate"),
        (brotli.compress(TEXT), "br"),
        (TEXT, ""),
        (TEXT, "utf-8"),
        (TEXT, "identity"),
    ],
    ids=["gzip", "x-gzip", "deflate", "br", "none", "charset", "identity"],
)
def test_what_is_packed_as_it_says_is_unpacked(body: bytes, encoding: str) -> None:
    answer = through(body, encoding)
    assert answer.body == TEXT
    assert not delivery_fault(answer)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "br", "zstd"])
def test_what_is_packed_in_name_only_is_read_as_it_is(encoding: str) -> None:
    answer = through(TEXT, encoding)
    assert answer.body == TEXT
    assert "is not" in delivery_fault(answer)
    assert not is_incomplete(answer)


LONG = b" ".join(b"The council met on day %d and voted for shelter %d." % (n, n * n) for n in range(900))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(LONG), "gzip"),
        (zlib.compress(LONG), "deflate"),
        (zlib.compress(LONG, wbits=-15), "deflate"),
        (brotli.compress(LONG), "br"),
        (zstd.compress(LONG), "zstd"),
    ],
    ids=["gzip", "deflate", "bare deflate", "br", "zstd"],
)
def test_what_is_cut_off_is_read_as_far_as_it_came(body: bytes, encoding: str) -> None:
    assert not delivery_fault(through(body, encoding))
    answer = through(body[: len(body) * 9 // 10], encoding)
    assert LONG.startswith(answer.body[:100])
    assert is_incomplete(answer)
    assert "cut off" in delivery_fault(answer)


def test_what_is_neither_packed_nor_text_is_refused_in_words() -> None:
    with pytest.raises(UnpackError, match="its Content-Encoding is gzip"):
        through(bytes(range(256)) * 4, "gzip")


def test_a_bomb_stays_a_bomb() -> None:
    with pytest.raises(IgnoreRequest, match="exceeded"):
        through(gzip.compress(b"<html>" + bytes(1_000_000)), "gzip")


def test_a_whole_file_in_two_parts_is_not_cut_off() -> None:
    assert not is_cut_off(gzip.compress(TEXT) + gzip.compress(TEXT))
    assert not is_cut_off(TEXT)
    assert is_cut_off(gzip.compress(TEXT)[:40])


def short(body: bytes, announced: int) -> Response:
    return Response(
        "https://herald.example/a", headers={"Content-Length": str(announced)}, body=body, flags=["dataloss"]
    )


def test_a_wrong_length_is_told_from_a_page_that_broke_off() -> None:
    whole = short(b"<html><p>The council met.</p></html>\n", 5_000)
    assert not is_incomplete(whole)
    assert not is_fragment(whole)
    assert delivery_fault(whole)
    most, little = short(TEXT, len(TEXT) + 100), short(TEXT, len(TEXT) * 3)
    assert is_incomplete(most)
    assert not is_fragment(most)
    assert is_fragment(little)


@pytest.mark.parametrize("body", [b"<rss></rss>", b"</BODY> </HTML>", b'{"a": 1}', b"</urlset><!-- cached -->"])
def test_documents_end_so(body: bytes) -> None:
    assert is_closed(body)
