"""Bytes as text, dates and plain text, as feeds, sitemaps and listings share them."""

from __future__ import annotations

import time

import pytest

from text.markup import describe, plain_text


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
