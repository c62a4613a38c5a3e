"""The sources as the database knows them, with how they fared last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from sqlite_utils import Database

from storage.times import stamp


class Described(Protocol):
    """What is kept of a source's entry."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def homepage(self) -> str: ...


def save(database: Database, sources: Iterable[Described]) -> None:
    """Adds sources, or renews what is said of them."""
    names = ("slug", "name", "kind", "country", "language", "homepage")
    rows = [{name: getattr(source, name) for name in names} for source in sources]
    database.table("sources").upsert_all(rows, pk="slug")


def ensure(database: Database, slug: str, name: str) -> None:
    """Adds a source that no list describes, such as that of a loaded file; leaves a known one alone."""
    database.execute(
        "insert or ignore into sources (slug, name, kind, country, language, homepage) "
        "values (?, ?, 'file', '', '', '')",
        [slug, name],
    )


def succeeded(database: Database, slug: str, at: datetime) -> None:
    """The source answered with something that could be read."""
    database.execute(
        "update sources set last_success = ?, last_error = null, failures = 0 where slug = ?", [stamp(at), slug]
    )


def failed(database: Database, slug: str, reason: str) -> None:
    """The source gave nothing that could be read; counts how often that came in a row."""
    database.execute("update sources set last_error = ?, failures = failures + 1 where slug = ?", [reason, slug])
