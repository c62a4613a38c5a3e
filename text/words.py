"""The words and numbers of a text in the form in which texts are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: a run of letters, or a number with its separators
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
#: what begins with a digit sorts before this
AFTER_NUMBERS = ":"
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")


def split_words(text: str) -> list[str]:
    """Return the words of a text in order, case folded, numbers without the separators of their thousands."""
    return fold_words(WORD.findall(straighten_apostrophes(text)))


def straighten_apostrophes(text: str) -> str:
    """Return a text as long as before in which every apostrophe is a straight one."""
    return text.replace("’", "'")


def fold_words(forms: Sequence[str]) -> list[str]:
    """Return words, found by ``WORD``, as they are compared."""
    folded = " ".join(forms).casefold().split()  # all at once, which takes half the time
    return [_THOUSANDS.sub("", word) if word < AFTER_NUMBERS else word for word in folded]
