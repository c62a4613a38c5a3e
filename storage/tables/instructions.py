"""What people ask of the archive while a run is writing: a queue that the writer empties."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlite_utils import Database

from storage.clock import stamp

#: who gives instructions at the command line, and in a reading room for this machine only
OPERATOR: Final = "operator"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing a person asked for: a command, and the words behind it."""

    id: int
    command: str
    words: tuple[str, ...]
    by: str = OPERATOR


@dataclass(frozen=True, slots=True)
class InstructionAnswer:
    """What came of an instruction; ``way_back`` is what undoing it needs to know, empty where it cannot be undone."""

    succeeded: bool
    sentence: str
    way_back: str = ""


def give_instruction(
    database: Database, command: str, words: Sequence[str], at: datetime, by: str = OPERATOR, about: str = ""
) -> int:
    """Put an instruction into the queue; return its number. ``about`` is the path of the page that it concerns."""
    with database.atomic():
        row = database.execute(
            "insert into instructions (given_at, command, words, given_by, about) values (?, ?, ?, ?, ?) returning id",
            [stamp(at), command, json.dumps(list(words), ensure_ascii=False), by, about],
        ).fetchone()
    return int(row.id)


def waiting_instructions(database: Database) -> list[Instruction]:
    """Return the instructions that nobody has carried out yet, in their order."""
    rows = database.execute(
        "select id, command, words, given_by from instructions where done_at is null order by id"
    ).fetchall()
    return [Instruction(row.id, row.command, tuple(json.loads(row.words)), row.given_by) for row in rows]


def record_answer(database: Database, number: int, answer: InstructionAnswer, at: datetime) -> None:
    """Note what came of an instruction."""
    database.execute(
        "update instructions set done_at = ?, succeeded = ?, answer = ?, way_back = ? where id = ?",
        [stamp(at), int(answer.succeeded), answer.sentence, answer.way_back, number],
    )


def answer_to(database: Database, number: int) -> InstructionAnswer | None:
    """Return what came of an instruction; None while it waits."""
    row = database.execute(
        "select succeeded, answer from instructions where id = ? and done_at is not null", [number]
    ).fetchone()
    return InstructionAnswer(bool(row.succeeded), row.answer) if row else None


def way_back_of(database: Database, number: int) -> tuple[str, str] | None:
    """Return the command of an instruction that was carried out and not undone, and its way back; None for others."""
    row = database.execute(
        "select command, way_back from instructions where id = ? and succeeded and not undone", [number]
    ).fetchone()
    return (row.command, row.way_back) if row else None


def record_undoing(database: Database, number: int) -> None:
    """Note that an instruction was undone; the one that undid it names its number, and says who and when."""
    database.execute("update instructions set undone = 1 where id = ?", [number])


def latest_instructions(database: Database, most: int) -> list[tuple[object, ...]]:
    """Return number, time, who gave it, command, words and answer of the latest instructions, the latest first."""
    return database.execute(
        "select id, given_at, given_by, command, words, answer from instructions order by id desc limit ?", [most]
    ).fetchall()
