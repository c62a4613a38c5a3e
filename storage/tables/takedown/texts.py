"""The fingerprints of texts that were taken down, and how much of them stands in another text."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import execute_many
from text.fingerprints import TextFingerprints


@dataclass(frozen=True, slots=True)
class SharedFingerprints:
    """Which fingerprints a text shares with one that was taken down, and how many that one has."""

    text: int
    shared: frozenset[int]
    of_shingles: int
    of_facts: int


def add_text(database: Database, fingerprints: TextFingerprints, reason: str, at: datetime) -> int:
    """Note the fingerprints of a text that is taken down; return its number."""
    row = database.execute(
        "insert into takedown_texts (reason, taken_down_at, shingles, facts) values (?, ?, ?, ?) returning id",
        [reason, stamp(at), len(fingerprints.shingles), len(fingerprints.facts)],
    ).fetchone()
    write_fingerprints(database, row.id, fingerprints)
    return int(row.id)


def write_fingerprints(database: Database, text: int, fingerprints: TextFingerprints) -> None:
    """Add fingerprints to those of a removed text, such as those of a copy of it with other words."""
    execute_many(
        database,
        "insert or ignore into takedown_fingerprints (hash, text) values (?, ?)",
        [(fingerprint, text) for fingerprint in sorted(fingerprints.shingles | fingerprints.facts)],
    )


def has_texts(database: Database) -> bool:
    """Return whether any text was taken down."""
    return database.execute("select 1 from takedown_texts limit 1").fetchone() is not None


def reason_of_text(database: Database, text: int) -> str:
    """Return why a text was taken down."""
    return str(database.execute("select reason from takedown_texts where id = ?", [text]).fetchone().reason)


def shared_fingerprints(database: Database, fingerprints: TextFingerprints) -> list[SharedFingerprints]:
    """Return what a text shares with each of those taken down."""
    hashes = json.dumps(list(fingerprints.shingles | fingerprints.facts))
    shared: defaultdict[int, set[int]] = defaultdict(set)
    for text, fingerprint in database.execute(
        "select text, hash from takedown_fingerprints where hash in (select value from json_each(?))", [hashes]
    ):
        shared[text].add(fingerprint)
    rows = database.execute("select id, shingles, facts from takedown_texts order by id").fetchall()
    return [
        SharedFingerprints(row.id, frozenset(shared[row.id]), row.shingles, row.facts)
        for row in rows
        if row.id in shared
    ]
