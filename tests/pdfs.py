"""PDF documents of our own, as small as they can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

#: points: the width of a letter of Helvetica in its size, about; the left edge and the top of a page
_LETTER, _LEFT, _TOP = 0.5, 72, 770
#: a picture of one grey pixel, such as a scan has
PICTURE = b"q 400 0 0 600 72 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
#: a password that nobody knows: the values that would prove it are random
_ENCRYPTION = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"5a" * 32 + b"> /U <" + b"a5" * 32 + b"> >>"
    b" /ID [<00> <00>]"
)


def make_pdf(pages: Iterable[bytes], *, title: str = "", created: str = "", encrypted: bool = False) -> bytes:
    """Return a document with these pages, as ``lay_out`` makes them."""
    contents = list(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    objects.append(b"<< /Title (%s) /CreationDate (%s) >>" % (_escaped(title), _escaped(created)))
    body, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"/Size %d /Root 1 0 R /Info %d 0 R %s" % (
        len(objects) + 1,
        len(objects),
        _ENCRYPTION if encrypted else b"",
    )
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return body + b"trailer << %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)


def lay_out(paragraphs: Sequence[str], *, headline: str = "", head: str = "", foot: str = "") -> bytes:
    """Return a page: a line at its head, a headline, paragraphs broken at the column, a line at its foot."""
    lines: list[tuple[str, int, int]] = []
    top = _TOP
    for text, size in ((head, 9), (headline, 18)):
        if text:
            lines.append((text, size, top))
            top -= 2 * size
    for paragraph in paragraphs:
        for line in _wrapped(paragraph, 85):
            lines.append((line, 11, top))
            top -= 13
        top -= 10
    if foot:
        lines.append((foot, 9, 40))
    return b"\n".join(
        b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET" % (size, _LEFT, height, _escaped(text))
        for text, size, height in lines
    )


def _wrapped(text: str, column: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= column:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
