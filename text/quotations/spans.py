"""Where a text quotes: what stands between quotation marks, over several paragraphs too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: opening marks with the marks that close them: English, straight, German, Dutch, and those of Swiss and French print
_PAIRS = {"“": "”", '"': '"', "„": '“”"', "«": "»", "»": "«", "‟": "”"}
_OPENING = re.compile(rf"(?<![\w.,!?])[{''.join(_PAIRS)}](?=\S)")
_PARAGRAPH = re.compile(r"\n\s*\n")
#: characters of a quotation at most: what is longer has lost its closing mark; chosen, not measured
_MAX_CHARACTERS = 3_000
#: words from which on a quotation may be a statement; fewer are a term, a title or a scare quote
_MIN_WORDS = 4
_STOP_INSIDE = re.compile(r"[,.!?…–—-]\s*$")
#: before a term: "so-called", "known as"
_NAMED_SO = re.compile(
    r"\b(?:called|calls|known as|term|terms|word|words|dubbed|label\w{0,5}|tinatawag na|tinawag na|gitawag og|"
    r"sogenannte[nr]?|für|as|the|an?|der|die|das|ang|mga)\s$",
    re.IGNORECASE,
)
#: characters before a passage in which that stands
_NAMED_BEFORE = 24


class QuotedSpan(NamedTuple):
    """Where a quoted passage begins and ends, its marks included, and whether it goes on from the passage before it."""

    start: int
    end: int
    continued: bool


def quoted_spans(text: str) -> list[QuotedSpan]:
    """Return the passages between quotation marks, in their order, terms and titles among them."""
    spans: list[QuotedSpan] = []
    unclosed = False
    for start, end in _paragraphs(text):
        found = list(_spans_in_paragraph(text, start, end))
        for number, (opening, closing, closed) in enumerate(found):
            spans.append(QuotedSpan(opening, closing, unclosed and number == 0 and opening == start))
            unclosed = not closed
        if not found:
            unclosed = False
    return spans


def is_fragment(text: str, span: QuotedSpan) -> bool:
    """Return whether a passage is a few words of somebody's, and no term, title or name: "lacked microscopes"."""
    words = text[span.start + 1 : span.end - 1]
    short = 1 < len(words.split()) < _MIN_WORDS
    return (
        short and words == words.lower() and not _NAMED_SO.search(text, max(0, span.start - _NAMED_BEFORE), span.start)
    )


def is_statement(text: str, span: QuotedSpan) -> bool:
    """Return whether a passage may be somebody's words: whole clauses, or what ends as a statement does."""
    if span.continued:
        return True
    words = text[span.start + 1 : span.end - 1]
    count = len(words.split())
    ends = text[span.end : span.end + 1] == "," or bool(_STOP_INSIDE.search(words))
    return count >= _MIN_WORDS or (count > 1 and ends)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _spans_in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the quoted passages of a paragraph; one whose closing mark is missing runs to the paragraph's end."""
    at = start
    while opening := _OPENING.search(text, at, end):
        closing = next((place for place in range(opening.end(), end) if _closes(text, place, opening.group())), None)
        if closing is None:
            if end - opening.start() <= _MAX_CHARACTERS:
                yield opening.start(), end, False
            return
        yield opening.start(), closing + 1, True
        at = closing + 1


def _closes(text: str, place: int, opening: str) -> bool:
    """Return whether a mark closes what ``opening`` opened; a straight one that stands before a word opens anew."""
    if text[place] not in _PAIRS[opening]:
        return False
    return not text[place - 1].isspace() or place + 1 >= len(text) or not text[place + 1].isalnum()
