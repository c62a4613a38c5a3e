"""Addresses as they are fetched, and whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.text.urls.urls import WILD
from text.urls.canonical import canonical_url, unwrap_url
from text.urls.parsing import MAX_ADDRESS_CHARACTERS, AddressError, clean_url, host_of, registered_domain, same_site


@pytest.mark.parametrize(
    ("written", "fetched"),
    [
        ("HTTP://Post.Example", "http://post.example/"),
        (" \ufeffhttps://post.example/a\u200bb\n", "https://post.example/ab"),
        ("https://post.example:443/a#top", "https://post.example/a"),
        ("http://post.example:8080/a", "http://post.example:8080/a"),
        ("https://post.example/a b/%7euser/%c3%a9/é", "https://post.example/a%20b/~user/%C3%A9/%C3%A9"),
        ("https://post.example/100%/a", "https://post.example/100%25/a"),
        ("https://post.example/a/../b/./c", "https://post.example/b/c"),
        ("https://post.example/a?b=1&utm_source=x&a=%7e", "https://post.example/a?b=1&utm_source=x&a=%7e"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://user:secret@post.example/", "https://post.example/"),
        ("https://post.example/%EF%BB%BFstory", "https://post.example/%EF%BB%BFstory"),
    ],
)
def test_an_address_is_cleaned_for_fetching(written: str, fetched: str) -> None:
    assert clean_url(written) == fetched


@pytest.mark.parametrize(
    "text",
    [
        *("", "post.example/a", "//post.example/a", "/a", "ftp://post.example/", "mailto:desk@post.example"),
        *("javascript:void(0)", "http://", "http:///a", "http://a b/", "http://post.example:99999/", "https://[zz]/"),
        *(
            "http://post..example/",
            f"https://post.example/{'a' * MAX_ADDRESS_CHARACTERS}",
            f"https://{'a.' * 130}example/",
        ),
        "https://post.example" + "/amp.amp" * 400,
    ],
)
def test_what_is_no_web_address_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(AddressError, match=r"is|goes"):
        canonical_url(text)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://newsinfo.inquirer.example/a", "inquirer.example"),
        ("https://www.doj.gov.ph/", "doj.gov.ph"),
        ("https://news.post.com.ph/", "post.com.ph"),
        ("https://a.b.post.co.uk:8080/", "post.co.uk"),
        ("https://diary.blogspot.com/", "diary.blogspot.com"),
        ("https://gov.ph/", "gov.ph"),
        ("http://127.0.0.1:99/", "127.0.0.1"),
        ("http://[::1]/", "[::1]"),
        ("http://localhost/", "localhost"),
    ],
)
def test_a_host_belongs_to_the_domain_that_was_registered(url: str, domain: str) -> None:
    assert registered_domain(url) == domain


def test_hosts_and_sites_are_told_apart() -> None:
    assert host_of("HTTPS://WWW.Post.example:8080/a") == "www.post.example"
    assert same_site("https://www.post.example/", "http://cebu.post.example/a")
    assert not same_site("https://doj.gov.ph/", "https://dswd.gov.ph/")


@given(WILD)
def test_a_clean_address_is_clean(url: str) -> None:
    try:
        address = clean_url(url)
    except AddressError:
        return
    assert clean_url(address) == address
    assert unwrap_url(unwrap_url(url)) == unwrap_url(url)
    assert host_of(address) == host_of(url)
    assert host_of(url).endswith(registered_domain(url))


@pytest.mark.parametrize(
    ("host", "ascii_host"),
    [
        ("straße.example", "xn--strae-oqa.example"),
        ("STRASSE.example", "strasse.example"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("faß。example", "xn--fa-hia.example"),
        ("i❤.example", "xn--i-7iq.example"),
    ],
)
def test_an_international_host_is_spelled_as_browsers_ask_for_it(host: str, ascii_host: str) -> None:
    assert host_of(f"https://{host}/a") == ascii_host
