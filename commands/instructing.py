"""Asking one thing of the archive: done at once, or by the run that is writing, within seconds."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from time import monotonic, sleep

from scrapy.settings import BaseSettings

from commands.databases import open_to_read, open_to_write, unwritable_error
from commands.errors import CommandError, LeaseHeldError
from commands.printing import print_line
from pipelines.instructions.carrying_out import carry_out_with_way_back, deletes_words
from pipelines.instructions.queue import scrub_database
from storage.clock import now
from storage.schema.database import DatabaseError, open_database
from storage.tables import instructions

#: seconds between two looks for the answer to an instruction
_LOOK_SECONDS = 0.3


def instruct(settings: BaseSettings, command: str, words: Sequence[str]) -> int:
    """Carry an instruction out, or wait until the run that is writing has; return the exit code."""
    try:
        with open_to_write(settings, f"scrapy {command}") as database:
            with database.atomic():
                number = instructions.give_instruction(database, command, words, now())
                asked = instructions.Instruction(number, command, tuple(words))
                answer = carry_out_with_way_back(database, settings, asked)
                instructions.record_answer(database, number, answer, now())
            if deletes_words(command, words):
                scrub_database(database)
        print_line(answer.sentence)
    except LeaseHeldError as held:
        return hand_over(settings, command, words, str(held))
    return 0


def hand_over(settings: BaseSettings, command: str, words: Sequence[str], held: str) -> int:
    """Put an instruction into the queue of the run that is writing, and wait for the answer."""
    ends = monotonic() + settings.getfloat("INSTRUCTION_SECONDS")
    number = put_into_queue(settings, command, words, ends)
    while monotonic() < ends:
        with open_to_read(settings) as database:
            answer = instructions.answer_to(database, number)
        if answer:
            print_line(answer.sentence, file=sys.stdout if answer.succeeded else sys.stderr)
            return int(not answer.succeeded)
        # the run may have ended meanwhile: then whoever opens the database empties the queue
        with suppress(LeaseHeldError, DatabaseError), open_to_write(settings, f"scrapy {command}"):
            pass
        sleep(_LOOK_SECONDS)
    raise CommandError(f"noted as instruction {number}, and not carried out yet, since {held}")


def put_into_queue(settings: BaseSettings, command: str, words: Sequence[str], ends: float) -> int:
    """Put an instruction into the queue between two changes of the run that is writing; return its number."""
    while True:
        try:
            with closing(open_database(settings["DATABASE"])) as database:
                return instructions.give_instruction(database, command, words, now())
        except sqlite3.OperationalError as error:
            # such as scrapy regroup, which writes all it does in one change
            if monotonic() > ends:
                raise unwritable_error(settings, str(error)) from error
