"""The ledgers as rows for others to read, each article under the name it was loaded by or its address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlite_utils import Database

from storage.tables.grouping.groups import NAMES, document_name
from storage.tables.grouping.stories import ORDER
from text.figures.units import Figure
from text.quotations.reading import Quotation


class LedgerText(NamedTuple):
    """A text of a story with its entries."""

    name: str
    text: str
    language: str
    figures: list[Figure]
    quotations: list[Quotation]


def figure_rows(database: Database) -> Iterator[dict[str, object]]:
    """Yield every figure."""
    rows = database.execute(
        'select name, value, value_high, unit, currency, kind, status, text, start, "end", confidence '
        f"from figures join {NAMES} names on names.article = figures.article order by figures.article, name, start"
    )
    for name, *values in rows:
        yield {"article": document_name(name)} | dict(zip(Figure._fields, values, strict=True))


def quotation_rows(database: Database) -> Iterator[dict[str, object]]:
    """Yield every quotation."""
    rows = database.execute(
        'select name, speaker, text, start, "end" from quotations '
        f"join {NAMES} names on names.article = quotations.article order by quotations.article, name, start"
    )
    for name, *values in rows:
        yield {"article": document_name(name)} | dict(zip(Quotation._fields, values, strict=True))


def texts_of_stories(database: Database) -> Iterator[tuple[int, list[LedgerText]]]:
    """Yield every story of more than one article with its texts: the release, or the earliest, then the others."""
    stories = database.execute("select id, release from stories where articles > 1 order by id").fetchall()
    for story, release in stories:
        rows = database.execute(
            f"select articles.id, min(names.name) as document, text, articles.language from articles "
            f"join {NAMES} names on names.article = articles.id join texts on texts.article = articles.id "
            "join sources on sources.slug = source where story = ? and on_topic group by articles.id "
            f"order by articles.id is not ?, {ORDER}, articles.id",
            [story, release],
        ).fetchall()
        yield story, [_ledger_text(database, *row) for row in rows]


def _ledger_text(database: Database, article: int, name: str, text: str, language: str) -> LedgerText:
    figures = database.execute(
        'select value, value_high, unit, currency, kind, status, text, start, "end", confidence from figures '
        "where article = ? order by start",
        [article],
    )
    quotations = database.execute(
        'select speaker, text, start, "end" from quotations where article = ? order by start', [article]
    )
    return LedgerText(
        document_name(name),
        text,
        language,
        [Figure(*row) for row in figures],
        [Quotation(*row) for row in quotations],
    )
