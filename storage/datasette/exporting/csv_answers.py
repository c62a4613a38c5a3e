"""CSV as it is sent: whole, harmless in a spreadsheet, and read by one as UTF-8."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qsl

from storage.datasette.exporting.rows_left_out import ROWS_LEFT_OUT, LeftOut
from storage.datasette.exporting.spreadsheet_cells import harmless
from storage.datasette.security.request_checks import Message, Send

#: the mark by which a spreadsheet knows UTF-8 (Unicode 15, 23.8); Python reads it away as "utf-8-sig"
BYTE_ORDER_MARK = "\ufeff"
#: bytes that are sent together: Datasette sends row by row, and each row by itself keeps everybody else waiting longer
PIECE_BYTES = 16_384

# a text may be longer than the 128 kB that Python takes a cell to have at most
csv.field_size_limit(2**31 - 1)


def whole_table(query: bytes) -> bytes:
    """Return the query of a CSV address so that all rows are sent, unless a page of them is asked for."""
    asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    if {name for name, _ in asked} & {"_size", "_next", "_stream"}:
        return query
    return b"&".join(filter(None, [query, b"_stream=on&_size=max"]))


class CsvAnswer:
    """One answer, row by row as Datasette sends it, piece by piece as it goes out; each piece holds whole rows."""

    def __init__(self, left_out: LeftOut, send: Send) -> None:
        self._left_out, self._send = left_out, send
        self._held: list[bytes] = []
        self._is_rows = self._is_begun = False

    async def send(self, message: Message) -> None:
        """Send a message, rows only when there are enough of them or no more come; an error's sentence as it is."""
        if message["type"] == "http.response.start":
            # Datasette calls rows plain text unless they are to be saved
            self._is_rows = message["status"] == 200 and b"html" not in dict(message["headers"])[b"content-type"]
        elif self._is_rows:
            self._held.append(message.get("body") or b"")
            if message.get("more_body") and sum(map(len, self._held)) < PIECE_BYTES:
                return
            message["body"] = self._piece(is_last=not message.get("more_body"))
        await self._send(message)

    def _piece(self, *, is_last: bool) -> bytes:
        """Return what is held: first the mark, then cells that nothing runs, last what is left out."""
        text = b"".join(self._held).decode("utf-8")
        self._held.clear()
        rows = list(csv.reader(io.StringIO(text, newline="")))
        begin = BYTE_ORDER_MARK if rows and not self._is_begun else ""
        self._is_begun = self._is_begun or bool(rows)
        if is_last and self._left_out.any:
            rows.append([ROWS_LEFT_OUT])
        written = io.StringIO()
        csv.writer(written).writerows([[harmless(cell) for cell in row] for row in rows])
        return (begin + written.getvalue()).encode("utf-8")
