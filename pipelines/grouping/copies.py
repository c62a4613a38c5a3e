"""Which articles are copies of one text, and which of them the others point to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pipelines.grouping.clustering import NumberPair, ordered_pair
from pipelines.grouping.comparison import ComparedArticle, precedence, sort_by_precedence
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.text_reuse import VERBATIM

#: by how much the shares of a copy's possible originals may differ for the earliest of them to count, rather than the
#: nearest; a share of a text's words, 0 to 1; chosen, not measured
MAX_SHARE_DIFFERENCE = 0.1


@dataclass(frozen=True, slots=True)
class Copies:
    """What an article is a copy of, and which stored ones are copies of it, each with what it must point to."""

    original: DocumentFeatures | None = None
    repointed: Mapping[int, int] = field(default_factory=dict)
    #: stored articles that were copies of it and are copies of it no more
    released: tuple[int, ...] = ()


def find_same_texts(
    document: DocumentFeatures, compared: Iterable[ComparedArticle], constraints: Mapping[NumberPair, bool]
) -> list[ComparedArticle]:
    """Return those of the compared articles that may be copies of the planned one, or it of them, by their time.

    Copies are all on topic or all off: what is on topic never points to what is not. Two under a cannot-link
    constraint are not the same, so of those the earlier counts.
    """
    same: list[ComparedArticle] = []
    for one in by_time(compared):
        others = (document.id, *(other.document.id for other in same))
        verbatim = one.reuse is not None and one.reuse.kind == VERBATIM
        same_topic = one.document.article.on_topic == document.article.on_topic
        if (
            verbatim
            and same_topic
            and all(constraints.get(ordered_pair(one.document.id, other), True) for other in others)
        ):
            same.append(one)
    return same


def resolve_copies(
    document: DocumentFeatures,
    compared: Iterable[ComparedArticle],
    same: Collection[ComparedArticle],
    known: Mapping[int, int],
    own: Collection[int],
) -> Copies:
    """Return an article's original, the copies that must be repointed, and those that are released.

    ``same`` are the articles with the same text, ``known`` the stored copies of these and of the article, each with
    what it points to, ``own`` those that point to the article so far.
    """
    kept = {one.document.id for one in same}
    copies = point_to_earliest(document, same, {copy: known[copy] for copy in known if copy in kept or copy not in own})
    released = [one.document.id for one in by_time(compared) if one.document.id in own and one.document.id not in kept]
    if copies.original and copies.original.id in own:
        # the copy turns out to be the earlier of the two: they change places
        released.append(copies.original.id)
    repointed = {copy: original for copy, original in copies.repointed.items() if copy not in released}
    return Copies(copies.original, repointed, tuple(released))


def point_to_earliest(
    document: DocumentFeatures, compared: Iterable[ComparedArticle], known: Mapping[int, int]
) -> Copies:
    """Point copies at the earliest article of the same text.

    ``known`` are the stored copies of the article and of those compared with it, each with what it points to so far.
    """
    same = [one for one in compared if one.reuse and one.reuse.kind == VERBATIM]
    earlier = [one for one in same if sort_by_precedence(one.document, document)[0] is one.document]
    if earlier:
        nearest = max(one.largest_share for one in earlier)
        near = [one.document for one in earlier if one.largest_share >= nearest - MAX_SHARE_DIFFERENCE]
        first = min(near, key=precedence)
        return Copies(first, {copy: first.id for copy, original in known.items() if original == document.id})
    later = {one.document.id for one in same}
    followers = {copy for copy, original in known.items() if original in later}
    return Copies(None, dict.fromkeys(later | followers, document.id))


def by_time(compared: Iterable[ComparedArticle]) -> list[ComparedArticle]:
    """Return compared articles in the order of their time."""
    return sorted(compared, key=lambda one: precedence(one.document))
