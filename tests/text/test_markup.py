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


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One <b>two</b></p>",
        "&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;",
        "&amp;lt;p&amp;gt;One two&amp;lt;/p&amp;gt;",
        "<![CDATA[<p>One two</p>]]>",
        "One&amp;nbsp;two",
        "One two <a href='https://x.example/lo",
        'One two &lt;img src="https://x.ex',
    ],
)
def test_no_tag_stays_however_a_feed_escapes_or_cuts_it(markup: str) -> None:
    assert plain_text(markup) == "One two"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3"),
        ("The &lt;p&gt; tag", "The <p> tag"),
        ("R&amp;D", "R&D"),
        ("a < b", "a < b"),
    ],
)
def test_signs_of_which_a_text_tells_stay(markup: str, text: str) -> None:
    assert plain_text(markup) == text
