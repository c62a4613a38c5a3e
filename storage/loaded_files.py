"""The ledger of loaded files: how far each was read, what came of its documents, and by which rules."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp


@dataclass(slots=True)
class LoadedFile:
    """A file as the ledger knows it: one row of ``loaded_files``."""

    name: str
    #: bytes, and when it was changed, in nanoseconds since 1970: a file that differs in one of them is another one
    size: int
    modified: int
    #: what decides over its documents: topics, extractor and the like
    rules: str
    #: documents from the first on of which each has its outcome, and the bytes that hold them
    documents: int = 0
    bytes_read: int = 0
    #: how many documents came to which outcome for which reason
    tally: Counter[str] = field(default_factory=Counter)
    sha256: str = ""
    #: what was wrong with the file itself
    fault: str = ""
    is_finished: bool = False
    #: an earlier load has read it to its end
    was_finished: bool = False
    #: what people are told that it is, which no row holds
    label: str = ""


def open_entry(database: Database, file: LoadedFile, at: datetime) -> LoadedFile:
    """Return what the ledger knows of a file; a new entry for one that is not known as it is now."""
    row = database.execute(
        "select documents, bytes_read, tally, sha256, fault, finished is not null as is_finished from loaded_files "
        "where name = ? and size = ? and modified = ? and rules = ?",
        [file.name, file.size, file.modified, file.rules],
    ).fetchone()
    if row is None:
        database.execute(
            "insert or replace into loaded_files (name, size, modified, rules, started) values (?, ?, ?, ?, ?)",
            [file.name, file.size, file.modified, file.rules, stamp(at)],
        )
        return file
    file.documents, file.bytes_read = row.documents, row.bytes_read
    file.tally = Counter(json.loads(row.tally))
    file.sha256, file.fault = row.sha256, row.fault
    file.is_finished = file.was_finished = bool(row.is_finished)
    return file


def write_entry(database: Database, file: LoadedFile, at: datetime) -> None:
    """Write how far a file is by now."""
    database.execute(
        "update loaded_files set documents = ?, bytes_read = ?, tally = ?, sha256 = ?, fault = ?, finished = ? "
        "where name = ?",
        [
            file.documents,
            file.bytes_read,
            json.dumps(dict(file.tally.most_common()), ensure_ascii=False),
            file.sha256,
            file.fault,
            stamp(at) if file.is_finished else None,
            file.name,
        ],
    )
