"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re

from text.unicode import BIDI_MARKS, C1_CONTROLS, ZERO_WIDTH

#: spreadsheets run what begins like this, also after blanks, controls and characters of no width;
#: a plain number is left alone
FORMULA = re.compile(rf"[\s\x00-\x1f{C1_CONTROLS}{BIDI_MARKS}{ZERO_WIDTH}]*[=+\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")

# a text may be longer than the 128 kB that Python takes a cell to have at most
csv.field_size_limit(2**31 - 1)


def harmless(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet could run it."""
    if FORMULA.match(text) and not NUMBER.fullmatch(text):
        return "'" + text
    return text


def harmless_csv(rows: bytes) -> bytes:
    """Yield whole rows of CSV in UTF-8 with every cell made harmless."""
    written = io.StringIO()
    csv.writer(written).writerows(
        [[harmless(cell) for cell in row] for row in csv.reader(io.StringIO(rows.decode("utf-8"), newline=""))]
    )
    return written.getvalue().encode("utf-8")
