"""The ledgers as rows for others to read, each article under the name it was loaded by or its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from sqlite_utils import Database

from storage.tables.grouping.groups import NAMES, document_name
from storage.tables.grouping.stories import ORDER
from storage.tables.ledgers.entries import ENTRY_COLUMNS
from text.ledgers.entries import Figure, Quotation


class LedgerText(NamedTuple):
    """A text of a story with its entries."""

    article: int
    name: str
    text: str
    language: str
    figures: list[Figure]
    quotations: list[Quotation]


#: what is told of each entry; the ledgers hold more of some
TOLD_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "figures": ENTRY_COLUMNS["figures"],
    "quotations": ENTRY_COLUMNS["quotations"],
    "places": ("code", "name", "surface", "ambiguous"),
    "bodies": ENTRY_COLUMNS["bodies"],
    "laws": ENTRY_COLUMNS["laws"],
}


def entry_rows(database: Database, table: str) -> Iterator[dict[str, object]]:
    """Yield every entry of a ledger, under each name that its article was loaded by."""
    columns = TOLD_COLUMNS[table]
    qualified = ", ".join(f'{table}."{one}"' for one in columns)
    rows = database.execute(
        f"select names.name as document, {qualified} from {table} "
        f"join {NAMES} names on names.article = {table}.article order by {table}.article, document, start"
    )
    for name, *values in rows:
        told = dict(zip(columns, values, strict=True))
        if "ambiguous" in told:
            told["ambiguous"] = bool(told["ambiguous"])
        yield {"article": document_name(name)} | told


def texts_of_stories(database: Database) -> Iterator[tuple[int, list[LedgerText]]]:
    """Yield every story of more than one article with its texts: the release, or the earliest, then the others."""
    stories = database.execute("select id from stories where articles > 1 order by id").fetchall()
    for (story,) in stories:
        yield story, texts_of_story(database, story)


def texts_of_story(database: Database, story: int) -> list[LedgerText]:
    """Return the texts of a story: the release, or the earliest, then the others."""
    rows = database.execute(
        f"select articles.id, min(names.name) as document, text, articles.language from articles "
        f"join {NAMES} names on names.article = articles.id join texts on texts.article = articles.id "
        "join sources on sources.slug = source where story = ?1 and on_topic group by articles.id "
        f"order by articles.id is not (select release from stories where id = ?1), {ORDER}, articles.id",
        [story],
    ).fetchall()
    return [_ledger_text(database, *row) for row in rows]


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
        article,
        document_name(name),
        text,
        language,
        [Figure(*row) for row in figures],
        [Quotation(*row) for row in quotations],
    )
