"""Where sentences begin and end, in any language with end marks of its own: the only splitter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from text.words import AFTER_NUMBERS, WORD, fold_words, straighten_apostrophes

#: parts of character classes: what ends a sentence, what does so in scripts without capitals and needs no space behind
#: it, what may close it after that, what may open the next one before its first letter, and what that one begins with
_STOPS = ".!?…"
_OTHER_STOPS = "。！？｡।॥၊။។"
_CLOSING = "\"'”’“‘»«)\\]」』"
_OPENING = "\"'“”„‘’«»(\\["
_CAPITALS = "A-ZÀ-ÖØ-Þ0-9"
#: initials, titles and the like, behind which a full stop ends no sentence
_ABBREVIATIONS = (
    "[A-Z]|Mr|Mrs|Ms|Dr|Fr|Hon|Rev|Atty|Prof|Gov|Sen|Rep|Gen|Col|Maj|Capt|Lt|Sgt|Insp|Supt|Jr|Sr|"
    "St|Sta|Sto|Ma|Brgy|Nos?|Art|Sec|vs"
)
#: characters of the longest abbreviation with its full stop
_LONGEST_ABBREVIATION = 5
_ABBREVIATED = re.compile(rf"\b(?:{_ABBREVIATIONS})\.$")
_BOUNDARY = re.compile(
    rf"[{_STOPS}][{_CLOSING}]*(\s+)(?=[{_OPENING}]?[{_CAPITALS}])|[{_OTHER_STOPS}][{_CLOSING}]*(\s*)|(\n\s*\n)"
)
_END = re.compile(rf"[{_STOPS}{_OTHER_STOPS}][{_CLOSING}]*\s*$")


class Sentence(NamedTuple):
    """One sentence: where it stands in the text, its words case folded, and which of them are names or numbers."""

    start: int
    end: int
    words: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends, with the marks that open and close it.

    A stop ends a sentence where a capital or a figure follows, unless it belongs to an abbreviation within a line; an
    empty line always ends one. A line that is wrapped within its paragraph goes on in the next.
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for boundary in _BOUNDARY.finditer(text, start, end):
        gap = boundary.lastindex or 0
        stop = boundary.start() + 1
        if "\n" not in boundary[gap] and _ABBREVIATED.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop):
            continue
        yield start, boundary.start(gap)
        start = boundary.end()
    if start < end:
        yield start, end


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text as they are written."""
    return [text[start:end].strip() for start, end in sentence_spans(text)]


def read_sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text that hold a word, with their words, names and numbers."""
    straight = straighten_apostrophes(text)
    return [sentence for span in sentence_spans(text) if (sentence := _read_sentence(straight, *span)).words]


def _read_sentence(straight: str, start: int, end: int) -> Sentence:
    """Return one sentence with its names and numbers; a capital at its very beginning makes no name."""
    forms = WORD.findall(straight, start, end)
    words = fold_words(forms)
    names = [word for word, form in zip(words[1:], forms[1:], strict=True) if form[0] != word[0]]
    numbers = [word for word in words if word < AFTER_NUMBERS]
    return Sentence(start, end, tuple(words), frozenset(names), frozenset(numbers))


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return _END.search(text) is not None


def first_sentence(text: str, limit: int, least: int = 0) -> str:
    """Return what a text begins with, cut at a word where it is longer than ``limit`` characters.

    That is its first sentence, with those behind it until there are ``least`` characters. White space is folded.
    """
    line = " ".join(text.split())
    sentence = line[: next((end for _, end in sentence_spans(line) if end > least), len(line))]
    if len(sentence) <= limit:
        return sentence
    return sentence[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"
