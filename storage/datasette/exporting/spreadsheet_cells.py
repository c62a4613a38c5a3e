"""Spreadsheets whose cells are text and numbers only, and cells of CSV that none takes for a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from storage.datasette.safe_text import displayable
from text.unicode import BIDI_MARKS, C1_CONTROLS, ZERO_WIDTH

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: a cell of a spreadsheet holds no more characters
MAX_CELL_CHARACTERS = 32_767
#: spreadsheets run what begins like this, also after blanks, controls and characters of no width;
#: a plain number is left alone
FORMULA = re.compile(rf"[\s\x00-\x1f{C1_CONTROLS}{BIDI_MARKS}{ZERO_WIDTH}]*[=+\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def harmless(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet could run it."""
    if FORMULA.match(text) and not NUMBER.fullmatch(text):
        return "'" + text
    return text


class Sheet(NamedTuple):
    """A table of a workbook; without a name it is called as spreadsheets call their first."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook: no text is read as a formula, a link or a date."""
    file = io.BytesIO()
    book = Workbook(file, {"constant_memory": True})
    for one in sheets:
        sheet = book.add_worksheet(one.name or None)
        sheet.write_row(0, 0, one.columns, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(one.rows, 1):
            for column, value in enumerate(row):
                write_cell(sheet, place, column, value)
    book.close()
    return file.getvalue()


def write_cell(sheet: Any, row: int, column: int, value: object) -> None:
    """Write one cell; what is neither number nor text, as packed words, stays empty."""
    if isinstance(value, (int, float)) and abs(value) < 2**53:
        sheet.write_number(row, column, value)
    elif isinstance(value, (str, int)):
        sheet.write_string(row, column, displayable(str(value))[:MAX_CELL_CHARACTERS])
