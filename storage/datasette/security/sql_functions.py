"""SQL functions whose own versions nothing can interrupt: in place of them, ones whose time grows with their text only.

SQLite 3.40 compares at every place anew in ``instr`` and ``replace``, looks through all characters for each one in
``trim``, and counts a width of ``printf`` down by ones: a short statement kept a thread busy for hours.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from functools import partial

Value = str | bytes | int | float | None

#: characters that may be cut off both ends, and digits of a width or a precision
MAX_TRIMMED, MAX_WIDTH_DIGITS = 100, 3
#: a width or precision that is too large, or comes as an argument
_TOO_WIDE = re.compile(rf"%[^a-zA-Z%]{{0,50}}(?:\*|\d{{{MAX_WIDTH_DIGITS + 1}}}|[^a-zA-Z%]{{51}})")


def bound_functions(connection: sqlite3.Connection, max_bytes: int) -> None:
    """Put our versions in the place of a connection's own, which takes values of so many bytes at most."""
    bounded = _Bounded(max_bytes)
    functions: list[tuple[str, int, Callable[..., Value]]] = [("instr", 2, _instr), ("replace", 3, bounded.replace)]
    functions += [(name, -1, bounded.formatted) for name in ("printf", "format")]
    for name, cut in (("trim", str.strip), ("ltrim", str.lstrip), ("rtrim", str.rstrip)):
        functions += [(name, count, partial(bounded.cut_ends, cut)) for count in (1, 2)]
    for name, count, function in functions:
        connection.create_function(name, count, function, deterministic=True)


class _Bounded:
    """Functions whose value may be too big; they give SQLite one that it refuses, since it prints exceptions."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes, self._too_big = max_bytes, bytes(max_bytes + 1)
        self._others = sqlite3.connect(":memory:", check_same_thread=False)

    def replace(self, text: Value, old: Value, new: Value) -> Value:
        """Return a text with every occurrence of a part replaced."""
        if text is None or old is None or not _text(old):
            return None if old is None else text
        if new is None:
            return None
        words, sought, given = _text(text), _text(old), _text(new)
        if len(words) + words.count(sought) * (len(given) - len(sought)) > self._max_bytes:
            return self._too_big
        return words.replace(sought, given)

    def formatted(self, form: Value = None, *values: Value) -> Value:
        """Return values in a form, as SQLite itself writes them."""
        if form is None:
            return None
        if _TOO_WIDE.search(_text(form)):
            return self._too_big
        marks = ", ?" * len(values)
        found: Value = self._others.execute(f"select printf(?{marks})", [form, *values]).fetchone()[0]
        return found

    def cut_ends(self, cut: Callable[[str, str], str], text: Value, characters: Value = " ") -> Value:
        """Return a text without some characters at its ends."""
        if text is None or characters is None:
            return None
        sought = _text(characters)
        if len(sought) > MAX_TRIMMED:
            return self._too_big
        return cut(_text(text), sought) if sought else _text(text)


def _text(value: Value) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _instr(text: Value, sought: Value) -> int | None:
    if text is None or sought is None:
        return None
    if isinstance(text, bytes) and isinstance(sought, bytes):
        return text.find(sought) + 1
    return _text(text).find(_text(sought)) + 1
