"""JSON as it is written carelessly: what is plain in it is read, in time that grows with its length only.

Comments, missing and trailing commas, single quotation marks, bare names and values, marks within strings, a variable's
name in front, text behind, and an end that is missing. A string that is cut off is left out.
"""

from __future__ import annotations

import json
import re
from typing import Any

#: nested values; what is nested deeper is read as nothing
MAX_DEPTH = 60
_FIRST_VALUE = re.compile(r"(?:\w+\s++)?[\w.$\[\]\"']{0,60}\s*=\s*(?=[{\[])|[^{\[]{0,200}?(?=[{\[])")
_SKIPPED = re.compile(r"(?:[\s,;]|/\*.*?\*/|//[^\n]*)*", re.DOTALL)
_BARE = re.compile(r"[^\s,:;{}\[\]\"']+")
#: the mark that ends a string is followed by what follows a value; one within a text is not
_ENDS = {
    mark: re.compile(rf"(?:[^{mark}\\]|\\.|{mark}(?!\s*(?:[,:}}\]]|$|/[/*])|[^\S\n]*\n\s*[\"'}}\]]))*+", re.DOTALL)
    for mark in "\"'"
}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_NAMED = {"true": True, "false": False}


def read_tolerantly(text: str) -> list[Any]:
    """Return the objects and lists that stand one behind the other in a text."""
    start = _FIRST_VALUE.match(text)
    reader, values = _Reader(text, start.end() if start else 0), list[Any]()
    while (reader.skip()) in "{[" and reader.next:
        values.append(reader.value(0))
    return [value for value in values if value]


class _Reader:
    """A place in a text, which every call moves on."""

    def __init__(self, text: str, place: int) -> None:
        self.text, self.place = text, place

    @property
    def next(self) -> str:
        return self.text[self.place : self.place + 1]

    def skip(self) -> str:
        """Pass over what may stand between values, and return the character that follows."""
        if match := _SKIPPED.match(self.text, self.place):
            self.place = match.end()
        return self.next

    def value(self, depth: int) -> Any:
        mark = self.skip()
        if mark in _ENDS and mark:
            return self._string(mark)
        if mark and mark in "{[":
            return self._members(depth) if depth < MAX_DEPTH else self._give_up()
        bare = _BARE.match(self.text, self.place)
        if bare is None:
            return None
        self.place = bare.end()
        return _number(bare[0]) if bare[0][0] in "-0123456789" else _NAMED.get(bare[0])

    def _give_up(self) -> None:
        self.place = len(self.text)

    def _string(self, mark: str) -> str | None:
        match = _ENDS[mark].match(self.text, self.place + 1)
        end = match.end() if match else len(self.text)
        raw = self.text[self.place + 1 : end]
        self.place = end + 1
        return _unescape_text(raw) if end < len(self.text) else None

    def _members(self, depth: int) -> Any:
        """Read an object or a list up to its end, or to what cannot be read."""
        closing = "}" if self.next == "{" else "]"
        self.place += 1
        found: dict[str, Any] = {}
        listed: list[Any] = []
        while (mark := self.skip()) and mark not in "}]":
            before = self.place
            value = self.value(depth + 1) if closing == "]" or mark in _ENDS else self._bare_name()
            if closing == "}" and self.skip() == ":":
                self.place += 1
                found |= {value: self.value(depth + 1)} if isinstance(value, str) else {}
            elif closing == "]":
                listed.append(value)
            if self.place == before:
                self.place += 1
        self.place += 1
        return found if closing == "}" else [value for value in listed if value is not None]

    def _bare_name(self) -> str | None:
        name = _BARE.match(self.text, self.place)
        self.place = name.end() if name else self.place
        return name[0] if name else None


def _number(text: str) -> int | float | str:
    try:
        number: int | float = json.loads(text)
    except ValueError:
        return text
    return number


def _unescape_text(raw: str) -> str:
    if "\\" not in raw:
        return raw
    # a character beyond U+FFFF is written as two escapes, which are one only together
    return _ESCAPE.sub(_unescape, raw).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _CONTROLS.get(match[2], match[2])
