"""Addresses as they are fetched, as identities, and the ones that pages declare."""

from __future__ import annotations

import string
import time
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from text.urls.canonical import (
    LONGEST,
    AddressError,
    canonical,
    clean,
    host,
    looks_like_article,
    registered_domain,
    same_site,
    sound_canonical,
    unwrap,
)

PAGE = "https://post.example/nation/four-children-safe-in-cebu"

# addresses put together from the pieces that the rules are about, besides wild text
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "/",
                "//",
                "/amp",
                "/amp/story",
                ".amp",
                ".html",
                "/index.php",
                "/.",
                "/..",
                ";sid=1",
                "%20",
                " ",
                "+",
                "%",
            ),
            *("%2e", "%EF%BB%BF", "\ufeff", "%zz", "%25", "%34", "1", "é", "?", "&", "&amp;", "=", "#", "@", ":", "\\"),
            *("a", "amp", "utm_x=1", "p=1", "b", "url=https://post.example/x", "/url", "/s/post.example/", "%2F", "\t"),
        ]
    ),
    max_size=12,
).map("".join)
HOSTS = st.sampled_from(
    [
        *(
            "post.example",
            "www.post.example",
            "m.www.doj.gov.ph",
            "WWW.GOOGLE.com",
            "google.com",
            "amp.www.gov.ph",
            "amp",
        ),
        *(
            "x.cdn.ampproject.org",
            "127.0.0.1",
            "[::1]",
            "bücher.example",
            "post.example.:443",
            "u:p@post.example:80",
            "",
        ),
    ]
)
WILD = st.one_of(
    st.text(max_size=60),
    st.builds("{}{}{}".format, st.sampled_from(["http://", "https://", "HTTP://", " https://", "//"]), HOSTS, PIECES),
    st.builds("https://{}/{}".format, st.text(string.printable, max_size=20), st.text(max_size=30)),
)


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
    assert clean(written) == fetched


@pytest.mark.parametrize(
    "text",
    [
        *("", "post.example/a", "//post.example/a", "/a", "ftp://post.example/", "mailto:desk@post.example"),
        *("javascript:void(0)", "http://", "http:///a", "http://a b/", "http://post.example:99999/", "https://[zz]/"),
        *("http://post..example/", f"https://post.example/{'a' * LONGEST}", f"https://{'a.' * 130}example/"),
        "https://post.example" + "/amp.amp" * 400,
    ],
)
def test_what_is_no_web_address_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(AddressError, match=r"is|goes"):
        canonical(text)


@pytest.mark.parametrize(
    "variant",
    [
        *("http://post.example/a/story", "https://www.post.example/a/story/", "https://m.post.example/a/story"),
        *("https://amp.post.example/a/story", "https://qa.post.example/a/story", "https://mirror.post.example/a/story"),
        *("https://post.example/a/story/amp", "https://post.example/a/story/amp/", "https://post.example/amp/a/story"),
        *(
            "https://post.example/amp/story/a/story",
            "https://post.example/a/story?amp=1",
            "https://post.example/a/story?amp",
        ),
        *(
            "https://post.example/a/story?outputType=amp",
            "https://post.example/a/story.amp",
            "https://post.example/a//story",
        ),
        *(
            "https://post.example/a/story/index.html",
            "https://post.example/index.php/a/story",
            "https://post.example:443/a/story",
        ),
        *(
            "https://post.example/a/%EF%BB%BFstory",
            "https://post.example/a/\ufeffstory",
            "https://post.example/a/%73tory",
        ),
        *(
            "https://post.example/a/story%20",
            "https://post.example/a/story;jsessionid=0A1B",
            "https://post.example/a/story#c",
        ),
        "https://post.example/a/story?utm_source=rss&utm_medium=feed&fbclid=x&gclid=y&ico=z&ref=home&mc_cid=1&CMP=share",
        "https://post.example/a/story?PHPSESSID=0123456789abcdef&sid=0a1b2c3d4e5f60718293&replytocom=5&share=facebook&nb=1",
        "https://post.example/a/story?source=rss&from=home&print=1&m=1&_=1700000000",
        "https://www.google.com/amp/s/amp.post.example/a/story/",
        "https://post-example.cdn.ampproject.org/c/s/post.example/a/story/amp",
        "https://www.google.com/url?rct=j&sa=t&url=https://post.example/a/story&ct=ga",
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fpost.example%2fa%2fstory&mkt=en-ph",
    ],
)
def test_all_variants_of_a_page_have_one_identity(variant: str) -> None:
    assert canonical(variant) == "https://post.example/a/story"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://post.example/?p=1", "https://post.example/?p=2"),
        ("https://post.example/news.php?id=1", "https://post.example/news.php?id=2"),
        ("https://post.example/a?sid=1001", "https://post.example/a?sid=1002"),
        ("https://post.example/a?cid=7", "https://post.example/a?cid=8"),
        ("https://post.example/a?source=12", "https://post.example/a?source=13"),
        ("https://post.example/a?page=2", "https://post.example/a"),
        ("https://post.example/a%2Fb", "https://post.example/a/b"),
        ("https://cebu.post.example/a", "https://post.example/a"),
        ("https://post.example:8080/a", "https://post.example/a"),
        ("https://dev.ph/a", "https://test.ph/a"),
        ("https://post.example/A", "https://post.example/a"),
        ("https://post.example/amp", "https://post.example/"),
    ],
)
def test_different_pages_stay_different(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_order_and_writing_of_a_query_do_not_matter() -> None:
    assert canonical("https://post.example/a?b=x+y&amp;a=%7e&c=") == canonical("https://post.example/a?c&a=~&b=x%20y")


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
    assert host("HTTPS://WWW.Post.example:8080/a") == "www.post.example"
    assert same_site("https://www.post.example/", "http://cebu.post.example/a")
    assert not same_site("https://doj.gov.ph/", "https://dswd.gov.ph/")


def test_a_forwarding_address_without_a_page_in_it_stays_itself() -> None:
    assert unwrap("https://www.google.com/url?url=javascript:1") == "https://www.google.com/url?url=javascript:1"


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://a.example/2024/06/15/couple-held",
            "https://a.example/2021/0527_senator1.asp",
            "https://a.example/?p=416985",
        ),
        *("https://a.example/news/nation/961730/slug/story", "https://a.example/articles/1219537", PAGE),
        *(
            "https://a.example/2024/4/26/slug",
            "https://a.example/world/2024/jun/15/slug",
            "https://a.example/x-c-16879335",
        ),
    ],
)
def test_addresses_of_articles_are_known_by_their_shape(url: str) -> None:
    assert looks_like_article(url)


@pytest.mark.parametrize(
    "url",
    [
        *("https://a.example/", "https://a.example/news", "https://a.example/2024/06/", "https://a.example/?page=2"),
        *("https://a.example/tag/online-safety-for-children", "https://a.example/privacy-policy-and-terms-of-use"),
        *("https://a.example/author/12345/", "https://a.example/about-us-and-our-work"),
    ],
)
def test_addresses_of_lists_and_small_print_are_not(url: str) -> None:
    assert not looks_like_article(url)


@pytest.mark.parametrize(
    ("page", "declared", "believed"),
    [
        (PAGE + "/amp", PAGE, PAGE),
        (PAGE + "?utm_source=x", "/nation/four-children-safe-in-cebu", PAGE),
        ("https://m.post.example/nation/four-children-safe-in-cebu", PAGE, PAGE),
        (PAGE, " //www.post.example/nation/four-children-safe-in-cebu ", PAGE.replace("post", "www.post", 1)),
        ("https://post.example/?p=41698", PAGE, PAGE),
        (PAGE, "https://post.example/2024/05/01/four-children-safe-in-cebu", "https://post.example/2024/05/01/four-children-safe-in-cebu"),
        ("https://post.example/stories/hope?x=1&amp=1", "https://post.example/stories/hope?x=1", "https://post.example/stories/hope?x=1"),
    ],
)  # fmt: skip
def test_a_sound_declaration_is_believed(page: str, declared: str, believed: str) -> None:
    assert sound_canonical(page, declared) == believed


@pytest.mark.parametrize(
    ("page", "declared"),
    [
        *((PAGE, ""), (PAGE, "  "), (PAGE, "javascript:1"), (PAGE, "http://["), ("no address", PAGE)),
        *(
            (PAGE, "https://post.example/"),
            (PAGE, "https://post.example/nation"),
            (PAGE, "https://post.example/nation/"),
        ),
        (PAGE, "https://other.example/nation/four-children-safe-in-cebu"),
        ("https://doj.gov.ph/a/four-children-safe-in-cebu", "https://dswd.gov.ph/a/four-children-safe-in-cebu"),
        (PAGE, "https://post.example/business/banks-report-a-better-year"),
        ("https://post.example/news.php?id=5", "https://post.example/news.php"),
        ("https://post.example/articles/1219537", "https://post.example/articles/1219538"),
        ("https://post.example/stories/hope", "https://post.example/stories"),
        (PAGE, "https://localhost/nation/four-children-safe-in-cebu"),
    ],
)
def test_a_template_s_declaration_is_not(page: str, declared: str) -> None:
    assert sound_canonical(page, declared) is None


@given(WILD)
@example("https://m.google.com/url/?url=https://m.google.com/url?url=https://post.example/amp/")
@example("https://www.google.com/amp/amp/s/post.example/url?url=x")
@example("http://post.example:443/%%34%31/amp/index.html")
@example("http://post.example/?a&amp;amp;b")
@example("http://post.example/..amp")
@example("http://post.example/.;sid=1")
def test_an_identity_is_its_own_identity(url: str) -> None:
    try:
        identity = canonical(url)
    except AddressError:
        return
    assert canonical(identity) == identity
    assert canonical(clean(url)) == identity
    assert identity.isascii()
    assert not set(identity) & set(string.whitespace)


@given(WILD)
def test_a_clean_address_is_clean(url: str) -> None:
    try:
        address = clean(url)
    except AddressError:
        return
    assert clean(address) == address
    assert unwrap(unwrap(url)) == unwrap(url)
    assert host(address) == host(url)
    assert host(url).endswith(registered_domain(url))


@given(WILD, WILD)
def test_no_declaration_breaks_the_check(page: str, declared: str) -> None:
    believed = sound_canonical(page, declared)
    assert believed is None or same_site(page, believed)


@pytest.mark.parametrize(
    "piece", ["/amp", ".amp", "%20", "/", "/..", "%", "&a=1", ";sid=1", "%EF%BB%BF", "-a", "é", "."]
)
def test_no_address_takes_long(piece: str) -> None:
    begun = time.process_time()
    for start in ("https://post.example/a", "https://post.example/?a"):
        sound_canonical(start + piece * 300, start)
        with suppress(AddressError):
            canonical((start + piece * 4000)[:LONGEST])
    assert time.process_time() - begun < 0.5
