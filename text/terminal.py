"""Text that anyone may have written, as a terminal or a log may show it."""

from __future__ import annotations

import re

from text.unicode import BIDI_MARKS, C1_CONTROLS

#: characters of one line; a reason or a title is a sentence, whatever a server sent in its place
MAX_LINE_CHARACTERS = 1_000
#: what moves the cursor, changes colours, rings, turns the direction or cannot be seen; a tab is left
_UNPRINTABLE = re.compile(
    f"[\x00-\x08\x0a-\x1f\x7f{C1_CONTROLS}{BIDI_MARKS}\u200b-\u200d\u2028\u2029\u2060\ufeff\ud800-\udfff]"
)


def printable(text: object) -> str:
    """Return one line without control characters, cut where it is too long for a sentence."""
    line = _UNPRINTABLE.sub(" ", str(text)[: 2 * MAX_LINE_CHARACTERS])
    return line if len(line) <= MAX_LINE_CHARACTERS else line[:MAX_LINE_CHARACTERS] + " …"


def printable_lines(text: str) -> str:
    """Return several lines, each printable; of many, such as those of a traceback, the last hundred."""
    return "\n".join(printable(line) for line in text.split("\n")[-100:])
