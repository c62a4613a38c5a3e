"""Which new texts give a figure that differs from their story's release, or from its earliest text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlite_utils import Database

from storage.tables.alerting.fresh import FreshStory
from storage.tables.ledgers.reports import LedgerText, texts_of_story
from text.figures.alignment import DIFFERS, align_figures


def differing_articles(database: Database, found: Collection[FreshStory], fresh: Collection[int]) -> Iterator[int]:
    """Yield the fresh articles of the stories found in which a figure differs."""
    for candidate in found:
        texts = texts_of_story(database, candidate.unit)
        for other in texts[1:]:
            if other.article in fresh and differing_figures(texts[0], other):
                yield other.article


def differing_figures(base: LedgerText, other: LedgerText) -> list[tuple[str, str]]:
    """Return the figures that differ, each as the base text and as the other one writes it."""
    pairs = align_figures(base.figures, base.text, other.figures, other.text)
    return [(one.text, two.text) for one, two, status in pairs if status == DIFFERS and one and two]
