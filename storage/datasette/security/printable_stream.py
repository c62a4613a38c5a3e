"""The terminal, shielded from what visitors type: Datasette writes their SQL and its errors out as they are."""

from __future__ import annotations

import sys
from typing import Protocol

from text.terminal import printable_lines


class Stream(Protocol):
    """What is written to."""

    def write(self, text: str, /) -> int: ...

    def flush(self) -> None: ...


class PrintableStream:
    """A stream that writes lines without control characters, each bounded."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text; returns the length of what was given, as streams do."""
        self._stream.write(printable_lines(text))
        return len(text)

    def flush(self) -> None:
        """Have written what was given."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Say that colours are not wanted: they would not get through."""
        return False


def shield_terminal() -> None:
    """Have what goes to standard error go through a PrintableStream, once."""
    if not isinstance(sys.stderr, PrintableStream):
        sys.stderr = PrintableStream(sys.stderr)
