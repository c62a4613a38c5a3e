"""How a later text draws on an earlier one: how much of each, and in what manner."""

from __future__ import annotations

from collections.abc import Set

from pipelines.grouping.document import Document
from storage.kinship import Reuse


def shares(earlier: Document, later: Document, standing: Set[str]) -> tuple[float, float]:
    """The share of the earlier text's five-word shingles that stand in the later one, and the reverse."""
    shared = (earlier.shingle_set & later.shingle_set) - standing
    return len(shared) / max(1, len(earlier.shingle_set)), len(shared) / max(1, len(later.shingle_set))


def agreement(earlier: Document, later: Document) -> float:
    """The share of the later text's names and numbers that the earlier one has too."""
    own = later.names | later.numbers
    return len(own & (earlier.names | earlier.numbers)) / len(own) if own else 1.0


def compare(earlier: Document, later: Document, standing: Set[str]) -> Reuse | None:
    """What the later text takes from the earlier one, or None where that is too little to speak of."""
    of_earlier, of_later = shares(earlier, later, standing)
    if max(of_earlier, of_later) < 0.15 or agreement(earlier, later) < 0.5:
        return None
    lag = (later.article.time - earlier.article.time).total_seconds() / 3600
    kind = "verbatim" if min(of_earlier, of_later) >= 0.9 else "edited"
    return Reuse(earlier.id, later.id, kind, of_earlier, of_later, lag)
