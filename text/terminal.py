"""Text that anyone may have written, as a terminal or a log may show it."""

from __future__ import annotations

import re

from text.unicode import (
    BIDI_MARKS,
    C1_CONTROLS,
    LINE_SEPARATORS,
    XML_FORBIDDEN,
    ZERO_WIDTH_JOINERS,
    ZERO_WIDTH_SPACES,
)

#: characters of one line; a reason or a title is a sentence, whatever a server sent in its place
MAX_LINE_CHARACTERS = 1_000
#: what moves the cursor, changes colours, rings, turns the direction or cannot be seen; a tab is left
_UNPRINTABLE = re.compile(
    f"[\n\r{XML_FORBIDDEN}{C1_CONTROLS}{BIDI_MARKS}{ZERO_WIDTH_SPACES}{ZERO_WIDTH_JOINERS}{LINE_SEPARATORS}]"
)


def printable(text: object) -> str:
    """Return one line without control characters, cut where it is too long for a sentence."""
    line = _UNPRINTABLE.sub(" ", str(text)[: 2 * MAX_LINE_CHARACTERS])
    return line if len(line) <= MAX_LINE_CHARACTERS else line[:MAX_LINE_CHARACTERS] + " …"


def printable_lines(text: str) -> str:
    """Return several lines, each printable; of many, such as those of a traceback, the last hundred."""
    return "\n".join(printable(line) for line in text.split("\n")[-100:])
