"""The second gate of an archive's pages, between prefilter and extraction: whole words, and where they stand."""

from __future__ import annotations

import html
import re
from typing import Final

from pipelines.relevance.page_words import BREAK, page_words, shown_blocks
from pipelines.relevance.prefilter import STEP, Prefilter
from pipelines.relevance.rule_bits import NameBits, RuleBits, in_each, together
from pipelines.relevance.topics import Topics, fold
from text.sentences import split_sentences

#: stands where a tag was, and in no page (Phoenician alf): a letter, so that no sentence ends there
_MARK: Final = "\U00010900"
_TAG: Final = re.compile(r"<(?!meta|!\[)[a-z/!?][^<>]*>", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-f]{4})|[nrt])", re.IGNORECASE)


class WordGate:
    """What a page must hold in whole words, close enough to each other, to score more than nothing.

    The prefilter knows no words, only letters in a row; this costs more, and is asked of what it lets through.
    """

    def __init__(self, topics: Topics, prefilter: Prefilter) -> None:
        self.matcher = topics.matcher
        self.finder = prefilter.finder
        self.bits, self.rules = prefilter.bits, prefilter.rules

    def may_match(self, page: bytes) -> bool:
        """Return False only for a page, in UTF-8, of which no run of blocks could earn a point."""
        blocks, broken = self._telling_blocks(page)
        last = max(blocks, default=0)
        found = [self._found(blocks[number]) if number in blocks else 0 for number in range(last + 1)]
        for begin, end in broken:
            found[begin] |= self._found(" ".join(blocks[number] for number in range(begin, end + 1)))
        everything = together(found)
        return any(
            rule.possible(everything) and (not rule.near or self._stands_close(rule, blocks, found))
            for rule in self.rules
        )

    def _telling_blocks(self, page: bytes) -> tuple[dict[int, str], set[tuple[int, int]]]:
        """Return the blocks that hold a part of any anchor, for in no other one can a term stand.

        Also return where a term may be broken over several blocks, as lines that are elements of their own break it:
        the first and the last block of each.
        """
        words = page_words(page)
        places = self.finder.find(words)
        spans = set(zip(places[1::3], places[2::3], strict=True))
        telling = {block for first, last in spans for block in range(first, last + 1)}
        shown = (
            block
            for block, word in zip(shown_blocks(page).split(BREAK), words.split(BREAK), strict=True)
            if word.strip()
        )
        blocks = {number: _marked(block) for number, block in enumerate(shown) if number in telling}
        return blocks, {(first, last) for first, last in spans if first < last}

    def _stands_close(self, rule: RuleBits, blocks: dict[int, str], found: list[NameBits]) -> bool:
        """Return whether all that a rule asks for stands in few blocks, and in sentences next to each other."""
        runs = [start for start in range(len(found)) if in_each(rule.near, together(found[start : start + STEP + 1]))]
        telling = {number for start in runs for number in range(start, start + STEP + 1)} & blocks.keys()
        # the sentences of blocks that tell nothing are left out, as the extraction may leave them out
        sentences = split_sentences(" ".join(blocks[number] for number in sorted(telling)))
        names = [self._found(sentence) for sentence in sentences]
        return any(in_each(rule.near, together(names[start : start + rule.sentences])) for start in range(len(names)))

    def _found(self, text: str) -> NameBits:
        """Return what stands in a text, as if its tags parted no words, and as if all did."""
        spellings = {text.replace(_MARK, ""), text.replace(_MARK, " ")}
        return together(self.bits.get(name, 0) for spelling in spellings for name in self.matcher.find(fold(spelling)))


def _marked(block: bytes) -> str:
    """Return a block as text, with a mark for each of its tags."""
    text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)) if code[1] else " ", block.decode("utf-8", "replace"))
    return html.unescape(_TAG.sub(_MARK, text))
