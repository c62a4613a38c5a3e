"""The text layer of a PDF: its lines with their places on the pages; pictures, forms and attachments are not read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

import pypdfium2

#: pages of a document that are read, and characters of a page; chosen, not measured: releases have three pages, and 51
#: pages of prose took .9 s
MAX_PDF_PAGES: Final = 60
MAX_PAGE_CHARACTERS: Final = 30_000
#: how PDFium marks a word that is broken at the end of a line
_BROKEN_WORD: Final = ("\ufffe", "\x02", "\u00ad")
#: PDFium's number for a document that wants a password
_WANTS_PASSWORD: Final = 4


class TextLayerError(Exception):
    """A PDF has no text that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page: its text, and where it stands, in points from the page's left and lower edges."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    #: the height of its letters
    size: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The lines of a document, what its metadata call it, and how many pages it has."""

    lines: tuple[TextLine, ...]
    title: str
    #: as PDF writes dates: D:20260504093000+08'00'
    created: str
    pages: int

    def encode(self) -> bytes:
        """Return it as JSON, in which it is archived in place of the file."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def decode(cls, encoded: bytes) -> TextLayer:
        """Read what ``encode`` wrote."""
        fields = json.loads(encoded)
        return cls(tuple(TextLine(**line) for line in fields.pop("lines")), **fields)


def read_text_layer(body: bytes) -> TextLayer:
    """Return the text layer of a PDF. Raise TextLayerError where it has none or is encrypted or broken."""
    try:
        document = pypdfium2.PdfDocument(body)
        try:
            metadata = document.get_metadata_dict()
            lines = tuple(
                line for number in range(min(len(document), MAX_PDF_PAGES)) for line in _lines(document, number)
            )
            return TextLayer(lines, metadata["Title"], metadata["CreationDate"], len(document))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == _WANTS_PASSWORD
        raise TextLayerError("the PDF is encrypted" if encrypted else "the PDF is broken") from error


def _lines(document: pypdfium2.PdfDocument, number: int) -> Iterator[TextLine]:
    page = document[number]
    layer = page.get_textpage()
    place = 0
    text = layer.get_text_range(0, min(layer.count_chars(), MAX_PAGE_CHARACTERS))
    for line in text.split("\r\n"):
        if shown := line.strip():
            first = place + line.index(shown[0])
            left, bottom, _, top = layer.get_charbox(first, loose=True)
            right = layer.get_charbox(first + len(shown) - 1, loose=True)[2]
            yield TextLine(number, shown, round(left, 1), round(right, 1), round(bottom, 1), round(top - bottom, 1))
        place += len(line) + 2
    layer.close()
    page.close()


def join_lines(lines: list[TextLine]) -> str:
    """Return lines as one, with the words whole that were broken at their ends."""
    parts = (line.text if line.text.endswith((*_BROKEN_WORD, "-")) else f"{line.text} " for line in lines)
    return " ".join("".join(parts).translate(dict.fromkeys(map(ord, _BROKEN_WORD))).split())
