from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.safe_text import (
    display_host,
    displayable,
    mark,
    mentions,
    opening,
    paragraphs,
    snippet,
    web_address,
)

TAGS = re.compile(r"</?(mark|u)>")


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("OSEC and osec.", ["osec"], "<mark>OSEC</mark> and <mark>osec</mark>."),
        ("Closeness", ["close"], "Closeness"),
        ("two reports", ["report"], "two <mark>reports</mark>"),
        ("child-safety\nrule", ["child safety rule"], "<mark>child-safety\nrule</mark>"),
        ("online sexual exploitation", ["sexual", "online sexual"], "<mark>online sexual</mark> exploitation"),
        ("<b>osec</b>", ["osec"], "&lt;b&gt;<mark>osec</mark>&lt;/b&gt;"),
        ("a (b)", ["(", "", "*"], "a (b)"),
        ("survivors, not revival", ["surviv*"], "<mark>survivors</mark>, not revival"),
    ],
)
def test_terms_are_marked_and_all_else_escaped(text: str, terms: list[str], expected: str) -> None:
    assert mark(text, terms) == expected


def test_sentences_are_set_off_with_their_terms_marked() -> None:
    shown = mark("Before. A <b>child</b> was paid for. After.", ["child"], ["A <b>child</b> was paid for."])
    assert shown == "Before. <u>A &lt;b&gt;<mark>child</mark>&lt;/b&gt; was paid for</u>. After."


@given(st.text(), st.lists(st.text()), st.lists(st.text()))
def test_marking_adds_nothing_but_marks(text: str, terms: list[str], sentences: list[str]) -> None:
    bare = TAGS.sub("", mark(text, terms, sentences))
    assert bare == str(mark(text, []))
    assert "<" not in bare


@given(st.text(alphabet="a<&\x02\x03 "))
def test_snippets_are_escaped(text: str) -> None:
    assert "<" not in TAGS.sub("", snippet(text))


def test_snippets_mark_hits() -> None:
    assert snippet("the \x02court\x03 & more") == "the <mark>court</mark> &amp; more"


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/path"),
        *("", None, "http:", "https:///path", "http://[", "mailto:a@b.example", "java\nscript:alert(1)"),
    ],
)
def test_only_the_web_is_linked_to(address: str | None) -> None:
    assert web_address(address) == ""


def test_web_addresses_are_linked_to() -> None:
    assert web_address(" https://a.example/x?y=1 ") == "https://a.example/x?y=1"
    assert display_host("https://www.a.example/x") == "a.example"
    assert display_host("javascript:alert(1)") == ""


def test_plain_text_has_no_unseen_characters() -> None:
    assert displayable("a\u202eb\u2066c\x00d\ne") == "abcd\ne"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court heard the case for nine hours. It goes on.", "The court heard the case for nine hours."),
        ("The law costs the platforms 3.5 million a year. More.", "The law costs the platforms 3.5 million a year."),
        ("“We will not stop before every child is safe.” She left.", "“We will not stop before every child is safe.”"),
        (
            "Atty. Reyes of the bureau gave the yearly figures. More.",
            "Atty. Reyes of the bureau gave the yearly figures.",
        ),
        ("no end", "no end"),
        ("", ""),
    ],
)
def test_the_lead_is_the_first_sentence(text: str, expected: str) -> None:
    assert opening(text) == expected


def test_a_long_lead_is_cut_at_a_word() -> None:
    words = opening("word " * 200)
    assert len(words) <= 283
    assert words.endswith("word …")


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert paragraphs("one\nstill one\n\n\n\ntwo\n\n ") == ["one\nstill one", "two"]


def test_a_term_is_mentioned_as_a_whole_word() -> None:
    assert mentions("An OSEC case", "osec")
    assert not mentions("An OSEC case", "case law")
