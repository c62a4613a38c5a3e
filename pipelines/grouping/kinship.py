"""The decision about one article among those that resemble it: copies, reuse, links and the stories that result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from pipelines.grouping.document import Document
from pipelines.grouping.partition import Pair, numbered, partition
from pipelines.grouping.reuse import compare
from storage.kinship import THIS, Group, Kinship, Link, Reuse

#: a text is a copy when so much of it stands in an earlier one, and so much of that one in it
COPIED, KEPT = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Kin:
    """An article, what it takes or gives, and how surely it tells the same event."""

    document: Document
    reuse: Reuse | None
    score: float


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The stories that an article may change: each member's story, their scores, and what a person has decided."""

    before: Mapping[int, int] = field(default_factory=dict)
    duplicates: Mapping[int, int] = field(default_factory=dict)
    scores: Mapping[Pair, float] = field(default_factory=dict)
    decided: Mapping[Pair, bool] = field(default_factory=dict)


def weigh(document: Document, candidates: Iterable[Document], standing: Set[str], window_days: float) -> list[Kin]:
    """Compares an article with each of its candidates."""
    kin: list[Kin] = []
    for other in candidates:
        pair = sorted([other, document], key=lambda one: (one.article.time, one.id == THIS))
        reuse = compare(pair[0], pair[1], standing)
        kin.append(Kin(other, reuse, likeness(pair[0], pair[1], reuse, window_days)))
    return kin


def likeness(earlier: Document, later: Document, reuse: Reuse | None, window_days: float) -> float:
    """How surely two articles tell the same event, as log-odds."""
    if (later.article.time - earlier.article.time).total_seconds() > window_days * 86400 or reuse is None:
        return -5.0
    return 10 * max(reuse.share_of_earlier, reuse.share_of_later) - 2.5


def is_copy(reuse: Reuse | None) -> bool:
    """Whether the two texts are the same but for a line here and there."""
    if reuse is None:
        return False
    low, high = sorted((reuse.share_of_earlier, reuse.share_of_later))
    return high >= COPIED and low >= KEPT


def settle(document: Document, kin: Iterable[Kin], around: Neighbourhood) -> Kinship:
    """The plan for one article, once its kin and the stories around it are known."""
    kin = list(kin)
    copies = [one.document for one in kin if is_copy(one.reuse)]
    older = [one for one in copies if one.article.time <= document.article.time]
    original = min(older, key=lambda one: (one.article.time, one.id), default=None)
    links = tuple(Link(one.document.id, one.score) for one in kin if one.document.article.on_topic and one.score > -4)
    return Kinship(
        day=document.day,
        fingerprints=tuple(document.sample.values()),
        terms=document.terms,
        duplicate_of=(original.article.duplicate_of or original.id) if original else None,
        copies=tuple(one.id for one in copies if one not in older and one.article.duplicate_of is None)
        if not original
        else (),
        links=links if document.article.on_topic else (),
        groups=tuple(regroup(links, around)) if document.article.on_topic else (),
        reuse=tuple(one.reuse for one in kin if one.reuse),
    )


def regroup(links: Iterable[Link], around: Neighbourhood) -> list[Group]:
    """The stories around the article, with it in its place."""
    scores = dict(around.scores) | {(THIS, link.article): link.score for link in links}
    return numbered(partition({THIS, *around.before}, scores, around.decided), around.before)
