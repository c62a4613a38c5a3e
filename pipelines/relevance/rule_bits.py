"""Rules as bits: what each needs to earn points at all, asked of thousands of pages."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Self

from pipelines.relevance.topics import EARNING_ROLES, ListChoice, Rule, Topics

#: names that were found, as the bits of a number, for some fifty rules are asked of every page
NameBits = int


@dataclass(frozen=True, slots=True)
class RuleBits:
    """What a rule needs to earn points: any name of each group, or any of those that do by themselves."""

    sufficient: NameBits
    groups: tuple[NameBits, ...]
    #: groups of which each must be found near the others
    near: tuple[NameBits, ...]
    #: sentences in a row within which they must be found
    sentences: int

    @classmethod
    def of(cls, rule: Rule, bits: Mapping[str, NameBits]) -> Self:
        """Return the rule in bits. What else an acronym may mean is no reason to refuse a page, so it is left out."""

        def groups_of(choices: tuple[ListChoice, ...]) -> tuple[NameBits, ...]:
            return tuple(together(bits[name] for name in choice) for choice in choices)

        near = groups_of(rule.lists)
        groups = near if rule.role == "near" else groups_of((rule.phrases,))
        sufficient = together(bits[name] for name in rule.expansions) if rule.role == "acronyms" else 0
        return cls(sufficient, (*groups, *groups_of(rule.needs)), near, 2 * rule.within - 1)

    def possible(self, found: NameBits) -> bool:
        """Return whether the rule could earn points where all of this was found somewhere."""
        return bool(found & self.sufficient) or in_each(self.groups, found)


def earning_rules(topics: Topics) -> list[Rule]:
    """Return the rules that earn points by themselves."""
    return [rule for topic in topics.topics for rule in topic.rules if rule.role in EARNING_ROLES]


def bits_of_rules(topics: Topics) -> tuple[dict[str, NameBits], list[RuleBits]]:
    """Return a bit for each name that an earning rule asks for, and the rules in these bits."""
    rules = earning_rules(topics)
    asked = (name for rule in rules for choice in ((rule.names,), rule.lists, rule.needs) for name in sum(choice, ()))
    bits = {name: 1 << number for number, name in enumerate(dict.fromkeys(asked))}
    return bits, [RuleBits.of(rule, bits) for rule in rules]


def together(names: Iterable[NameBits]) -> NameBits:
    """Return all of these names."""
    return reduce(operator.or_, names, 0)


def in_each(groups: tuple[NameBits, ...], found: NameBits) -> bool:
    """Return whether a name of each group was found."""
    return all(map(found.__and__, groups))
