"""What a person has decided of articles: these tell one story, those do not. It outlasts every regrouping."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import execute_many, placeholders


def must_link(database: Database, articles: Collection[int], at: datetime) -> None:
    """Note that these articles tell one story, whatever was decided of them before."""
    first, *rest = sorted(articles)
    names = placeholders(articles)
    database.execute(f"delete from decisions where article in ({names}) and other in ({names})", [*articles, *articles])
    write_constraints(database, [(first, other) for other in rest], True, at)


def cannot_link(database: Database, some: Collection[int], others: Collection[int], at: datetime) -> None:
    """Note that some articles tell another story than others, whatever was decided of the two before."""
    write_constraints(database, [(one, other) for one in some for other in others], False, at)


def write_constraints(database: Database, pairs: Iterable[tuple[int, int]], verdict: bool, at: datetime) -> None:
    """Store a verdict on each pair, the lower number first."""
    execute_many(
        database,
        "insert or replace into decisions (article, other, together, decided_at) values (?, ?, ?, ?)",
        [(*sorted(pair), verdict, stamp(at)) for pair in pairs],
    )


def originals_of(database: Database, story: int) -> dict[int, int]:
    """Return the articles of a story, each with what it is a copy of: itself, where it is none."""
    rows = database.execute("select id, coalesce(duplicate_of, id) as original from articles where story = ?", [story])
    return dict(rows.fetchall())


def texts_of(database: Database, story: int) -> list[int]:
    """Return the articles of a story that are no copies; a copy goes where its original goes."""
    rows = database.execute(
        "select id from articles where story = ? and duplicate_of is null order by id", [story]
    ).fetchall()
    return [row.id for row in rows]
