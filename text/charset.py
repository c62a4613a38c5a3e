"""Bytes in, text out: BOM, header, meta, detector, in that order."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from text.signatures import detect_media
from text.unicode import sound

#: what a browser reads under these labels (WHATWG Encoding Standard)
_BROWSER_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "utf8": "utf-8",
    "iso-8859-11": "cp874",
}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_WESTERN = re.compile(r"(?:cp125[0247]|cp(?:437|85\d)|(?:iso-?8859|latin)-?\d+|mac-.*|hp-roman8|ascii)$")
_GZIP = b"\x1f\x8b"
_HEAD = 4096
_SAMPLE = 60_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, the encoding it was read in, and what named that encoding."""

    text: str
    encoding: str
    evidence: str


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page; what cannot be decoded becomes U+FFFD, controls are left out, mojibake is repaired."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _decoded(body[len(bom) :].decode(name, "replace"), name, "bom")
    for evidence, label in _labels(body, content_type):
        if (read := _try(body, label)) is not None:
            text, encoding = read
            return _decoded(text, encoding, evidence if encoding == label else "detector")
    try:
        return _decoded(body.decode("utf-8"), "utf-8", "detector")
    except UnicodeDecodeError:
        return _detect(body)


def looks_binary(body: bytes) -> bool:
    """Whether the bytes are an image, an archive or the like, and not text in any encoding."""
    head = body[:1024]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(head):
        return False
    if head.startswith(_GZIP) or detect_media(head):
        return True
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return controls > len(head) * 0.1


def _labels(body: bytes, content_type: str) -> list[tuple[str, str]]:
    head = body[:_HEAD]
    found = [("header", _HEADER.search(content_type)), ("meta", _META.search(head)), ("meta", _XML.search(head))]
    labels = [(evidence, _label(match[1])) for evidence, match in found if match]
    if wide := _wide(head):
        labels.insert(0, ("detector", wide))
    return labels


def _label(name: str | bytes) -> str:
    text = (name if isinstance(name, str) else name.decode("ascii", "replace")).lower()
    return _BROWSER_NAMES.get(text, text)


def _wide(head: bytes) -> str:
    """UTF-16 without a BOM: every other byte of the markup is NUL."""
    half = len(head) // 2
    if half >= 16 and head[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if half >= 16 and head[::2].count(0) > half * 0.7 else ""


def _try(body: bytes, label: str) -> tuple[str, str] | None:
    """The text and its true encoding under a declared label; nothing where that is unknown or plainly wrong.

    Valid UTF-8 beyond ASCII is never anything else by chance, and a lone byte beyond ASCII never part of UTF-8.
    """
    try:
        if "16" in label and not _wide(body[:_HEAD]):
            return None
        if codecs.lookup(label).name != "utf-8":
            return (body.decode(label, "replace"), label) if body.isascii() else _utf8_or(body, label)
        text = body.decode(label, "replace")
    except (LookupError, UnicodeError):
        return None
    lost = text.count("\ufffd")
    if lost > 3 and lost >= len(text) / 5000:
        return None
    alone = lost and body.decode("utf-8", "ignore").isascii()
    return (body.decode("cp1252", "replace"), "cp1252") if alone else (text, label)


def _utf8_or(body: bytes, label: str) -> tuple[str, str]:
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return body.decode(label, "replace"), label


def _detect(body: bytes) -> Decoded:
    """Ask the detector; among the western single-byte encodings it cannot tell, so windows-1252 stands for them all."""
    best = from_bytes(body[:_SAMPLE], steps=5, chunk_size=1024, enable_fallback=False).best()
    name = best.encoding.replace("_", "-") if best is not None else "cp1252"
    name = "cp1252" if _WESTERN.match(name) else _BROWSER_NAMES.get(name, name)
    return _decoded(body.decode(name, "replace"), name, "detector")


def _decoded(text: str, encoding: str, evidence: str) -> Decoded:
    return Decoded(sound(text), encoding, evidence)
