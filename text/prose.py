"""What of a text is prose: words counted in any script, sentences and paragraphs by their length and end mark."""

from __future__ import annotations

import re
from collections.abc import Iterable

from text.sentences import ends_sentence

#: words under which there is nothing to read; chosen, not measured: briefs of a newspaper have forty
MIN_WORDS = 20
#: scripts written without spaces between words, and letters of a word there: two in Chinese and Japanese, four in the
#: alphabets of South-East Asia (chosen by counting a few dozen dictionary words, not measured)
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_UNSPACED_LETTERS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LETTERS_PER_IDEOGRAPHIC_WORD = 2
_LETTERS_PER_UNSPACED_WORD = 4
_MIN_WORDS_OF_PROSE = 6
_MIN_PARAGRAPH_WORDS = 10
#: words from which a line is a paragraph even if its end mark is missing, where a sentence ends within it
_MIN_LONG_WORDS = 30
_SENTENCE_WITHIN = re.compile(r"\w[.!?…][\"'”’»)]*\s+\S")


def count_words(text: str) -> int:
    """Return how many words a text has; where they are written without spaces, how many its letters make."""
    words = len(text.split())
    if text.isascii():
        return words
    ideographs, letters = len(_IDEOGRAPHS.findall(text)), len(_UNSPACED_LETTERS.findall(text))
    unspaced = ideographs // _LETTERS_PER_IDEOGRAPHIC_WORD + letters // _LETTERS_PER_UNSPACED_WORD
    return max(words, unspaced)


def is_sentence(line: str) -> bool:
    """Return whether a line reads as prose: several words and an end mark, which Thai and its neighbours lack."""
    if count_words(line) < _MIN_WORDS_OF_PROSE:
        return False
    return ends_sentence(line) or _has_no_end_marks(line)


def is_prose(line: str) -> bool:
    """Return whether a line reads as a paragraph of an article."""
    words = count_words(line)
    if words >= _MIN_LONG_WORDS and _SENTENCE_WITHIN.search(line):
        return True
    return words >= _MIN_PARAGRAPH_WORDS and is_sentence(line)


def count_prose_words(lines: Iterable[str], least: int = _MIN_PARAGRAPH_WORDS) -> int:
    """Return how many words stand in those lines that are paragraphs of at least ``least`` words."""
    return sum(words for line in lines if is_prose(line) and (words := count_words(line)) >= least)


def _has_no_end_marks(line: str) -> bool:
    return not line.isascii() and len(_UNSPACED_LETTERS.findall(line)) * 2 > len(line)
