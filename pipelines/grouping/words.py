"""Words, sentences, names and numbers of a text, in any language that is written with spaces and capitals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: a number with its separators, or a run of letters
WORD = re.compile(r"\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")
THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")
#: a full stop with what may close a quotation, before what may begin a sentence; or an empty line
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”'»)\]]*\s+(?=[\"“„'‘«(\[]?[A-ZÀ-ÖØ-Þ0-9])|\n\s*\n")
ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Atty|Gov|Sen|Rep|Gen|Col|Maj|Capt|Lt|Sgt|Prof|St|Jr|Sr|vs))\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands in the text, its words case folded, and which of them are names or numbers."""

    start: int
    end: int
    words: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]


def plain(text: str) -> str:
    """The text with compatibility characters resolved and straight apostrophes; it keeps its length in most cases."""
    return unicodedata.normalize("NFC", text).replace("’", "'")


def words(text: str) -> list[str]:
    """The words of a text in order, case folded, numbers without the separators of their thousands."""
    return [folded(word) for word in WORD.findall(plain(text))]


def folded(word: str) -> str:
    """A word as it is compared."""
    return THOUSANDS.sub("", word) if word[0].isdigit() else word.casefold()


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; a line that is wrapped within its paragraph goes on in the next."""
    return [sentence for start, end in spans(text) if (sentence := read(text, start, end)).words]


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
    written = WORD.findall(plain(text[start:end]))
    said = tuple(folded(word) for word in written)
    return Sentence(
        start,
        end,
        said,
        frozenset(word for word, form in zip(said[1:], written[1:], strict=True) if form[0].isupper()),
        frozenset(word for word in said if word[0].isdigit()),
    )


def names(text: str) -> frozenset[str]:
    """The names of a text."""
    return frozenset(name for sentence in sentences(text) for name in sentence.names)


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text."""
    return frozenset(number for sentence in sentences(text) for number in sentence.numbers)
