"""Which stories result around an article: the clustering of its story's texts and of those it is linked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from pipelines.grouping.clustering import NumberPair, cluster_texts, keep_story_numbers, ordered_pair
from pipelines.grouping.copies import Copies
from plans import Link, StoryGroup
from storage.tables.grouping.stories import StoryMember

#: texts up to which a story is clustered anew; a larger one is joined or left as a whole, which bounds the cost of an
#: article, as the cost of clustering grows with the square of the texts; chosen, not measured
MAX_RECLUSTERED_TEXTS = 40


@dataclass(frozen=True, slots=True)
class StoryNeighbourhood:
    """The stories that an article may change: their articles, the links of these, and the constraints on them."""

    members: Collection[StoryMember] = ()
    links: Collection[Link] = ()
    constraints: Mapping[NumberPair, bool] = field(default_factory=dict)


def assign_stories(
    article: int, links: Iterable[Link], copies: Copies, neighbourhood: StoryNeighbourhood
) -> list[StoryGroup]:
    """Return the stories around an article, with it in its place; only those that change.

    Copies stand where their original stands; a text that turns out to be a copy passes its links on to the original.
    """
    before = {one.id: one.story for one in neighbourhood.members if one.id != article}
    original = originals_of_copies(article, copies, neighbourhood.members)
    others = [link for link in neighbourhood.links if article not in (link.article, link.other)]
    redirected = redirect_links([*others, *links], original)
    constraints = {
        ordered_pair(original.get(one, one), original.get(two, two)): must_link
        for (one, two), must_link in neighbourhood.constraints.items()
    }
    texts = {original.get(one, one) for one in before} | {article}
    clusters = cluster_texts(initial_clusters(texts, before, constraints), redirected, constraints)
    for copy, target in original.items():
        if copy in before:
            next(cluster for cluster in clusters if target in cluster).add(copy)
    groups = keep_story_numbers(clusters, before)
    return [group for group in groups if article in group.members or is_changed(group, before)]


def originals_of_copies(article: int, copies: Copies, members: Collection[StoryMember]) -> dict[int, int]:
    """Return the copies among these articles, each with the text that it stands behind.

    That is its original; where this is in no story, as it is off topic, the first of its copies takes the place.
    """
    found = {one.id: one.duplicate_of for one in members if one.duplicate_of and one.id != article}
    found |= {copy: target or article for copy, target in copies.repointed.items()}
    here = {one.id for one in members} | {article}
    places = {target: target for target in found.values() if target in here}
    for copy in sorted(found):
        places.setdefault(found[copy], copy)
    return {copy: places[target] for copy, target in found.items() if places[target] != copy}


def redirect_links(links: Iterable[Link], original: Mapping[int, int]) -> list[Link]:
    """Return the links between texts that are no copies; where two say different things of a pair, the stronger."""
    best: dict[NumberPair, Link] = {}
    for link in links:
        one, other = ordered_pair(original.get(link.article, link.article), original.get(link.other, link.other))
        if one != other and ((one, other) not in best or best[one, other].score < link.score):
            best[one, other] = Link(one, other, link.score, link.translated)
    return list(best.values())


def initial_clusters(
    texts: Collection[int], before: Mapping[int, int], constraints: Mapping[NumberPair, bool]
) -> list[set[int]]:
    """Return each text by itself, but those of a large story together, unless cannot-link constraints divide it."""
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for one, two in (both for both, must_link in constraints.items() if not must_link):
        if before.get(one) == before.get(two):
            apart[one].add(two)
            apart[two].add(one)
    stories: defaultdict[int, list[int]] = defaultdict(list)
    for text in sorted(texts):
        stories[before.get(text, 0)].append(text)
    found: defaultdict[Hashable, set[int]] = defaultdict(set)
    for story, members in sorted(stories.items()):
        whole = story and len(members) > MAX_RECLUSTERED_TEXTS
        for text in members:
            found[(story, frozenset(apart[text])) if whole else text].add(text)
    return list(found.values())


def is_changed(group: StoryGroup, before: Mapping[int, int]) -> bool:
    """Return whether a group differs from the story whose number it keeps."""
    return group.story is None or set(group.members) != {one for one, story in before.items() if story == group.story}
