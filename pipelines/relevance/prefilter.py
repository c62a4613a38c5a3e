"""Refuse pages cheaply: a search over the raw bytes, before any parsing, for what every term needs."""

from __future__ import annotations

import itertools
import operator
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Self

from ahocorasick_rs import BytesAhoCorasick, Implementation

from pipelines.relevance.page_words import BREAK, page_words
from pipelines.relevance.topics import EARNING_ROLES, WORD_LIST_PREFIX, ListChoice, Rule, Topics, fold

#: Every run of this many blocks and one more lies within one of the runs that are looked at, for a sentence may be
#: broken over several.
_STEP = 4

_PARTING = b" " + BREAK

#: characters, chosen, not measured: so short a word is made by the end of one word and the beginning of the next on
#: any page, so it is looked up again
_SHORT = 5

#: names that were found, as the bits of a number, for some fifty rules are asked of every page
NameBits = int


@dataclass(frozen=True, slots=True)
class RuleBits:
    """What a rule needs to earn points: any name of each group, or any of those that do by themselves."""

    sufficient: NameBits
    groups: tuple[NameBits, ...]
    #: groups of which each must be found near the others
    near: tuple[NameBits, ...]

    @classmethod
    def of(cls, rule: Rule, bits: Mapping[str, NameBits]) -> Self:
        """Return the rule in bits. What else an acronym may mean is no reason to refuse a page, so it is left out."""

        def groups_of(choices: tuple[ListChoice, ...]) -> tuple[NameBits, ...]:
            return tuple(_together(bits[name] for name in choice) for choice in choices)

        near = groups_of(rule.lists)
        groups = near if rule.role == "near" else groups_of((rule.phrases,))
        sufficient = _together(bits[name] for name in rule.expansions) if rule.role == "acronyms" else 0
        return cls(sufficient, (*groups, *groups_of(rule.needs)), near)

    def possible(self, found: NameBits) -> bool:
        """Return whether the rule could earn points where all of this was found somewhere."""
        return bool(found & self.sufficient) or _in_each(self.groups, found)


class Prefilter:
    """What a page must hold, by the topics, to score more than nothing."""

    def __init__(self, topics: Topics) -> None:
        rules = [rule for topic in topics.topics for rule in topic.rules if rule.role in EARNING_ROLES]
        names = list(_names(rules, topics))
        bits = {name: 1 << number for number, name in enumerate(dict.fromkeys(name for _, name in names))}
        self.rules = [RuleBits.of(rule, bits) for rule in rules]
        anchors: dict[str, NameBits] = {}
        for phrase, name in names:
            for anchor in _spellings(phrase):
                anchors[anchor] = anchors.get(anchor, 0) | bits[name]
        self.anchors = [(anchor.encode(), names) for anchor, names in anchors.items()]
        self.finder = BytesAhoCorasick([anchor for anchor, _ in self.anchors], implementation=Implementation.DFA)

    def may_match(self, raw: bytes) -> bool:
        """Return False only for a page to which the judge would give nothing, whatever the extractor finds in it."""
        words = page_words(raw)
        everything = self._found(words)
        rules = [rule for rule in self.rules if rule.possible(everything)]
        if not rules:
            return False
        # Words of the topic are strewn over many a page, in menus and links: a second look asks where they stand.
        blocks = [block for block in words.split(BREAK) if block.strip()]
        runs = [self._found(b" ".join(blocks[start : start + 2 * _STEP])) for start in range(0, len(blocks), _STEP)]
        everything = _together(runs)
        return any(
            rule.possible(everything) and (not rule.near or any(_in_each(rule.near, run) for run in runs))
            for rule in rules
        )

    def _found(self, words: bytes) -> NameBits:
        letters = words.translate(None, _PARTING)
        hits = {number for number, _, _ in self.finder.find_matches_as_indexes(letters, overlapping=True)}
        anchors = [self.anchors[number] for number in hits]
        found = _together(names for anchor, names in anchors if len(anchor) > _SHORT)
        words = words.replace(BREAK, b"")
        for anchor, names in anchors:
            if names & ~found and anchor in words:
                found |= names
        return found


def _together(names: Iterable[NameBits]) -> NameBits:
    return reduce(operator.or_, names, 0)


def _in_each(groups: tuple[NameBits, ...], found: NameBits) -> bool:
    return all(map(found.__and__, groups))


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
