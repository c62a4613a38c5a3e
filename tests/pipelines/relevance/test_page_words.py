"""The native words of a page are those of the Python version, byte for byte, whatever the page is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.relevance.page_words import BREAK, native_words_of, page_words, words_of
from tests.sampleweb.world import load

SAMPLES = [reply.body for reply in load().values()]
#: what the rules look for, so that pages of them come near every rule
PIECES = (
    *(
        b"<",
        b">",
        b"</",
        b"script",
        b"style",
        b"<script ",
        b"</script>",
        b"<style>",
        b"</style>",
        b"<!--",
        b"-->",
        b"--!>",
    ),
    *(
        b"-",
        b"!",
        b"<!-->",
        b"ld",
        b"+json",
        b"application/ld+json",
        b"'",
        b"&",
        b"#",
        b"x",
        b"65",
        b"8217",
        b";",
        b"nbsp",
    ),
    *(b"shy", b"amp", b"_", rb"\u", rb"\u0041", rb"\u003c", rb"\u001f", b"00", b"4f", b"p", b"div", b"<p>", b"<div/>"),
    *(
        b"<meta",
        b"meta",
        b"<![",
        b"h1",
        b"<h1/",
        b"tfoot",
        b"<td>",
        b"<b>",
        b"A",
        b"Z",
        b"\xc3\xa4",
        b"\xff",
        b"?",
        b"/",
    ),
    *(b"a", b"hr", b"<HR>", b"<SCRIPT>", b"</SCRIPT", b"&#0", b"&#x", b"&#X", b"0", b"7a", b" ", b"\n", b"\0", BREAK),
    *(b"\t", b"\x0b", b"<meta ", b"<div class=a>", b"</p >"),
)


def check(page: bytes) -> None:
    if native_words_of is None:
        pytest.skip("the native version was not built: there was no compiler")
    words = native_words_of(page)
    assert words is None or words == words_of(page)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_pages_of_what_the_rules_look_for(page: bytes) -> None:
    check(page)


@given(st.binary(max_size=200))
def test_pages_of_any_bytes(page: bytes) -> None:
    check(page)


def test_real_pages() -> None:
    for page in SAMPLES:
        check(page)


@pytest.mark.parametrize("written", [b"&#111;saec", b"&#x6F;saec", b"&#0079;SAEC", b"\\u0026#111;saec"])
def test_what_the_native_version_leaves_to_the_other_is_read_all_the_same(written: bytes) -> None:
    assert page_words(b"<p>" + written + b"</p>") == BREAK + b"osaec" + BREAK


def test_the_python_version_serves_where_nothing_was_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.relevance.page_words.native_words_of", None)
    assert [page_words(page) for page in SAMPLES[:5]] == [words_of(page) for page in SAMPLES[:5]]


def test_many_open_tags_take_no_longer_than_their_number() -> None:
    assert page_words(b"<a " * 100_000 + b">").split() == [b"a"] * 99_999
