"""Nothing that is printed moves the cursor, changes the colours or turns the direction of what stands around it."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from text.terminal import MAX_LINE_CHARACTERS, printable, printable_lines

ESCAPES = st.sampled_from(
    ["\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\u202e", "\u2066", "\r", "\n", "\x7f", "\ud800", "\u200b"]
)


@given(st.lists(st.one_of(st.text(), ESCAPES)).map("".join))
def test_no_control_is_left(text: str) -> None:
    line = printable(text)
    assert not [char for char in line if unicodedata.category(char) in {"Cc", "Cs"} and char != "\t"]
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    line.encode("utf-8")


def test_plain_text_stays_as_it_is() -> None:
    assert printable("Hatol sa Cebú: 15 taon – „gut“\t中文") == "Hatol sa Cebú: 15 taon – „gut“\t中文"


def test_a_long_line_is_cut() -> None:
    assert len(printable("a" * 5_000_000)) <= MAX_LINE_CHARACTERS + 2


def test_lines_stay_lines() -> None:
    assert printable_lines("a\x1b[1m\nb") == "a [1m\nb"
    assert printable_lines("x\n" * 1000).count("\n") < 100
