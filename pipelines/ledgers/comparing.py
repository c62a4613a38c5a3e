"""How the figures and quotations of the texts of a story differ."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from storage.tables.ledgers import reports
from storage.tables.ledgers.reports import LedgerText
from text.figures.alignment import align_figures
from text.quotations.alignment import align_quotations


def change_rows(database: Database) -> Iterator[dict[str, object]]:
    """Yield how the figures and quotations of each story's texts relate to those of its release or earliest text."""
    for story, texts in reports.texts_of_stories(database):
        for other in texts[1:]:
            for row in compare_texts(texts[0], other):
                yield {"story": story, "base": texts[0].name, "other": other.name} | row


def compare_texts(base: LedgerText, other: LedgerText) -> Iterator[dict[str, object]]:
    """Yield the relation of each figure and quotation of two texts."""
    translated = bool(base.language and other.language) and base.language != other.language
    figures = align_figures(base.figures, base.text, other.figures, other.text)
    quotations = align_quotations(base.quotations, other.quotations, translated=translated)
    pairs = [("figure", pair) for pair in figures] + [("quote", pair) for pair in quotations]
    for kind, (one, two, status) in pairs:
        yield {
            "type": kind,
            "status": status,
            "base_text": one.text if one else "",
            "other_text": two.text if two else "",
        }
