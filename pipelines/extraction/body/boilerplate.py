"""What a page repeats beside its article: cut by its wording, and by how many other pages carry the same words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from pipelines.extraction.body.boilerplate_phrases import (
    APPEAL,
    BOILERPLATE,
    END_HEADING,
    END_LINE,
    POINTER,
    READER_OR_PUBLISHER,
)
from text.prose import is_prose, is_sentence
from text.unicode import text_key

#: a paragraph on this many pages of one source was not written for any of them
MIN_REPEATING_PAGES = 3
#: words; a paragraph this long is not repeated by its writer
MIN_LONG_WORDS = 20
#: share of the text that a source's memory may take away; more means that the pages are copies of each other
MAX_CUT_SHARE = 0.6
#: words and characters; what every page carries is no longer
_MAX_WORDS = 60
_MAX_CHARACTERS = 600
_OPEN_QUOTES = ("“", "„", "»", "«", "‘", '"')
_QUOTED = re.compile(r"[“„»«\"][^“”„»«\"]*[“”»«\"]")
_CAPTION_LABEL = re.compile(
    r"^(?:(?:Image|Caption|Larawan)(?:\s*:)?\s+|(?:Photo|Picture|Foto|Bild)\s*:\s+)(?=[A-ZÀ-Þ“\"])"
)


@lru_cache(maxsize=4096)  # the paragraphs of a few hundred articles: each is asked for five times while it is stored
def paragraph_fingerprint(paragraph: str) -> str:
    """Return the form in which a source's paragraphs are remembered and compared; figures do not count."""
    return re.sub(r"\d+", "0", text_key(paragraph))


def cut_repeated_paragraphs(
    paragraphs: Sequence[str], pages_with: Mapping[str, int], least: int = MIN_REPEATING_PAGES
) -> list[str]:
    """Return the paragraphs without those that at least ``least`` other pages of the source carry.

    ``pages_with`` maps a fingerprint to the number of other pages. Where most of the text would go, nothing is cut.
    """
    kept = [text for text in paragraphs if pages_with.get(paragraph_fingerprint(text), 0) < least]
    whole = sum(map(len, paragraphs))
    return kept if sum(map(len, kept)) >= whole * (1 - MAX_CUT_SHARE) else list(paragraphs)


def cut_boilerplate(lines: Sequence[str], links: Collection[str] = ()) -> list[str]:
    """Return the lines of an article without pointers, labels, sign-up lines, and without what follows its end.

    ``links`` holds the keys of texts that are links on the page: a line that is nothing but a link leads elsewhere.
    """
    kept = [line for line in _cut_after_end(list(lines)) if not is_boilerplate(line)]
    return _cut_pure_links(_cut_repeats(kept), links)


def _cut_repeats(lines: list[str]) -> list[str]:
    """Return the lines without the second time that a page shows the same paragraph; short lines may recur."""
    first = {line: index for index, line in reversed(list(enumerate(lines)))}
    return [line for index, line in enumerate(lines) if first[line] == index or not _is_long(line)]


def _is_long(line: str) -> bool:
    return len(line.split()) >= MIN_LONG_WORDS and is_sentence(line) and not line.startswith("-")


def split_off_captions(lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return the first line that calls itself a picture's caption, and the lines without it and other such labels.

    A further one that reads as a paragraph stays, for a paragraph may begin with the same word.
    """
    captions = [line for line in lines if _CAPTION_LABEL.match(line)]
    gone = {*captions[:1], *(line for line in captions if not is_prose(line))}
    return (_CAPTION_LABEL.sub("", captions[0]) if captions else ""), [line for line in lines if line not in gone]


def is_boilerplate(line: str) -> bool:
    """Return whether a line, as worded, was written for every page."""
    text = line.lstrip("-•* ").strip()
    if not any(char.isalnum() for char in text):
        return True
    words = len(text.split())
    if len(text) > _MAX_CHARACTERS or words >= _MAX_WORDS:
        return False
    if BOILERPLATE.match(text) or (APPEAL.match(text) and not _is_reported(text)):
        return True
    return bool((words < 40 and POINTER.match(text)) or _is_heading(text))


def _is_heading(text: str) -> bool:
    """Return whether a line is the heading of a block of links."""
    return bool(END_HEADING.match(text)) and not is_sentence(text)


def _is_reported(line: str) -> bool:
    """Return whether a line that begins as an appeal is a reporter's sentence: it quotes one, or speaks to nobody."""
    return line.startswith(_OPEN_QUOTES) or (is_prose(line) and not READER_OR_PUBLISHER.search(_QUOTED.sub("", line)))


def _cut_after_end(lines: list[str]) -> list[str]:
    """Cut the comments, and a heading such as "Related stories" with all after it where that is hardly prose."""
    sizes = [len(line.split()) for line in lines]
    whole = sum(sizes)
    for index, line in enumerate(lines):
        text = line.lstrip("-• ").strip()
        if sum(sizes[:index]) < whole * 0.3:
            continue
        if END_LINE.match(text) or (_is_heading(text) and not any(map(is_prose, lines[index + 1 :]))):
            return lines[:index]
    return lines


def _cut_pure_links(lines: list[str], links: Collection[str]) -> list[str]:
    """Return the lines without pure links, unless the article is a list of links."""
    if not links:
        return lines
    kept = [line for line in lines if text_key(line) not in links]
    return kept if sum(map(len, kept)) > sum(map(len, lines)) * 0.7 else lines
