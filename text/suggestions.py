"""Words for an error: the nearest known spelling, and a value as a person finds it in the file."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

#: characters of a value that an error message shows; chosen, so that a message stays on two lines of a terminal
MAX_QUOTED_CHARACTERS: Final = 100


def suggest_spelling(word: str, known: Iterable[str]) -> str:
    """Return a question that names the nearest known words; empty if none is near."""
    near = get_close_matches(word, list(known), n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def quote_value(value: object) -> str:
    """Return a value as Python writes it, cut where it is long."""
    shown = repr(value)
    return shown if len(shown) <= MAX_QUOTED_CHARACTERS else f"{shown[:MAX_QUOTED_CHARACTERS]}..."
