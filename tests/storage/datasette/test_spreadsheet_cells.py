from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.csv_answers import CsvAnswer
from storage.datasette.spreadsheet_cells import harmless


def sent(text: str) -> str:
    """What is sent of some rows, without the mark at the beginning."""
    message = {"body": text.encode(), "more_body": True}
    return CsvAnswer(is_table=True).piece(message).decode("utf-8-sig")


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "＝1+1", "-", "=-1"]
)
def test_formulas_are_made_text(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=b", "1-2", "-2.5", "+3", "-1e-7", "reader@example.org", "– dash"])
def test_all_else_stays(text: str) -> None:
    assert harmless(text) == text


def test_long_texts_stay_whole() -> None:
    assert sent(f"{'a' * 300_000},=1\r\n") == f"{'a' * 300_000},'=1\r\n"


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=3))
def test_rows_keep_their_cells(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    safe = list(csv.reader(io.StringIO(sent(written.getvalue()), newline="")))
    assert safe == [[harmless(cell) for cell in row] for row in rows]
