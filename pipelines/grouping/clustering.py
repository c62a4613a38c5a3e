"""Stories as a partition of articles: who belongs together, and which story keeps its number."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from items import Link, StoryGroup

Pair = tuple[int, int]
#: the log-odds of two articles that nothing ties
UNLINKED_SCORE = -3.0
#: outweighs any evidence: what a person has decided
CONSTRAINT_SCORE = 1e6
#: two groups are less likely one story the better either goes with another article, and much less where both do: a
#: brief is less like the others of its story than they are like each other, but goes with nothing else
COMPETITION_PENALTY, MUTUAL_COMPETITION_PENALTY = 0.15, 1.0
#: no tie counts for more among rivals
MAX_COMPETING_SCORE = 8.0
#: between two groups, so many texts of either are compared at most: a large story has more than an article meets
MAX_COMPARED_TEXTS = 40


@dataclass(frozen=True, slots=True)
class Linkage:
    """What ties two groups: how many ties there are, by how much they exceed UNTIED in all, the strongest of them."""

    links: int
    evidence: float
    best: float
    translated: bool

    def __add__(self, other: Linkage) -> Linkage:
        stronger = max(self, other, key=lambda linkage: linkage.best)
        return Linkage(self.links + other.links, self.evidence + other.evidence, stronger.best, stronger.translated)


def pair(one: int, two: int) -> Pair:
    """Two articles in the order in which pairs are kept."""
    return (one, two) if one < two else (two, one)


def cluster_texts(
    initial_clusters: Iterable[set[int]], links: Collection[Link], decided: Mapping[Pair, bool]
) -> list[set[int]]:
    """Joins the two groups that are most surely one story until no two are.

    It starts from ``blocks``, most of them of one article. What a person has decided comes before any score.
    """
    groups = dict(enumerate(map(set, initial_clusters)))
    best = best_scores(links)
    linkages = linkages_between(groups, links, decided)
    scores = {both: linkage_score(groups, best, both, linkage) for both, linkage in linkages.items()}
    while scores:
        one, two = max(scores, key=lambda both: (scores[both], both))
        if scores[one, two] <= 0:
            break
        groups[one] |= groups.pop(two)
        for gone in [both for both in linkages if two in both]:
            linkage = linkages.pop(gone)
            del scores[gone]
            if one not in gone:
                kept = pair(one, gone[0] + gone[1] - two)
                linkages[kept] = linkages[kept] + linkage if kept in linkages else linkage
        for both in [both for both in linkages if one in both]:
            scores[both] = linkage_score(groups, best, both, linkages[both])
    return list(groups.values())


def best_scores(links: Iterable[Link]) -> dict[int, float]:
    """How well each article goes with the one that it goes with best."""
    best: defaultdict[int, float] = defaultdict(lambda: UNLINKED_SCORE)
    for link in links:
        for article in (link.article, link.other):
            best[article] = max(best[article], min(link.score, MAX_COMPETING_SCORE))
    return best


def linkages_between(
    groups: Mapping[int, set[int]], links: Iterable[Link], decided: Mapping[Pair, bool]
) -> dict[Pair, Linkage]:
    """The bonds between groups that any tie or decision ties."""
    home = {article: number for number, group in groups.items() for article in group}
    linkages = {
        pair(link.article, link.other): Linkage(1, link.score - UNLINKED_SCORE, link.score, link.translated)
        for link in links
    }
    linkages |= {
        both: Linkage(1, CONSTRAINT_SCORE * (1 if together else -1), UNLINKED_SCORE, False)
        for both, together in decided.items()
    }
    found: dict[Pair, Linkage] = {}
    for (one, two), linkage in linkages.items():
        if one in home and two in home and home[one] != home[two]:
            both = pair(home[one], home[two])
            found[both] = found[both] + linkage if both in found else linkage
    return found


def linkage_score(groups: Mapping[int, set[int]], best: Mapping[int, float], both: Pair, linkage: Linkage) -> float:
    """The average score between two groups, less where the articles of one of them go better with others.

    Translations have no rivals: texts in one language resemble each other more in any case.
    """
    sides = [groups[side] for side in both]
    compared = math.prod(min(len(side), MAX_COMPARED_TEXTS) for side in sides)
    average = UNLINKED_SCORE + linkage.evidence / max(compared, linkage.links)
    if linkage.translated:
        return average
    rivals = [max(0.0, sum(best[article] for article in side) / len(side) - linkage.best) for side in sides]
    return average - COMPETITION_PENALTY * sum(rivals) - MUTUAL_COMPETITION_PENALTY * min(rivals)


def keep_story_numbers(groups: Iterable[Iterable[int]], before: Mapping[int, int]) -> list[StoryGroup]:
    """Gives each group the number of the story that most of its members were in, each number once."""
    found = [tuple(sorted(group)) for group in groups]
    claims = Counter((index, before[one]) for index, group in enumerate(found) for one in group if one in before)
    given: dict[int, int] = {}
    for index, story in sorted(claims, key=lambda claim: (-claims[claim], claim[1], claim[0])):
        if index not in given and story not in given.values():
            given[index] = story
    return [StoryGroup(given.get(index), group) for index, group in enumerate(found)]
