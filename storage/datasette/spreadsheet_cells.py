"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

from text.unicode import BIDI_MARKS, C1_CONTROLS, ZERO_WIDTH

#: spreadsheets run what begins like this, also after blanks, controls and characters of no width;
#: a plain number is left alone
FORMULA = re.compile(rf"[\s\x00-\x1f{C1_CONTROLS}{BIDI_MARKS}{ZERO_WIDTH}]*[=+\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def harmless(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet could run it."""
    if FORMULA.match(text) and not NUMBER.fullmatch(text):
        return "'" + text
    return text
