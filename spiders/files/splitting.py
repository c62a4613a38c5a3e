"""A stream of bytes into its lines or its JSON objects, each as soon as it has come, and each within a bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

#: bytes that one document may have, 64 MiB, as a line of ``scrapy clean``; chosen, not measured
MAX_DOCUMENT_BYTES: Final = 2**26
#: a string, which no end of a line interrupts; a bracket; a quotation mark whose string does not end
_TOKENS: Final = re.compile(rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|[{}]|"', re.DOTALL)
#: where one object ends and another begins, unless it stands in a string
_SEAM: Final = re.compile(rb"\}\s{0,9}\{")
#: what may stand between two objects of an array, or of a file that is nothing but objects
_BETWEEN: Final = b" \t\r\n,[]\x1e"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or an object as it stands in a file; ``fault`` says why it can be none."""

    body: bytes
    fault: str = ""


TOO_LARGE: Final = f"it is larger than {MAX_DOCUMENT_BYTES // 2**20} MiB"


def split_lines(chunks: Iterable[bytes], most: int = MAX_DOCUMENT_BYTES) -> Iterator[Piece]:
    """Yield the lines that hold anything; of one beyond the bound only its beginning."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for end in ended:
            yield from line_of([*held, end], most)
            held, size = [], 0
        if size <= most:
            held.append(rest)
        size += len(rest)
    yield from line_of(held, most)


def split_lines_of_objects(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """Yield the lines, and of one that holds several objects each: two files may have been put together in it."""
    for line in split_lines(chunks):
        yield from [line] if line.fault or not _SEAM.search(line.body) else split_objects([line.body])


def line_of(parts: list[bytes], most: int) -> Iterator[Piece]:
    """Yield the line that is made of these parts, unless it is empty."""
    line = b"".join(parts).strip().rstrip(b",")  # as where somebody took the lines out of an array
    if line:
        yield Piece(line[:most], TOO_LARGE if len(line) > most else "")


def split_objects(chunks: Iterable[bytes], most: int = MAX_DOCUMENT_BYTES) -> Iterator[Piece]:
    """Yield the outermost JSON objects of an array, or of objects in a row, however they are laid out.

    One whose brackets do not close ends where a line begins with the bracket of another one.
    """
    splitter = ObjectSplitter(most)
    for chunk in chunks:
        yield from splitter.feed(chunk)
    yield from splitter.end()


class ObjectSplitter:
    """Where the outermost objects begin and end, found by brackets outside of strings."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held = b""
        #: what has come since; it is looked through once it is as much as what is held, so that time stays linear
        self.coming: list[bytes] = []
        self.coming_bytes = 0
        #: how far what is held has been looked through
        self.seen = 0
        self.depth = 0

    def feed(self, chunk: bytes) -> Iterator[Piece]:
        """Take the next bytes and yield the objects that end in them."""
        self.coming.append(chunk)
        self.coming_bytes += len(chunk)
        if self.coming_bytes < len(self.held):
            return
        yield from self._scan()
        if len(self.held) > self.most:
            yield Piece(self._take(len(self.held))[: self.most], TOO_LARGE)
            self.depth = 0

    def end(self) -> Iterator[Piece]:
        """Yield what is left."""
        self.coming.append(b"\n")  # a string that was cut off ends here
        yield from self._scan()
        yield from self._between(self._take(len(self.held)))

    def _scan(self) -> Iterator[Piece]:
        self.held += b"".join(self.coming)
        self.coming, self.coming_bytes = [], 0
        while token := _TOKENS.search(self.held, self.seen):
            kind, place = token[0], token.start()
            if kind == b'"' and self.held.find(b"\n", place) < 0:
                self.seen = place
                return  # its end is still to come
            self.seen = token.end()
            if kind == b"{":
                yield from self._open(place)
            elif kind == b"}" and self.depth:
                yield from self._close()
        self.seen = len(self.held)

    def _open(self, place: int) -> Iterator[Piece]:
        if self.depth == 0 or self.held[place - 1 : place] == b"\n":
            yield from self._between(self._take(place))
            self.depth = 0
        self.depth += 1

    def _close(self) -> Iterator[Piece]:
        self.depth -= 1
        if self.depth == 0:
            yield Piece(self._take(self.seen))

    def _between(self, body: bytes) -> Iterator[Piece]:
        """Yield what stands before an object, or at the end, if that is more than punctuation."""
        if body := body.strip(_BETWEEN):
            yield Piece(body, "it does not end" if self.depth else "it is no object")

    def _take(self, end: int) -> bytes:
        """Return what is held up to a place, and hold it no more."""
        taken, self.held = self.held[:end], self.held[end:]
        self.seen = max(self.seen - end, 0)
        return taken
