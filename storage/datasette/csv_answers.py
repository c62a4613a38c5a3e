"""CSV as it is sent: whole, harmless in a spreadsheet, and read by one as UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from storage.datasette.spreadsheet_cells import harmless

#: the mark by which a spreadsheet knows UTF-8 (Unicode 15, 23.8); Python reads it away as "utf-8-sig"
BYTE_ORDER_MARK = "\ufeff"
#: rows that Datasette gives of a query (max_returned_rows), and that our own queries give at most
MAX_QUERY_ROWS = 2000
ROWS_LEFT_OUT = f"Only the first {MAX_QUERY_ROWS:,} rows are given here; narrow the question to get the others."

# a text may be longer than the 128 kB that Python takes a cell to have at most
csv.field_size_limit(2**31 - 1)


def whole_table(query: bytes) -> bytes:
    """Return the query of a CSV address so that all rows are sent, unless a page of them is asked for."""
    asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    if {name for name, _ in asked} & {"_size", "_next", "_stream"}:
        return query
    return urlencode([*asked, ("_stream", "on"), ("_size", "max")], encoding="latin-1").encode("latin-1")


class CsvAnswer:
    """One answer, piece by piece; each holds whole rows."""

    def __init__(self, *, is_table: bool) -> None:
        self._is_table = is_table
        self._rows = 0

    def piece(self, message: Mapping[str, object]) -> bytes:
        """Return what is sent in its place: first the mark, then cells that nothing runs, last what is cut."""
        body = message.get("body") or b""
        text = body.decode("utf-8") if isinstance(body, bytes) else ""
        rows = list(csv.reader(io.StringIO(text, newline="")))
        begin = BYTE_ORDER_MARK if rows and not self._rows else ""
        self._rows += len(rows)
        if not message.get("more_body") and not self._is_table and self._rows > MAX_QUERY_ROWS:
            rows.append([ROWS_LEFT_OUT])
        written = io.StringIO()
        csv.writer(written).writerows([[harmless(cell) for cell in row] for row in rows])
        return (begin + written.getvalue()).encode("utf-8")
