"""Stories as clusters of articles: agglomerative clustering with average linkage, under constraints."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from plans import Link, StoryGroup

#: the numbers of two articles, or of two clusters, the lower first
NumberPair = tuple[int, int]

#: log-odds that two articles without a link tell one story: about 1 in 20; chosen, not measured
UNLINKED_SCORE = -3.0
#: log-odds of a must-link constraint, and with a minus of a cannot-link: outweighs any sum of scores
CONSTRAINT_SCORE = 1e6
#: log-odds taken off two clusters for each unit by which either, on average, is linked better elsewhere, and for each
#: by which both are: a brief is linked less well to its story's texts than they are to each other, but to nothing else.
#: Set on the first four labelled sets of docs/measurements.md ("before": one penalty on either side alone)
COMPETITION_PENALTY, MUTUAL_COMPETITION_PENALTY = 0.15, 1.0
#: log-odds above which a competing link counts for no more; chosen, not measured
MAX_COMPETING_SCORE = 8.0
#: texts of a cluster over which linkage is averaged at most, since an article is compared with no more than so many
#: of a large story; chosen, not measured
MAX_COMPARED_TEXTS = 40


@dataclass(frozen=True, slots=True)
class Linkage:
    """The links between two clusters: how many, by how much they exceed UNLINKED_SCORE in all, and the best of them."""

    links: int
    evidence: float
    best_score: float
    translated: bool

    def __add__(self, other: Linkage) -> Linkage:
        best = max(self, other, key=lambda one: one.best_score)
        return Linkage(self.links + other.links, self.evidence + other.evidence, best.best_score, best.translated)


def ordered_pair(one: int, two: int) -> NumberPair:
    """Return two numbers, the lower first."""
    return (one, two) if one < two else (two, one)


def cluster_texts(
    initial: Iterable[set[int]], links: Collection[Link], constraints: Mapping[NumberPair, bool]
) -> list[set[int]]:
    """Merge the two clusters that are most surely one story until no two are more likely one than not.

    ``initial`` are the clusters to start from, most of them of one article. A constraint outweighs any score.
    """
    clusters = dict(enumerate(map(set, initial)))
    best = best_link_scores(links)
    linkages = linkages_between(clusters, links, constraints)
    scores = {both: linkage_score(clusters, best, both, linkage) for both, linkage in linkages.items()}
    while scores:
        one, two = max(scores, key=lambda both: (scores[both], both))
        if scores[one, two] <= 0:
            break
        clusters[one] |= clusters.pop(two)
        for gone in [both for both in linkages if two in both]:
            linkage = linkages.pop(gone)
            del scores[gone]
            if one not in gone:
                merged = ordered_pair(one, gone[0] + gone[1] - two)
                linkages[merged] = linkages[merged] + linkage if merged in linkages else linkage
        for both in [both for both in linkages if one in both]:
            scores[both] = linkage_score(clusters, best, both, linkages[both])
    return list(clusters.values())


def best_link_scores(links: Iterable[Link]) -> dict[int, float]:
    """Return the score of each article's best link, at most MAX_COMPETING_SCORE."""
    best: defaultdict[int, float] = defaultdict(lambda: UNLINKED_SCORE)
    for link in links:
        for article in (link.article, link.other):
            best[article] = max(best[article], min(link.score, MAX_COMPETING_SCORE))
    return best


def linkages_between(
    clusters: Mapping[int, set[int]], links: Iterable[Link], constraints: Mapping[NumberPair, bool]
) -> dict[NumberPair, Linkage]:
    """Return the linkage of every two clusters between which there is a link or a constraint."""
    cluster_of = {article: number for number, cluster in clusters.items() for article in cluster}
    linkages = {
        ordered_pair(link.article, link.other): Linkage(1, link.score - UNLINKED_SCORE, link.score, link.translated)
        for link in links
    }
    linkages |= {
        both: Linkage(1, CONSTRAINT_SCORE * (1 if must_link else -1), UNLINKED_SCORE, False)
        for both, must_link in constraints.items()
    }
    found: dict[NumberPair, Linkage] = {}
    for (one, two), linkage in linkages.items():
        if one in cluster_of and two in cluster_of and cluster_of[one] != cluster_of[two]:
            both = ordered_pair(cluster_of[one], cluster_of[two])
            found[both] = found[both] + linkage if both in found else linkage
    return found


def linkage_score(
    clusters: Mapping[int, set[int]], best: Mapping[int, float], both: NumberPair, linkage: Linkage
) -> float:
    """Return the average score between two clusters, less a penalty where their articles have better links elsewhere.

    Translations have no competing links: texts in one language resemble each other more in any case.
    """
    sides = [clusters[side] for side in both]
    compared = math.prod(min(len(side), MAX_COMPARED_TEXTS) for side in sides)
    average = UNLINKED_SCORE + linkage.evidence / max(compared, linkage.links)
    if linkage.translated:
        return average
    excess = [max(0.0, sum(best[article] for article in side) / len(side) - linkage.best_score) for side in sides]
    return average - COMPETITION_PENALTY * sum(excess) - MUTUAL_COMPETITION_PENALTY * min(excess)


def keep_story_numbers(clusters: Iterable[Iterable[int]], before: Mapping[int, int]) -> list[StoryGroup]:
    """Give each cluster the number of the story that most of its members were in, each number once."""
    found = [tuple(sorted(cluster)) for cluster in clusters]
    claims = Counter((index, before[one]) for index, cluster in enumerate(found) for one in cluster if one in before)
    given: dict[int, int] = {}
    for index, story in sorted(claims, key=lambda claim: (-claims[claim], claim[1], claim[0])):
        if index not in given and story not in given.values():
            given[index] = story
    return [StoryGroup(given.get(index), cluster) for index, cluster in enumerate(found)]
