"""Bytes as text, dates and plain text, as feeds, sitemaps and listings share them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.markup import decode, describe, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("<p>One&nbsp;two</p><p>three <b>f</b>our</p>", "One two three four"),
        ("<script>x<y</script>a<!-- b --><style>c</style> d", "a d"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a<!-- never closed", "a"),
        ("&amp;lt; &#8217;s\u200b\x00", "&lt; ’s"),
    ],
)
def test_markup_becomes_one_line_of_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize("unit", ["<", "<!--", "<script>", "<script", "</a>", "<p", "&", "<a b='"])
def test_hostile_markup_takes_no_time(unit: str) -> None:
    begun = time.process_time()
    plain_text(unit * 20_000)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), "", "é"),
        (b"\xef\xbb\xbf\xc3\xa9", "text/xml; charset=latin-1", "é"),
        ("é".encode("utf-16"), "", "é"),
        (b"\xe9", "text/xml; charset=iso-8859-1", "é"),
        (b'<?xml version="1.0" encoding="windows-1250"?>\x9a', "", '<?xml version="1.0" encoding="windows-1250"?>š'),
        ("é".encode(), "text/xml; charset=us-ascii", "é"),
        (b"caf\xe9 \x93x\x94", "", "café “x”"),
        ("ñ é ü".encode() + b"\xc3", "", "ñ é ü\ufffd"),
        (b"a", "text/xml; charset=punycode", "a"),
        (b"a", "text/xml; charset=nonsense", "a"),
    ],
)
def test_bytes_are_read_by_the_encoding_that_fits(body: bytes, content_type: str, text: str) -> None:
    assert decode(body, content_type) == text


@given(st.binary(max_size=200), st.text(max_size=40))
def test_all_bytes_are_some_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" \n", "empty"),
        ("<!DOCTYPE html><title>", "an HTML page"),
        ('{"a": 1}', "JSON of another kind"),
        ("<?xml version='1.0'?><urlset>", "XML that begins with <urlset>"),
        ("\x89PNG" + "\x00" * 20, "binary data"),
        ("User-agent: *", "plain text"),
    ],
)
def test_a_body_is_named_in_words(text: str, words: str) -> None:
    assert describe(text) == words
