"""Which paragraphs stand on which articles of a source: so that its boilerplate is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from sqlite_utils import Database

from storage.sql import execute_many, plain_rows

#: articles that are told of one paragraph: more than anybody needs to know that it is repeated, however many more there
#: are of the source; chosen, not measured
_TOLD: Final = 8


@lru_cache(maxsize=4096)  # the paragraphs of a few hundred articles: each is asked for three times and then written
def hash_of(source: str, fingerprint: str) -> int:
    """Return a paragraph of a source as a number that SQLite keeps in eight bytes."""
    digest = hashlib.blake2b(f"{source}\n{fingerprint}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def articles_with(database: Database, source: str, fingerprints: Iterable[str]) -> dict[str, set[int]]:
    """Return the articles of a source that carry each of these paragraphs, eight at most."""
    hashes = {hash_of(source, fingerprint): fingerprint for fingerprint in fingerprints}
    rows = plain_rows(
        database,
        "select value, (select group_concat(article) from (select article from paragraphs where hash = value limit ?)) "
        "from json_each(?)",
        [_TOLD, json.dumps(list(hashes))],
    )
    return {hashes[paragraph]: set(map(int, listed.split(","))) if listed else set() for paragraph, listed in rows}


def paragraph_counts(
    database: Database, source: str, fingerprints: Iterable[str], besides: int | None
) -> dict[str, int]:
    """Return on how many articles of a source, ``besides`` left out, each paragraph stands; many are told as seven."""
    found = articles_with(database, source, fingerprints)
    return {fingerprint: len(articles - {besides}) for fingerprint, articles in found.items()}


def record_paragraphs(database: Database, source: str, article: int, fingerprints: Sequence[str]) -> None:
    """Note the paragraphs that an article came with, in place of those it came with before."""
    database.execute("delete from paragraphs where article = ?", [article])
    execute_many(
        database,
        "insert or ignore into paragraphs (hash, article) values (?, ?)",
        [(hash_of(source, fingerprint), article) for fingerprint in fingerprints],
    )
