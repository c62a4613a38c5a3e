"""Refuse pages cheaply: a search over the raw bytes, before any parsing, for what every term needs."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

from pipelines.relevance.anchors import AnchorFinder, Places
from pipelines.relevance.page_words import page_words
from pipelines.relevance.rule_bits import NameBits, bits_of_rules, earning_rules, in_each, together
from pipelines.relevance.topics import WORD_LIST_PREFIX, Rule, Topics, fold

#: Every run of this many blocks and one more lies within one of the runs that are looked at, for a sentence may be
#: broken over several.
STEP = 4

#: characters, chosen, not measured: so short a word is made by the end of one word and the beginning of the next on
#: any page, so it is looked up again
_SHORT = 5


class Prefilter:
    """What a page must hold, by the topics, to score more than nothing."""

    def __init__(self, topics: Topics) -> None:
        self.bits, self.rules = bits_of_rules(topics)
        anchors: dict[str, NameBits] = {}
        sure: set[str] = set()
        for phrase, name in _names(earning_rules(topics), topics):
            for anchor in _spellings(phrase):
                anchors[anchor] = anchors.get(anchor, 0) | self.bits[name]
                if len(anchor) > _SHORT or " " in fold(phrase).strip():
                    sure.add(anchor)
        self.names = list(anchors.values())
        self.finder = AnchorFinder([(anchor.encode(), anchor not in sure) for anchor in anchors])

    def may_match(self, raw: bytes) -> bool:
        """Return False only for a page to which the judge would give nothing, whatever the extractor finds in it."""
        places = self.finder.find(page_words(raw))
        everything = together(self.names[anchor] for anchor in set(places[::3]))
        rules = [rule for rule in self.rules if rule.possible(everything)]
        if not rules:
            return False
        # Words of the topic are strewn over many a page, in menus and links: a second look asks where they stand.
        runs = self._runs(places)
        everything = together(runs)
        return any(
            rule.possible(everything) and (not rule.near or any(in_each(rule.near, run) for run in runs))
            for rule in rules
        )

    def _runs(self, places: Places) -> list[NameBits]:
        """Return what stands in each run of blocks: twice as many as a step, every step."""
        runs: dict[int, NameBits] = {}
        for anchor, first, last in zip(places[::3], places[1::3], places[2::3], strict=True):
            for run in {max(first // STEP - 1, 0), first // STEP}:
                if last < (run + 2) * STEP:
                    runs[run] = runs.get(run, 0) | self.names[anchor]
        return list(runs.values())


def _names(rules: list[Rule], topics: Topics) -> Iterator[tuple[str, str]]:
    """Yield every phrase and word that the rules ask for, with the name they ask for it by."""
    for rule in rules:
        for phrase in rule.names:
            yield phrase, phrase
        for name in itertools.chain(*rule.lists, *rule.needs):
            for word in topics.words[name.removeprefix(WORD_LIST_PREFIX)]:
                yield word, name


def _spellings(phrase: str) -> set[str]:
    """Return the ASCII letters and digits of a phrase in a row: others go, or leave the letter beneath the accent."""
    letters = fold(phrase).replace(" ", "")
    if letters.isascii():
        return {letters}
    choices = [{_ascii(letter), _ascii(unicodedata.normalize("NFD", letter))} for letter in letters]
    return {"".join(spelling) for spelling in itertools.product(*choices)}


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode()
