"""Stories as a partition of articles: who belongs together, and which story keeps its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from storage.kinship import Group

Pair = tuple[int, int]


def partition(articles: Iterable[int], scores: Mapping[Pair, float], decided: Mapping[Pair, bool]) -> list[set[int]]:
    """Joins the two groups whose articles are most surely of one story, on average, until none are.

    ``scores`` are log-odds; a pair without one is unlikely. What a person has decided comes before any score.
    """
    groups = [{article} for article in sorted(articles)]
    while True:
        best = max(
            (
                (strength(one, two, scores, decided), i, j)
                for i, one in enumerate(groups)
                for j, two in enumerate(groups[:i])
            ),
            default=(0.0, 0, 0),
        )
        if best[0] <= 0:
            return groups
        _, i, j = best
        groups[j] |= groups.pop(i)


UNLIKELY = -3.0
CERTAIN = 1000.0


def strength(one: set[int], two: set[int], scores: Mapping[Pair, float], decided: Mapping[Pair, bool]) -> float:
    """How surely two groups are one story: the average of their pairs, unless a person has decided."""
    pairs = [(min(a, b), max(a, b)) for a in one for b in two]
    verdicts = {decided[pair] for pair in pairs if pair in decided}
    if verdicts:
        return -CERTAIN if False in verdicts else CERTAIN
    return sum(scores.get(pair, UNLIKELY) for pair in pairs) / len(pairs)


def numbered(groups: Iterable[set[int]], before: Mapping[int, int]) -> list[Group]:
    """Gives each group the number of the story that most of its members were in, each number once."""
    found = list(groups)
    claims = Counter((index, before[one]) for index, group in enumerate(found) for one in group if one in before)
    given: dict[int, int] = {}
    for (index, story), _ in sorted(claims.items(), key=lambda claim: (-claim[1], claim[0][1], claim[0][0])):
        if index not in given and story not in given.values():
            given[index] = story
    return [Group(given.get(index), tuple(sorted(group))) for index, group in enumerate(found)]
