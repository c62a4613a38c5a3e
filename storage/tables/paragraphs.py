"""Which paragraphs stand on which articles of a source: so that its boilerplate is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from sqlite_utils import Database

from storage.sql import execute_many, placeholders, plain_rows

#: paragraphs asked for in one statement, far below what SQLite takes; chosen, not measured
_ASKED_AT_ONCE: Final = 500


def hash_of(source: str, fingerprint: str) -> int:
    """Return a paragraph of a source as a number that SQLite keeps in eight bytes."""
    digest = hashlib.blake2b(f"{source}\n{fingerprint}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def articles_with(database: Database, source: str, fingerprint: str) -> list[int]:
    """Return the articles of a source that carry a paragraph."""
    rows = database.execute("select article from paragraphs where hash = ?", [hash_of(source, fingerprint)])
    return [row.article for row in rows.fetchall()]


def paragraph_counts(
    database: Database, source: str, fingerprints: Iterable[str], besides: int | None
) -> dict[str, int]:
    """Return on how many articles of a source, ``besides`` left out, each paragraph stands."""
    hashes = {fingerprint: hash_of(source, fingerprint) for fingerprint in fingerprints}
    counts = dict.fromkeys(hashes.values(), 0)
    numbers = [*counts]
    for start in range(0, len(numbers), _ASKED_AT_ONCE):
        asked = numbers[start : start + _ASKED_AT_ONCE]
        statement = f"select hash, article from paragraphs where hash in ({placeholders(asked)})"
        for paragraph, article in plain_rows(database, statement, asked):
            counts[paragraph] += article != besides
    return {fingerprint: counts[paragraph] for fingerprint, paragraph in hashes.items()}


def record_paragraphs(database: Database, source: str, article: int, fingerprints: Sequence[str]) -> None:
    """Note the paragraphs that an article came with, in place of those it came with before."""
    database.execute("delete from paragraphs where article = ?", [article])
    execute_many(
        database,
        "insert or ignore into paragraphs (hash, article) values (?, ?)",
        [(hash_of(source, fingerprint), article) for fingerprint in fingerprints],
    )
