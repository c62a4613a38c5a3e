"""Stories as a partition of articles: who belongs together, and which story keeps its number."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from storage.tables.grouping.plans import Group
from storage.tables.grouping.stories import Tie

Pair = tuple[int, int]
#: the log-odds of two articles that nothing ties
UNTIED = -3.0
#: outweighs any evidence: what a person has decided
DECIDED = 1e6
#: two groups are less likely one story the better either goes with another article, and much less where both do: a
#: brief is less like the others of its story than they are like each other, but goes with nothing else
RIVALRY, MUTUAL_RIVALRY = 0.15, 1.0
#: no tie counts for more among rivals
STRONGEST = 8.0
#: between two groups, so many texts of either are compared at most: a large story has more than an article meets
MOST_COMPARED = 40


@dataclass(frozen=True, slots=True)
class Bond:
    """What ties two groups: how many ties there are, by how much they exceed UNTIED in all, the strongest of them."""

    ties: int
    evidence: float
    strongest: float
    translated: bool

    def __add__(self, other: Bond) -> Bond:
        stronger = max(self, other, key=lambda bond: bond.strongest)
        return Bond(self.ties + other.ties, self.evidence + other.evidence, stronger.strongest, stronger.translated)


def pair(one: int, two: int) -> Pair:
    """Two articles in the order in which pairs are kept."""
    return (one, two) if one < two else (two, one)


def partition(blocks: Iterable[set[int]], ties: Collection[Tie], decided: Mapping[Pair, bool]) -> list[set[int]]:
    """Joins the two groups that are most surely one story until no two are.

    It starts from ``blocks``, most of them of one article. What a person has decided comes before any score.
    """
    groups = dict(enumerate(map(set, blocks)))
    best = strongest_ties(ties)
    bonds = between(groups, ties, decided)
    strengths = {both: strength(groups, best, both, bond) for both, bond in bonds.items()}
    while strengths:
        one, two = max(strengths, key=lambda both: (strengths[both], both))
        if strengths[one, two] <= 0:
            break
        groups[one] |= groups.pop(two)
        for gone in [both for both in bonds if two in both]:
            bond = bonds.pop(gone)
            del strengths[gone]
            if one not in gone:
                kept = pair(one, gone[0] + gone[1] - two)
                bonds[kept] = bonds[kept] + bond if kept in bonds else bond
        for both in [both for both in bonds if one in both]:
            strengths[both] = strength(groups, best, both, bonds[both])
    return list(groups.values())


def strongest_ties(ties: Iterable[Tie]) -> dict[int, float]:
    """How well each article goes with the one that it goes with best."""
    best: defaultdict[int, float] = defaultdict(lambda: UNTIED)
    for tie in ties:
        for article in (tie.article, tie.other):
            best[article] = max(best[article], min(tie.score, STRONGEST))
    return best


def between(groups: Mapping[int, set[int]], ties: Iterable[Tie], decided: Mapping[Pair, bool]) -> dict[Pair, Bond]:
    """The bonds between groups that any tie or decision ties."""
    home = {article: number for number, group in groups.items() for article in group}
    bonds = {pair(tie.article, tie.other): Bond(1, tie.score - UNTIED, tie.score, tie.translated) for tie in ties}
    bonds |= {both: Bond(1, DECIDED * (1 if together else -1), UNTIED, False) for both, together in decided.items()}
    found: dict[Pair, Bond] = {}
    for (one, two), bond in bonds.items():
        if one in home and two in home and home[one] != home[two]:
            both = pair(home[one], home[two])
            found[both] = found[both] + bond if both in found else bond
    return found


def strength(groups: Mapping[int, set[int]], best: Mapping[int, float], both: Pair, bond: Bond) -> float:
    """The average score between two groups, less where the articles of one of them go better with others.

    Translations have no rivals: texts in one language resemble each other more in any case.
    """
    sides = [groups[side] for side in both]
    compared = math.prod(min(len(side), MOST_COMPARED) for side in sides)
    average = UNTIED + bond.evidence / max(compared, bond.ties)
    if bond.translated:
        return average
    rivals = [max(0.0, sum(best[article] for article in side) / len(side) - bond.strongest) for side in sides]
    return average - RIVALRY * sum(rivals) - MUTUAL_RIVALRY * min(rivals)


def numbered(groups: Iterable[Iterable[int]], before: Mapping[int, int]) -> list[Group]:
    """Gives each group the number of the story that most of its members were in, each number once."""
    found = [tuple(sorted(group)) for group in groups]
    claims = Counter((index, before[one]) for index, group in enumerate(found) for one in group if one in before)
    given: dict[int, int] = {}
    for index, story in sorted(claims, key=lambda claim: (-claims[claim], claim[1], claim[0])):
        if index not in given and story not in given.values():
            given[index] = story
    return [Group(given.get(index), group) for index, group in enumerate(found)]
