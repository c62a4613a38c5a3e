from __future__ import annotations

import asyncio
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.exporting.csv_answers import PIECE_BYTES, CsvAnswer, whole_table
from storage.datasette.exporting.rows_left_out import ROWS_LEFT_OUT, LeftOut
from storage.datasette.exporting.spreadsheet_cells import harmless
from storage.datasette.security.request_checks import Message


def sent(text: str) -> str:
    """What is sent of some rows, without the mark at the beginning."""
    return b"".join(taken(text.encode())).decode("utf-8-sig")


def taken(*rows: bytes, left_out: bool = False) -> list[bytes]:
    """The pieces in which rows are sent."""
    pieces: list[bytes] = []

    async def send(message: Message) -> None:
        pieces.append(message.get("body", b""))

    async def answer() -> None:
        csv_answer = CsvAnswer(LeftOut(left_out), send)
        await csv_answer.send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]}
        )
        for row in rows:
            await csv_answer.send({"type": "http.response.body", "body": row, "more_body": True})
        await csv_answer.send({"type": "http.response.body", "body": b""})

    asyncio.run(answer())
    return pieces[1:]


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


def test_rows_are_sent_together_and_those_that_are_left_out_are_told_of_last() -> None:
    row = b"a,b\r\n"
    count = 3 * PIECE_BYTES // len(row)
    pieces = taken(*[row] * count)
    assert len(pieces) < 6
    assert b"".join(pieces) == b"\xef\xbb\xbf" + row * count
    assert b"".join(taken(row, left_out=True)).decode().splitlines()[1:] == [f'"{ROWS_LEFT_OUT}"']


@pytest.mark.parametrize("query", [b"id=%ff", b"", b"title=%E2%80%94&title=%00", b"a=b&&c"])
def test_a_table_is_asked_for_whole_whatever_it_is_narrowed_by(query: bytes) -> None:
    assert whole_table(query).removeprefix(query).removeprefix(b"&") == b"_stream=on&_size=max"
    assert whole_table(b"_size=5&" + query) == b"_size=5&" + query
