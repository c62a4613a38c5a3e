"""What people ask of the archive while a run is writing: a queue that the writer empties."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing a person asked for: a command, and the words behind it."""

    id: int
    command: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstructionAnswer:
    """What came of an instruction."""

    succeeded: bool
    sentence: str


def give_instruction(database: Database, command: str, words: Sequence[str], at: datetime) -> int:
    """Put an instruction into the queue; return its number."""
    with database.atomic():
        row = database.execute(
            "insert into instructions (given_at, command, words) values (?, ?, ?) returning id",
            [stamp(at), command, json.dumps(list(words), ensure_ascii=False)],
        ).fetchone()
    return int(row.id)


def waiting_instructions(database: Database) -> list[Instruction]:
    """Return the instructions that nobody has carried out yet, in their order."""
    rows = database.execute("select id, command, words from instructions where done_at is null order by id").fetchall()
    return [Instruction(row.id, row.command, tuple(json.loads(row.words))) for row in rows]


def record_answer(database: Database, number: int, answer: InstructionAnswer, at: datetime) -> None:
    """Note what came of an instruction."""
    database.execute(
        "update instructions set done_at = ?, succeeded = ?, answer = ? where id = ?",
        [stamp(at), int(answer.succeeded), answer.sentence, number],
    )


def answer_to(database: Database, number: int) -> InstructionAnswer | None:
    """Return what came of an instruction; None while it waits."""
    row = database.execute(
        "select succeeded, answer from instructions where id = ? and done_at is not null", [number]
    ).fetchone()
    return InstructionAnswer(bool(row.succeeded), row.answer) if row else None
