"""What articles say: the entries of one, and those of a story lined up."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from storage.datasette.page_context import Missing, PageContext, Values
from storage.datasette.safe_text import paragraphs
from text.figures.alignment import align_figures
from text.ledgers.entries import Figure, Quotation
from text.quotations.alignment import align_quotations

#: texts of a story that are lined up; a table of more columns cannot be read; chosen, not measured
MAX_TEXTS = 12


class Cell(NamedTuple):
    """What one text says in a row: words, how they relate to the first text's, where they stand."""

    surface: str
    status: str
    article: int
    paragraph: int


class LedgerRow(NamedTuple):
    """One figure or quotation over the texts of a story."""

    ledger: str
    label: str
    #: by the number of the text, the first is 0
    cells: dict[int, Cell]


class StoryText(NamedTuple):
    """A text of a story with its entries."""

    article: int
    publisher: str
    title: str
    language: str
    text: str
    is_release: bool
    figures: Sequence[Figure]
    quotations: Sequence[Quotation]


def entries_by_ledger(entries: Iterable[sqlite3.Row], text: str) -> dict[str, list[Values]]:
    """Return what an article says by ledger, each meaning once, with the paragraph in which it stands first."""
    found: dict[str, dict[tuple[str, str], Values]] = defaultdict(dict)
    for row in entries:
        shown = dict(row) | {"paragraph": paragraph_at(text, row["start"])}
        by = row["value"] or row["surface"]
        found[row["ledger"]].setdefault((row["meaning"], by), shown)
    return {ledger: list(rows.values()) for ledger, rows in found.items()}


def paragraph_at(text: str, place: int) -> int:
    """Return the number of the paragraph that a place lies in; the first is 1."""
    return len(paragraphs(text[: place + 1]))


async def story_ledger(context: PageContext) -> Values:
    """Return the figures and quotations of a story's texts, lined up with those of its release or earliest text."""
    if context.anonymous:
        raise Missing
    number = context.number("id")
    texts = await texts_to_line_up(context, number)
    if not texts:
        raise Missing
    return {
        "id": number,
        "story": await context.row("story", id=number),
        "texts": texts,
        "most": MAX_TEXTS,
        "rows": [*figure_rows(texts), *quotation_rows(texts)],
    }


async def story_ledger_csv(context: PageContext) -> Values:
    """Return the same as a table to take away."""
    ledger = await story_ledger(context)
    numbers = range(len(ledger["texts"]))
    return {
        "name": f"story-{ledger['id']}-ledger.csv",
        "columns": ["ledger", "what", *(text.publisher for text in ledger["texts"])],
        "rows": [[row.ledger, row.label, *(cell_words(row.cells.get(n)) for n in numbers)] for row in ledger["rows"]],
    }


def cell_words(cell: Cell | None) -> str:
    """Return a cell as CSV has it: the words, and in brackets how they relate."""
    if cell is None:
        return ""
    return f"{cell.surface} ({cell.status})".strip() if cell.status else cell.surface


async def texts_to_line_up(context: PageContext, story: int) -> list[StoryText]:
    """Return the texts of a story with their entries, the release or the earliest first."""
    rows = await context.rows("ledger_texts", id=story, most=MAX_TEXTS)
    ids = json.dumps([row["id"] for row in rows])
    figures = by_article(await context.rows("ledger_figures", ids=ids))
    quotations = by_article(await context.rows("ledger_quotations", ids=ids))
    return [
        StoryText(
            *(row["id"], row["publisher"], row["title"], row["language"], row["text"], bool(row["is_release"])),
            [Figure._make(tuple(entry)[1:]) for entry in figures[row["id"]]],
            [Quotation._make(tuple(entry)[1:]) for entry in quotations[row["id"]]],
        )
        for row in rows
    ]


def by_article(rows: Iterable[sqlite3.Row]) -> dict[int, list[sqlite3.Row]]:
    """Return entries by their article."""
    found: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        found[row["article"]].append(row)
    return found


def figure_rows(texts: Sequence[StoryText]) -> Iterator[LedgerRow]:
    """Yield a row a figure: those of the first text in its order, then those that only others have."""
    base = texts[0]
    rows: dict[tuple[object, ...], LedgerRow] = {}

    def put(key: Figure, *, ours: bool, place: int, told: Figure | None, status: str) -> None:
        row = rows.setdefault((ours, key.value, key.unit, key.kind), LedgerRow("figure", key.kind, {}))
        row.cells.setdefault(place, cell_of(texts[place], told, status))

    for figure in base.figures:
        put(figure, ours=True, place=0, told=figure, status="")
    for place, other in enumerate(texts[1:], 1):
        for ours, theirs, status in align_figures(base.figures, base.text, other.figures, other.text):
            if key := ours or theirs:
                put(key, ours=ours is not None, place=place, told=theirs, status=status)
    yield from rows.values()


def quotation_rows(texts: Sequence[StoryText]) -> Iterator[LedgerRow]:
    """Yield a row a quotation: those of the first text in its order, then those that only others have."""
    base = texts[0]
    rows: dict[tuple[bool, str], LedgerRow] = {}

    def put(key: Quotation, *, ours: bool, place: int, told: Quotation | None, status: str) -> None:
        row = rows.setdefault((ours, key.text), LedgerRow("quotation", key.speaker, {}))
        row.cells.setdefault(place, cell_of(texts[place], told, status))

    for quotation in base.quotations:
        put(quotation, ours=True, place=0, told=quotation, status="")
    for place, other in enumerate(texts[1:], 1):
        translated = bool(base.language and other.language) and base.language != other.language
        for ours, theirs, status in align_quotations(base.quotations, other.quotations, translated=translated):
            if key := ours or theirs:
                put(key, ours=ours is not None, place=place, told=theirs, status=status)
    yield from rows.values()


def cell_of(text: StoryText, told: Figure | Quotation | None, status: str) -> Cell:
    """Return what a text says in a row; no words where it has left them out."""
    if told is None:
        return Cell("", status, text.article, 0)
    return Cell(told.text, status, text.article, paragraph_at(text.text, told.start))
