"""What bytes are that are no text, by how they begin."""

from __future__ import annotations

_PDF = b"%PDF-"
#: how media and documents begin, at an offset in bytes, whatever they are sent as
SIGNATURES = (
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (8, b"WEBP", "a WebP picture"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyphei", "a HEIF picture"),
    (4, b"ftyp", "a film"),
    (0, b"\x1aE\xdf\xa3", "a film"),
    (0, b"FLV\x01", "a film"),
    (8, b"AVI ", "a film"),
    (0, b"\x00\x00\x01\xba", "a film"),
    (0, b"OggS", "a recording"),
    (0, b"ID3", "a recording"),
    (0, b"fLaC", "a recording"),
    (8, b"WAVE", "a recording"),
    (0, _PDF, "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
)
#: bytes in which a picture's own markup begins; chosen, not measured
_SVG_WITHIN = 1_000


def detect_media(body: bytes) -> str:
    """Return what a body is by its signature; empty where no signature fits."""
    for offset, signature, kind in SIGNATURES:
        if body.startswith(signature, offset) and (signature != b"BM" or b"\x00" in body[:16]):
            return kind
    return ""


def is_pdf(body: bytes) -> bool:
    """Return whether a body is a PDF document."""
    return body.startswith(_PDF)


def detect_signature(body: bytes) -> str:
    """Return what a body is, by its first bytes, where it is media or a picture in XML; empty where it may be text."""
    if media := detect_media(body):
        return media
    start = body[:_SVG_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in start):
        return "an SVG picture"
    return ""
