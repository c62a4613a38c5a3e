"""The words of a page without parsing it, in small ASCII letters: what the prefilter looks through."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final

try:
    import osecwatch_native_words
except ImportError:  # it was not built, for want of a compiler
    osecwatch_native_words = None

#: stands where a block of the page begins or ends
BREAK: Final = b"\x1f"
_LETTERS: Final = b"abcdefghijklmnopqrstuvwxyz0123456789"
#: small letters for capitals, spaces for what parts words
_FOLDED: Final = bytes(byte if byte in _LETTERS + BREAK else ord(" ") for byte in bytes(range(256)).lower())
# Soft hyphens, zero-width characters and letters beyond ASCII go, so that they cannot part a word.
_BEYOND_ASCII: Final = bytes(range(128, 256))
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")

_HIDDEN: Final = re.compile(rb"<(?:!--(?!-?>)|(script|style)\b)", re.IGNORECASE)
_ENDS: Final = {
    b"": re.compile(rb"--!?>"),
    b"script": re.compile(rb"</script\b", re.IGNORECASE),
    b"style": re.compile(rb"</style\b", re.IGNORECASE),
}
#: bytes within which a script's opening tag says that it is data; chosen, not measured
_MAX_TAG_BYTES: Final = 1_000
_DATA: Final = re.compile(rb"\bld\b.{1,6}json", re.IGNORECASE)
# Tags go, for they may stand inside a word; not meta, which has text of its own, and not the opening of CDATA. None
# goes over a break, so that blocks can be counted.
_TAG: Final = re.compile(rb"<(?!meta|!\[)[a-z/!?][^<>\x1f]*>", re.IGNORECASE)
_ENTITY: Final = re.compile(rb"&(?:#\d+;?|#x[0-9a-f]+;?|nbsp;?|shy;?|\w+;)", re.IGNORECASE)
_ESCAPE: Final = re.compile(rb"\\u([0-9a-f]{4})", re.IGNORECASE)
# ASCII letters and digits written as numbers: nobody needs to, so they are spelt out only on a page that has one.
_LETTER_ENTITY: Final = re.compile(
    rb"&#(?:0*(?:4[89]|5[0-7]|6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2])|[xX]0*(?:3\d|[46][1-9a-fA-F]|[57][0-9aA]))\b"
)

# Tags that part blocks: none that may stand within a sentence, and not the cells of a table's row.
_BLOCK: Final = re.compile(
    rb"<(?=meta\s)|</?(?:p|div|li|h[1-6]|[uod]l|d[dt]|tr|t(?:able|head|body|foot|itle)|section|article|aside|main|header|"
    rb"footer|nav|blockquote|fig(?:ure|caption)|form|option|hr|body)(?=[\s/>])[^<>\x1f]*>",
    re.IGNORECASE,
)


def page_words(page: bytes) -> bytes:
    """Return the words of a page: no tag, entity or other letter stands in one, spaces may miss, blocks are parted.

    The native version (``native/page_words.c``) is asked first, where it was built; it leaves what is rare.
    """
    if page.startswith(_UTF16_MARKS):
        page = page.decode("utf-16", "ignore").encode()
    words = native_words_of(page) if native_words_of else None
    return words_of(page) if words is None else words


def shown_blocks(page: bytes) -> bytes:
    """Return the page as far as it is shown, with a break in place of each tag that parts blocks.

    There are as many breaks in it as in the words of the page.
    """
    return native_shown_blocks(page) if native_shown_blocks else shown_blocks_of(page)


def words_of(page: bytes) -> bytes:
    """Return the words of a page in an encoding that has ASCII in it: what the native version must give as well."""
    text = shown_blocks_of(page)
    if b"\\u" in text.lower():
        text = _ESCAPE.sub(_escaped, text)
    if b"&#" in text and _LETTER_ENTITY.search(text):
        text = html.unescape(text.decode("ascii", "ignore")).encode("ascii", "ignore")
    return _ENTITY.sub(b"", _TAG.sub(b"", text)).translate(_FOLDED, _BEYOND_ASCII)


def shown_blocks_of(page: bytes) -> bytes:
    """Return what ``shown_blocks`` does: what the native version must give as well."""
    return _BLOCK.sub(BREAK, _shown(page.replace(b"\0", b"").replace(BREAK, b"")))


#: None where they were not built; the first gives None for a page on which a letter is written as a number
native_words_of: Final[Callable[[bytes], bytes | None] | None] = (
    osecwatch_native_words.words_of if osecwatch_native_words else None
)
native_shown_blocks: Final[Callable[[bytes], bytes] | None] = (
    osecwatch_native_words.shown_blocks if osecwatch_native_words else None
)


def _escaped(code: re.Match[bytes]) -> bytes:
    """Return the ASCII that an escape stands for, and nothing for any other and for what would be a break."""
    return chr(int(code[1], 16)).encode("ascii", "ignore").replace(BREAK, b"")


def _shown(page: bytes) -> bytes:
    """Return the page less its comments, scripts and styles; JSON-LD stays, for an article's text may stand there.

    Within one of them only its own end counts; one that does not end is left.
    """
    kept, start, at = [], 0, 0
    endless = set()
    while begin := _HIDDEN.search(page, at):
        kind, at = (begin[1] or b"").lower(), begin.end()
        if kind in endless:
            continue
        if not (end := _ENDS[kind].search(page, at)):
            endless.add(kind)
        else:
            at = end.end()
            if kind != b"script" or not _DATA.search(page, begin.start(), begin.start() + _MAX_TAG_BYTES):
                kept.append(page[start : begin.start()])
                start = at
    return b"".join((*kept, page[start:]))
