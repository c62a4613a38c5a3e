"""How addresses are spelled: which characters are escaped, which cannot be seen, which path is the shortest."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from text.unicode import BIDI_MARKS, C1_CONTROLS, XML_FORBIDDEN, ZERO_WIDTH

# found where addresses were pasted; below, the same characters as they are escaped, which a test compares
_UNSEEN_IN_ADDRESSES: Final = re.compile(f"[\t\n\r{XML_FORBIDDEN}{C1_CONTROLS}{BIDI_MARKS}{ZERO_WIDTH}]")
_UNSEEN_ESCAPES: Final = re.compile(
    "%[01][0-9A-F]|%7F|%C2%(?:[89][0-9A-F]|AD)|%D8%9C|%E1%A0%8E|%E2%80%(?:8[B-F]|A[89A-E])|%E2%81%A[0-46-9]|"
    "%EF%BB%BF|%EF%BF%B[EF]"
)
_SAFE: Final = "/?!$&'()*+,;=:@~%"
_PLAIN: Final = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/?-]*")
_ESCAPE: Final = re.compile("%(?:([0-9A-Fa-f]{2})|)")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def visible(text: str) -> str:
    """Return ``text`` without characters that cannot be seen."""
    return _UNSEEN_IN_ADDRESSES.sub("", text).strip()


def visible_escapes(text: str) -> str:
    """Return escaped text without the escapes, in upper case, of characters that cannot be seen."""
    return _UNSEEN_ESCAPES.sub("", text) if "%" in text else text


def quoted(text: str) -> str:
    """Return ``text`` as it is but for characters that no address may hold: those are escaped."""
    return text if _PLAIN.fullmatch(text) else quote(text, safe=_SAFE)


def escaped(text: str) -> str:
    """Return ``text`` with each character escaped that has to be, in upper case, and no other."""
    if _PLAIN.fullmatch(text):
        return text
    return quoted(_ESCAPE.sub(_one_escape, text))


def _one_escape(match: re.Match[str]) -> str:
    if match[1] is None:
        return "%25"
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def without_dots(path: str) -> str:
    """Return a path without its steps to the same folder and back."""
    if "/." not in path:
        return path
    kept: list[str] = []
    *folders, last = path.split("/")[1:]
    for name in folders:
        if name == "..":
            del kept[-1:]
        elif name != ".":
            kept.append(name)
    if last == "..":
        del kept[-1:]
    return "/" + "/".join([*kept, "" if last in {".", ".."} else last])
