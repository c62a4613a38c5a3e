"""What changed between two texts, word by word, and which passages two texts share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

DIFF_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
#: a place within a word
CUT = re.compile(r"(?<=\w)(?=\w)")
#: headlines less alike than this are not told word by word
ALIKE = 0.5
#: a pair of passages with more words is shown whole, since comparing takes the square of them
MAX_DIFF_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text; ``number`` is that of the stretch in the other text it answers to, 0 where there is none."""

    shown: Markup
    number: int = 0
    #: whether it goes on from the paragraph before
    continued: bool = False


def word_changes(before: str, after: str) -> Markup:
    """Return both texts in one, escaped, with what was left out in ``del`` and what was added in ``ins``."""
    old, new = DIFF_TOKEN.findall(before), DIFF_TOKEN.findall(after)
    if len(old) + len(new) > MAX_DIFF_WORDS:
        return wrapped("del", before) + wrapped("ins", after)
    pieces = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(escape("".join(old[start:end])))
        else:
            pieces.extend((wrapped("del", "".join(old[start:end])), wrapped("ins", "".join(new[first:last]))))
    return Markup("").join(pieces)


def alike(before: str, after: str) -> bool:
    """Return whether two headlines share so many words that their differences tell something."""
    return SequenceMatcher(None, DIFF_TOKEN.findall(before), DIFF_TOKEN.findall(after), autojunk=False).ratio() >= ALIKE


def wrapped(tag: str, text: str) -> Markup:
    """Return the text, escaped, within a tag; nothing where there is none."""
    return Markup(f"<{tag}>{{}}</{tag}>").format(text) if text else Markup("")  # noqa: S704 - the tag is ours


def changed_paragraphs(before: Sequence[str], after: Sequence[str]) -> list[Markup]:
    """Return the paragraphs that differ, with their changes; those that stayed as they were are left out."""
    shown = []
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            shown.append(word_changes("\n\n".join(before[start:end]), "\n\n".join(after[first:last])))
    return shown


def passages(text: str, spans: Iterable[tuple[int, int, int]]) -> list[list[Passage]]:
    """Return the paragraphs of a text, cut into passages.

    ``spans`` are (begin, end, number) in characters; one that overlaps an earlier one, or lies outside, is left out.
    """
    cut: list[Passage] = []
    here = 0
    for begin, end, number in sorted(spans):
        if here <= begin < end <= len(text):
            cut += [Passage(escape(text[here:begin])), Passage(escape(text[begin:end]), number)]
            here = end
    cut.append(Passage(escape(text[here:])))
    return in_paragraphs(cut)


def fit(text: str, spans: Iterable[tuple[int, int, int]]) -> bool:
    """Return whether all spans lie in the text and cut no word, as they do unless the text has changed since."""
    return all(
        0 <= begin < end <= len(text) and not (CUT.match(text, begin) or CUT.match(text, end))
        for begin, end, _ in spans
    )


def in_paragraphs(cut: Iterable[Passage]) -> list[list[Passage]]:
    """Return passages put into paragraphs, which an empty line ends."""
    paragraphs: list[list[Passage]] = [[]]
    for passage in cut:
        for place, part in enumerate(str(passage.shown).split("\n\n")):
            if place:
                paragraphs.append([])
            if part.strip():
                paragraphs[-1].append(Passage(Markup(part), passage.number, place > 0))  # noqa: S704 - escaped before
    return [paragraph for paragraph in paragraphs if paragraph]


def numbered(pairs: Iterable[Sequence[int]]) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """Return pairs of sentences (begin, end, begin, end) as spans of the one and the other text, under common numbers.

    A sentence that answers to several is numbered once, with the first.
    """
    one: dict[tuple[int, int], int] = {}
    other: dict[tuple[int, int], int] = {}
    number = 0
    for begin, end, first, last in sorted(tuple(pair) for pair in pairs if len(pair) == 4):
        if (begin, end) not in one and (first, last) not in other:
            number += 1
            one[begin, end] = other[first, last] = number
    return [(*span, mark) for span, mark in one.items()], [(*span, mark) for span, mark in other.items()]
