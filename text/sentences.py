"""Words, sentences, names and numbers of a text, in any language that is written with spaces and capitals."""

from __future__ import annotations

import re
from typing import NamedTuple

#: a run of letters, or a number with its separators
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
#: what begins with a digit sorts before this
AFTER_NUMBERS = ":"
THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")
#: a full stop with what may close a quotation, before what may begin a sentence; or an empty line
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”'»)\]]*\s+(?=[\"“„'‘«(\[]?[A-ZÀ-ÖØ-Þ0-9])|\n\s*\n")
ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Atty|Gov|Sen|Rep|Gen|Col|Maj|Capt|Lt|Sgt|Prof|St|Jr|Sr|vs))\.$")


class Sentence(NamedTuple):
    """One sentence: where it stands in the text, its words case folded, and which of them are names or numbers."""

    start: int
    end: int
    words: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]


def words(text: str) -> list[str]:
    """The words of a text in order, case folded, numbers without the separators of their thousands."""
    return folded(WORD.findall(plain(text)))


def plain(text: str) -> str:
    """A text as long as before in which every apostrophe is a straight one."""
    return text.replace("’", "'")


def folded(forms: list[str]) -> list[str]:
    """Words as they are compared."""
    said = " ".join(forms).casefold().split()  # all at once, which takes half the time
    return [THOUSANDS.sub("", word) if word < AFTER_NUMBERS else word for word in said]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; a line that is wrapped within its paragraph goes on in the next."""
    straight = plain(text)
    return [sentence for start, end in spans(text) if (sentence := read(straight, start, end)).words]


def spans(text: str) -> list[tuple[int, int]]:
    """Where sentences begin and end."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in SENTENCE_END.finditer(text):
        if "\n" in gap.group().strip(" ") or not ABBREVIATED.search(text, max(start, gap.start() - 6), gap.start()):
            found.append((start, gap.start()))
            start = gap.end()
    return [*found, (start, len(text))]


def read(text: str, start: int, end: int) -> Sentence:
    """One sentence with its names and numbers; a capital at its very beginning makes no name."""
    forms = WORD.findall(text, start, end)
    said = folded(forms)
    names = [word for word, form in zip(said[1:], forms[1:], strict=True) if form[0] != word[0]]
    numbers = [word for word in said if word < AFTER_NUMBERS]
    return Sentence(start, end, tuple(said), frozenset(names), frozenset(numbers))
