"""Stored articles beside the one that is planned: which was first, and how the later reuses the earlier."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipelines.grouping.alignment import Comparison
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.text_reuse import detect_reuse, is_look_alike
from plans import TextReuse


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """A stored article and what came of comparing the planned one with it."""

    document: DocumentFeatures
    #: how the later of the two reuses the earlier, if at all
    reuse: TextReuse | None
    #: whether it has the same words with other names and numbers
    look_alike: bool

    @property
    def largest_share(self) -> float:
        """The larger of the two shares that the texts have of each other."""
        return max(self.reuse.share_of_earlier, self.reuse.share_of_later) if self.reuse else 0.0


def compare_documents(
    document: DocumentFeatures, candidates: Iterable[DocumentFeatures], same_story: bool
) -> list[ComparedArticle]:
    """Compare an article with each of the candidates, the earlier text with the later."""
    compared: list[ComparedArticle] = []
    for other in candidates:
        comparison = Comparison(*sort_by_precedence(other, document))
        compared.append(ComparedArticle(other, detect_reuse(comparison, same_story), is_look_alike(comparison)))
    return compared


def sort_by_precedence(one: DocumentFeatures, two: DocumentFeatures) -> tuple[DocumentFeatures, DocumentFeatures]:
    """Return the earlier and the later of two articles."""
    return (one, two) if precedence(one) <= precedence(two) else (two, one)


def precedence(document: DocumentFeatures) -> tuple[float, float]:
    """Return the key that sorts articles by which was first; of two of the same time, by which was stored first.

    Where only the day or the month is known, a release counts as of its beginning and any other text as of its end.
    """
    article = document.article
    seconds = 0 if article.releasing else seconds_of_precision(article.precision, article.time)
    return article.time.timestamp() + seconds, article.id or math.inf


def seconds_of_precision(precision: str, time: datetime) -> int:
    """Return how long the second, day or month is that a time stands for; a second counts as none."""
    if precision == "second":
        return 0
    return 86400 * (monthrange(time.year, time.month)[1] if precision == "month" else 1)
