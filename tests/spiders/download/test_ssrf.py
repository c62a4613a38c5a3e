"""The crawler keeps to the public web."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from spiders.download.ssrf import (
    NonPublicAddressError,
    NonPublicHostError,
    OffSiteRedirectError,
    PublicResolver,
    PublicWebMiddleware,
    WallRedirectError,
    has_moved,
    is_public_ip,
    refusal,
)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127.0.0.1./",
        "http://0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://192.0.2.1/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:8.8.8.8]:22/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[ff02::1]/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://a.localhost/",
        "http://printer.local/",
        "http://db.internal/",
        "http://intranet/",
        "http://proxy.example/",
        "http://herald.example:22/",
        "http://herald.example:6379/",
        "http://herald.example:99999/",
        "http://me:secret@herald.example/",
        "http://herald.example@127.0.0.1/",
        "http://127%2e0.0.1/",
        "ftp://herald.example/",
        "file:///etc/hostname",
        "http:///nothing",
    ],
)
def test_what_is_not_the_public_web_is_refused_with_a_reason(url: str) -> None:
    assert refusal(url, frozenset({"proxy.example"}))


@pytest.mark.parametrize(
    "url",
    [
        "https://herald.example/a",
        "http://herald.example:8080/",
        "https://herald.example:443/",
        "http://8.8.8.8/",
        "http://[2606:4700::1111]/",
        "https://10.example/",
        "https://localhost.example/",
    ],
)
def test_the_public_web_is_not(url: str) -> None:
    assert refusal(url) == ""


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_in_every_spelling(address: IPv4Address) -> None:
    a, b, c, d = address.packed
    spellings = (str(address), str(int(address)), hex(int(address)), f"{a:#o}.{b}.{c:#x}.{d}".replace("0o", "0"))
    assert {refusal(f"http://{spelling}/") == "" for spelling in spellings} == {is_public_ip(address)}
    mapped = IPv6Address(f"::ffff:{address}")
    assert is_public_ip(mapped) == is_public_ip(address)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert isinstance(refusal(text), str)


def test_a_redirect_may_lead_within_the_sites_of_its_source_only() -> None:
    middleware = PublicWebMiddleware()
    meta = {
        "redirect_urls": ["https://herald.example/a"],
        "within": frozenset({"herald.example"}),
        "download_slot": "x",
    }
    request = Request("https://www.herald.example/b", meta=meta)
    middleware.process_request(request)
    assert "download_slot" not in request.meta
    with pytest.raises(OffSiteRedirectError, match=r"another site: other\.example"):
        middleware.process_request(Request("https://other.example/b", meta=meta))
    middleware.process_request(Request("https://other.example/b", meta=meta | {"within": None}))
    with pytest.raises(NonPublicAddressError, match="it redirects to http://10"):
        middleware.process_request(Request("http://10.0.0.1/b", meta=meta | {"within": None}))


@pytest.mark.parametrize(
    ("urls", "reasons", "followed"),
    [
        (["https://herald.example/feed"], [301], True),
        (["https://herald.example/feed", "http://new.example/feed"], [308, 302], True),
        (["http://herald.example/feed", "https://herald.example/feed"], [302, 301], True),
        (["http://herald.example/feed", "https://herald.example/feed"], [301, 302], False),
        (["https://herald.example/feed", "http://other.example/feed"], [302, 301], False),
    ],
)
def test_a_feed_is_followed_to_another_site_where_each_step_there_is_for_good(
    urls: list[str], reasons: list[int], *, followed: bool
) -> None:
    meta = {"redirect_urls": urls, "redirect_reasons": reasons, "may_move": True}
    assert has_moved(Request("https://new.example/feed", meta=meta)) is followed


def test_a_name_that_leads_inward_is_turned_down() -> None:
    resolver = PublicResolver.__new__(PublicResolver)
    assert resolver.checked("93.184.215.14", "herald.example") == "93.184.215.14"
    with pytest.raises(NonPublicHostError, match=r"rebound\.example leads to 127\.0\.0\.1"):
        resolver.checked("127.0.0.1", "rebound.example")
    assert "127.0.0.1" in PublicResolver.refused_names.pop("rebound.example")


@pytest.mark.parametrize(
    "host", ["[fec0::1]", "[3fff::1]", "192.0.0.9", "192.88.99.1", "[64:ff9b::a00:1]", "[::a00:1]"]
)
def test_reserved_ranges_are_not_the_public_web(host: str) -> None:
    assert "not an address on the public web" in refusal(f"http://{host}/")


@pytest.mark.parametrize(
    "name", ["10.0.0.1.nip.io", "a.127-0-0-1.sslip.io", "7f000001.nip.io", "app-10-0-0-1.traefik.me"]
)
def test_behind_a_proxy_a_name_that_says_a_private_address_is_refused(name: str) -> None:
    assert "a proxy would look it up" in refusal(f"http://{name}/", frozenset({"proxy.example"}))
    assert refusal(f"http://{name}/") == ""


@pytest.mark.parametrize(
    "name", ["news.example", "8.8.8.8.nip.io", "2026-11-28.news.example", "facebook.com", "deadbeef.example"]
)
def test_behind_a_proxy_other_names_may_be_asked(name: str) -> None:
    assert refusal(f"http://{name}/", frozenset({"proxy.example"})) == ""


@pytest.mark.parametrize(
    "url", ["https://herald.example/a", "https://consent.verlag.example/", "https://herald.example/login?next=/a"]
)
def test_a_redirect_to_a_wall_is_not_followed(url: str) -> None:
    request = Request(url, meta={"redirect_urls": ["https://herald.example/a"], "within": None})
    with pytest.raises(WallRedirectError):
        PublicWebMiddleware().process_request(request)
