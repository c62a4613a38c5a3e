"""Bytes in, text out, for pages as for feeds and sitemaps: BOM, header, meta, UTF-8, detector, in that order."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from charset_normalizer import from_bytes
from w3lib.encoding import read_bom

from text.signatures import detect_media
from text.unicode import sanitize_text

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
#: decoders of text by their names in Python; the others are slow on purpose-made input, or no encodings of pages
_DECODERS = re.compile(r"(?:utf-?(?:8|16)|cp\d|iso8859|iso2022|gb|hz|big5|shift_jis|euc|koi8|mac|ascii|tis)[\w-]*")
_HEADER = re.compile(r"charset\s*=\s*(?:[\"']\s*)?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*(?:[\"']\s*)?([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_WESTERN = re.compile(r"(?:cp125[0247]|cp(?:437|85\d)|(?:iso-?8859|latin)-?\d+|mac-.*|hp-roman8|ascii)$")
_GZIP_START = b"\x1f\x8b"
#: bytes in which a page names its encoding: HTML asks for 1,024 (WHATWG, 13.2.3.2), some pages need more; bytes that a
#: detector is shown; bytes beyond ASCII of which it makes nothing but guesses: all three chosen, not measured
_HEAD = 4096
_DETECTED = 60_000
_TOO_FEW = 16
_ASCII = bytes(range(128))
#: controls that no text holds: all but white space and escape, with which some Japanese encodings shift
_CONTROLS = bytes(byte for byte in range(32) if byte < 9 or (byte > 13 and byte != 27))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what named that encoding."""

    text: str
    encoding: str
    evidence: str


def decode_page(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of a page, without controls, and with mojibake repaired."""
    decoded = decode_bytes(body, content_type)
    return replace(decoded, text=sanitize_text(decoded.text))


def decode_bytes(body: bytes, content_type: str = "") -> Decoded:
    """Return bytes as the text that they are; what cannot be decoded becomes U+FFFD."""
    encoding, mark = read_bom(body)
    if encoding and mark:
        return Decoded(body[len(mark) :].decode(encoding, "replace"), encoding, "bom")
    for evidence, label in _labels(body, content_type):
        if (read := _try(body, label)) is not None:
            text, encoding = read
            return Decoded(text, encoding, evidence if encoding == label else "detector")
    text = body.decode("utf-8", "replace")
    # a broken byte stays one character, a sound sequence of bytes shrinks into one: the more frequent one decides
    broken = text.count("\ufffd")
    return Decoded(text, "utf-8", "detector") if len(body) - len(text) >= broken else _detect(body)


def looks_binary(body: bytes) -> bool:
    """Return whether the bytes are an image, an archive or the like, and not text in any encoding."""
    head = body[:1024]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(head):
        return False
    if head.startswith(_GZIP_START) or detect_media(head):
        return True
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) * 0.1


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
    """Return the kind of UTF-16 without a BOM, of whose markup every other byte is NUL; "" for anything else."""
    half = len(head) // 2
    if half >= 16 and head[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if half >= 16 and head[::2].count(0) > half * 0.7 else ""


def _try(body: bytes, label: str) -> tuple[str, str] | None:
    """Return the text and its true encoding under a declared label; None where that is unknown or plainly wrong.

    Valid UTF-8 beyond ASCII is never anything else by chance, and a lone byte beyond ASCII never part of UTF-8.
    """
    try:
        name = codecs.lookup(label).name
        if not _DECODERS.fullmatch(name) or (name.startswith("utf-16") and not _wide(body[:_HEAD])):
            return None
        if name != "utf-8":
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
    """Ask the detector; where it cannot tell, windows-1252 stands for all western encodings of one byte."""
    if len(body.translate(None, _ASCII)) < _TOO_FEW:
        return Decoded(body.decode("cp1252", "replace"), "cp1252", "detector")
    best = from_bytes(body[:_DETECTED], steps=5, chunk_size=1024, enable_fallback=False).best()
    name = best.encoding.replace("_", "-") if best is not None else "cp1252"
    name = "cp1252" if _WESTERN.match(name) else _BROWSER_NAMES.get(name, name)
    return Decoded(body.decode(name, "replace"), name, "detector")
