"""Nothing that a visitor types reaches the operator's terminal as an order."""

from __future__ import annotations

import io

from storage.datasette.security.printable_stream import PrintableStream


def test_escapes_do_not_get_through() -> None:
    written = io.StringIO()
    stream = PrintableStream(written)
    assert stream.write("ERROR: sql = 'select \x1b[2J\x9b31m'\n") == len("ERROR: sql = 'select \x1b[2J\x9b31m'\n")
    stream.flush()
    assert written.getvalue() == "ERROR: sql = 'select  [2J 31m'\n"


def test_lines_are_bounded() -> None:
    written = io.StringIO()
    PrintableStream(written).write("x" * 100_000 + "\n")
    assert len(written.getvalue()) < 2_000
