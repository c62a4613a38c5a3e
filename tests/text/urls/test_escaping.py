"""Escapes, invisible characters and dots in addresses."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.urls.escaping import escaped, quoted, visible, visible_escapes, without_dots


def test_what_cannot_be_seen_goes() -> None:
    assert visible(" \ufeffa\u200b\u00ad\t\nb\ud800\x00\u00a0") == "ab"
    assert visible_escapes("%EF%BB%BFa%E2%80%8B%00%C2%AD%C3%A9") == "a%C3%A9"


def test_the_escapes_that_go_are_those_of_the_characters_that_go() -> None:
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code <= 0xDFFF and not chr(code).isspace()]
    assert [one for one in characters if not visible(one)] == [
        one for one in characters if not visible_escapes(quote(one))
    ]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("a b", "a%20b"),
        ("%7e%41", "~A"),
        ("%c3%a9", "%C3%A9"),
        ("é", "%C3%A9"),
        ("%2f%", "%2F%25"),
        ("%%34%31", "%2541"),
    ],
)
def test_escapes_have_one_spelling(written: str, normal: str) -> None:
    assert escaped(written) == normal


@given(st.text(max_size=40))
def test_escaping_twice_changes_nothing(text: str) -> None:
    assert escaped(escaped(text)) == escaped(text)
    assert quoted(quoted(text)) == quoted(text)
    assert escaped(text).isascii()


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("/a/./b", "/a/b"),
        ("/a/../b", "/b"),
        ("/../../a", "/a"),
        ("/a/..", "/"),
        ("/a/.", "/a/"),
        ("/.a/b..", "/.a/b.."),
    ],
)
def test_steps_back_are_taken(path: str, short: str) -> None:
    assert without_dots(path) == short
