"""Which requests are answered: under which names, on whose behalf, and how large."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.security.request_checks import (
    MAX_BODY_BYTES,
    BodyTooLargeError,
    Message,
    bounded,
    is_expected_host,
    is_foreign_subresource,
    is_too_large,
)


def scope(method: str = "GET", **headers: str) -> Message:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": method, "headers": named}


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8001", "localhost", "LOCALHOST:80", "[::1]:8001", "127.9.9.9"]
)
def test_names_of_this_machine_are_expected(host: str) -> None:
    assert is_expected_host(host, frozenset())


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.1.2", "[::]", "[::2]"]
)
def test_other_names_are_not(host: str) -> None:
    assert not is_expected_host(host, frozenset())


def test_a_configured_name_is_expected_with_any_port() -> None:
    assert is_expected_host("News.Example:8443", frozenset({"news.example"}))
    assert not is_expected_host("news.example.evil.test", frozenset({"news.example"}))


@given(st.text(max_size=60))
def test_no_host_is_an_error(host: str) -> None:
    assert is_expected_host(host, frozenset({"news.example"})) in {True, False}


def test_a_link_from_elsewhere_leads_here() -> None:
    followed = {"sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert not is_foreign_subresource(scope(sec_fetch_site="cross-site", **followed))
    assert is_foreign_subresource(scope("POST", sec_fetch_site="cross-site", **followed))


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(("mode", "dest"), [("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")])
def test_a_page_elsewhere_reads_nothing(site: str, mode: str, dest: str) -> None:
    assert is_foreign_subresource(scope(sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=dest))


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_pages_and_typed_addresses_may(site: str) -> None:
    assert not is_foreign_subresource(scope(sec_fetch_site=site, sec_fetch_mode="cors", sec_fetch_dest="empty"))
    assert not is_foreign_subresource(scope())


@pytest.mark.parametrize("length", [str(MAX_BODY_BYTES + 1), "9" * 5000, "-1", "ten", "1e3", "٣"])
def test_too_long_or_unreadable_lengths_are_refused(length: str) -> None:
    assert is_too_large({"headers": [(b"content-length", length.encode("utf-8"))]})


def test_a_body_is_received_until_it_is_too_large() -> None:
    async def receive() -> Message:
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    async def receive_all(times: int) -> None:
        limited = bounded(receive)
        for _ in range(times):
            await limited()

    asyncio.run(receive_all(MAX_BODY_BYTES // 1000))
    with pytest.raises(BodyTooLargeError):
        asyncio.run(receive_all(MAX_BODY_BYTES // 1000 + 1))
