"""The second gate of an archive's pages, between prefilter and extraction: whole words, and where they stand."""

from __future__ import annotations

import html
import re
from typing import Final

from pipelines.relevance.page_words import BREAK, shown_blocks
from pipelines.relevance.prefilter import STEP
from pipelines.relevance.rule_bits import NameBits, bits_of_rules, in_each, together
from pipelines.relevance.topics import Topics, fold

#: a letter that no page holds (Phoenician alf): stands where blocks part, since folding takes all but letters
_BREAK_LETTER: Final = "\U00010900"
_TAG: Final = re.compile(r"<(?!meta|!\[)[a-z/!?][^<>]*>")
_ESCAPE: Final = re.compile(r"\\u([0-9a-f]{4})")


class WordGate:
    """What a page must hold in whole words, close enough to each other, to score more than nothing.

    The prefilter knows no words, only letters in a row; this costs more, and is asked of what it lets through.
    """

    def __init__(self, topics: Topics) -> None:
        self.matcher = topics.matcher
        self.bits, self.rules = bits_of_rules(topics)

    def may_match(self, page: bytes) -> bool:
        """Return False only for a page, in UTF-8, of which no run of blocks could earn a point."""
        found = [self._found(block) for block in _blocks(page) if not block[0].isspace()]
        everything = together(found)
        runs = [together(found[start : start + STEP + 1]) for start in range(len(found))]
        return any(
            rule.possible(everything) and (not rule.near or any(in_each(rule.near, run) for run in runs))
            for rule in self.rules
        )

    def _found(self, block: tuple[str, str]) -> NameBits:
        names = {name for spelling in dict.fromkeys(block) for name in self.matcher.find(spelling)}
        return together(self.bits.get(name, 0) for name in names)


def _blocks(page: bytes) -> list[tuple[str, str]]:
    """Return the blocks of a page, each folded in two spellings: as if its tags parted no words, and as if all did."""
    text = shown_blocks(page).decode("utf-8", "replace").replace(BREAK.decode(), f" {_BREAK_LETTER} ")
    text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)
    joined = html.unescape(_TAG.sub("", text))
    spaced = html.unescape(_TAG.sub(" ", text))
    spellings = [[f"{block} " for block in fold(spelling).split(_BREAK_LETTER)] for spelling in (joined, spaced)]
    return list(zip(*spellings, strict=False))
