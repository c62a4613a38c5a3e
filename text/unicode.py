"""Text made sound: no controls, no lone surrogates, and UTF-8 that was read as windows-1252 read again."""

from __future__ import annotations

import re
import unicodedata

# parts of character classes, from which every pattern of characters that cannot be seen is put together
#: what XML 1.0 forbids (section 2.2): controls but tab, line feed and carriage return, surrogates, non-characters
XML_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
#: delete, and the controls of ISO 8859
C1_CONTROLS = "\x7f-\x9f"
#: marks that turn the direction of their neighbours (Unicode Standard Annex 9)
BIDI_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
#: characters of no width that no reading of a text needs, and those that join letters in some scripts and emoji
ZERO_WIDTH_SPACES = "\u180e\u200b\u2060-\u2064\ufeff"
ZERO_WIDTH_JOINERS = "\u200c\u200d"
#: where a word may be broken at the end of a line
SOFT_HYPHEN = "\u00ad"
#: separators of lines and paragraphs, which few programs show
LINE_SEPARATORS = "\u2028\u2029"
#: all of these
ZERO_WIDTH = f"{SOFT_HYPHEN}{ZERO_WIDTH_SPACES}{ZERO_WIDTH_JOINERS}{LINE_SEPARATORS}"
#: what XML and SQLite cannot hold, and what only confuses a reader: controls, surrogates, non-characters, stray BOMs
_UNWANTED = re.compile(f"[{XML_FORBIDDEN}{C1_CONTROLS}\ufdd0-\ufdef\ufeff]")
#: vertical tab and form feed part words, the other controls do not
_PARTING = "\x0b\x0c"
#: references to controls, which the parser passes on and the extractor gives up over; group 1: those that part words
_REFERENCE = re.compile(
    r"&#(?:(0*1[12](?!\d)|x0*[bc](?![\da-f]))|0*(?:[0-8]|1[4-9]|2\d|3[01]|127)(?!\d)|"
    r"x0*(?:[0-8ef]|1[\da-f]|7f|fff[ef])(?![\da-f]));?",
    re.IGNORECASE,
)
#: characters that only windows-1252 bytes read as ISO 8859-1 leave behind
_C1 = re.compile("[\x80-\x9f]")
_AS_1252 = {chr(code): bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_TO_BYTE = {char: ord(c1) for c1, char in _AS_1252.items()}
#: UTF-8 read as windows-1252: Latin letters and signs, punctuation, arrows, emoji; other scripts are left alone
_TRAIL = f"[\x80-\xbf{''.join(_TO_BYTE)}]"
_MOJIBAKE = re.compile(f"Â[\xa0-\xbf]|[ÃÄÅ]{_TRAIL}|â[€‚„†˜™š›œž\x9d]{_TRAIL}|ðŸ{_TRAIL}{{2}}|ï»¿")
#: UTF-8 read as MacRoman: no text writes these signs before one another
_MAC_MOJIBAKE = re.compile("‚Ä[úùôòîì¶¢]|√[±©®≠≥∫•¶ú§∂üÅâçìö]")
#: a closing quotation mark whose third byte is no character of windows-1252 and was lost
_LOST_QUOTE = re.compile(rf"â€(?!{_TRAIL})")
_SUSPECT = ("Ã", "Â", "Ä", "Å", "â", "ðŸ", "ï»¿")
_MAC_SUSPECT = ("‚Ä", "√")
#: bytes that need no second look: ASCII without controls, and its white space
_COMMON = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
#: what may follow a capital letter in sound text: closing quotes, dashes, raised figures, signs, spaces
_FOLLOWING = "“”‘’‚„«»‹›–—…™®²³¹º°±·†‡\xa0\xad"
_PASSAGE = re.compile(r"[^<>\n]+")


def sanitize_text(text: str) -> str:
    """Return the text as it may be stored: without controls, and repaired where that is certain."""
    rare = _rare_characters(text)
    if not rare:
        return text
    if _C1.search(rare):
        text = _C1.sub(lambda match: _AS_1252[match[0]], text)
        rare = _rare_characters(text)
    if any(mark in rare for mark in (*_SUSPECT, *_MAC_SUSPECT)):
        return without_controls(repair_mojibake(text))
    return without_controls(text) if _UNWANTED.search(rare) else text


def _rare_characters(text: str) -> str:
    """Return the characters of a text that may need mending: few, so that they are searched in a tenth of the time."""
    return text.encode("utf-8", "surrogatepass").translate(None, _COMMON).decode("utf-8", "surrogatepass")


def text_key(text: str) -> str:
    """Return what stays of a text when letter case, punctuation and spacing do not count."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def without_controls(text: str) -> str:
    """Return the text without NUL, control characters and lone surrogates."""
    return _UNWANTED.sub(lambda match: " " if match[0] in _PARTING else "", text)


def cut_control_references(markup: str) -> str:
    """Markup without references to control characters, such as ``&#11;``."""
    return _REFERENCE.sub(lambda match: " " if match[1] else "", markup)


def repair_mojibake(text: str) -> str:
    """Read UTF-8 again that was once or twice read as windows-1252, or as MacRoman; only where that is certain.

    A pair that sound text may hold too, such as a capital before a quotation mark, is read again where other pairs
    are certain and every foreign character between two tags fits. What cannot be read again whole stays as it is.
    """
    certain = any(mark in text for mark in _SUSPECT) and any(map(_is_certain_mojibake, _MOJIBAKE.finditer(text)))
    if not certain and not (any(mark in text for mark in _MAC_SUSPECT) and _MAC_MOJIBAKE.search(text)):
        return text
    return _PASSAGE.sub(_reread_passage, text)


def _reread_passage(match: re.Match[str]) -> str:
    passage = match[0]
    if passage.isascii():
        return passage
    passage = _LOST_QUOTE.sub("â€\x9d", passage)
    if _MAC_MOJIBAKE.search(passage):
        return _decoded_again(passage, "mac_roman") or passage
    if (once := _decoded_again(passage)) and any(map(_is_certain_mojibake, _MOJIBAKE.finditer(passage))):
        return _decoded_again(once) or once
    fits = _MOJIBAKE.sub("", passage).isascii()
    read = _MOJIBAKE.sub(lambda pair: _reread(pair[0]) if fits or _is_certain_mojibake(pair) else pair[0], passage)
    return match[0] if _MOJIBAKE.search(read) else read


def _decoded_again(passage: str, charset: str = "") -> str:
    """Return a whole passage read as UTF-8; "" where it is none in these bytes."""
    try:
        raw = passage.encode(charset) if charset else bytes(_TO_BYTE.get(char, ord(char)) for char in passage)
        return "" if raw.isascii() else raw.decode("utf-8")
    except ValueError:
        return ""


def _is_certain_mojibake(pair: re.Match[str]) -> bool:
    """Return whether no sound text holds these characters: a capital inside a word, or signs that follow no letter."""
    inside = pair[0][0].isupper() and pair.string[max(pair.start() - 1, 0) : pair.start()].islower()
    return inside or not all(char in _FOLLOWING for char in pair[0][1:])


def _reread(pair: str) -> str:
    return bytes(_TO_BYTE.get(char, ord(char)) for char in pair).decode("utf-8", "ignore")
