"""Reading the entries of stored articles for the ledgers, and lining up those of a story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlite_utils import Database

from items import ArticleReading
from storage.tables.articles import content_hash
from storage.tables.ledgers import entries, reports
from storage.tables.ledgers.reports import LedgerText
from text.bodies.laws import read_laws
from text.bodies.reading import read_bodies
from text.figures.alignment import align_figures
from text.figures.reading import read_figures
from text.phrases.finding import read_tokens
from text.places.reading import read_places
from text.quotations.alignment import align_quotations
from text.quotations.offices import read_speakers
from text.quotations.reading import read_quotations

#: the version of what reads entries: a higher one reads every article again
READER: Final = "4"


def read_new_entries(database: Database) -> int:
    """Read the entries of the articles that want them, each in a change of its own; return how many they were."""
    count = 0
    for article in entries.unread_articles(database, READER):
        with database.atomic():
            found = read_entries(article.text, article.language)
            entries.write_entries(database, article.id, article.content_hash, READER, found)
        count += 1
    with database.atomic():
        entries.drop_off_topic(database)
    return count


def store_entries(database: Database, article: int, text: str, language: str, reading: ArticleReading | None) -> None:
    """Store what was read of an article, if it was read of these words. Belongs into the caller's transaction."""
    if reading and (reading.text, reading.language) == (text, language):
        entries.write_entries(database, article, content_hash(text), READER, reading.entries)


def read_entries(text: str, language: str) -> dict[str, Sequence[tuple[object, ...]]]:
    """Return all that a text says, as the rows of each ledger."""
    tokens = read_tokens(text)
    quotations = read_quotations(text)
    return {
        "figures": read_figures(text, language),
        "quotations": quotations,
        "speakers": read_speakers(text, quotations),
        "places": read_places(text, tokens, language),
        "bodies": read_bodies(text, tokens),
        "laws": read_laws(text, tokens),
    }


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
