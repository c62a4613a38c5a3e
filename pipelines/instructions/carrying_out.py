"""Carrying out what a person asks for: at once, or from the queue of the run that is writing."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from pipelines.care.guarding import guard_joined_articles
from pipelines.instructions.care_decisions import decide_held
from pipelines.instructions.case_decisions import merge_or_split_case
from pipelines.instructions.errors import InstructionError
from pipelines.instructions.labelling import label_article
from pipelines.instructions.story_decisions import merge_or_split
from pipelines.instructions.takedown import Removal, confirm_candidate, release_candidate, take_down_article
from pipelines.instructions.undoing import undo_instruction, way_back
from storage.clock import now
from storage.tables.instructions import OPERATOR, Instruction, InstructionAnswer
from storage.tables.labels import UnknownArticleError
from storage.tables.raw_pages import path_of

logger = logging.getLogger(__name__)

LABELS: Final = {"on": True, "off": False}
#: what a person is told of; anything else is a fault of the program
REFUSALS: Final = (InstructionError, UnknownArticleError)


def carry_out_instruction(
    database: Database, settings: BaseSettings, command: str, words: Sequence[str], by: str = OPERATOR
) -> str:
    """Do what a person asks for, within the caller's transaction; return in a sentence what came of it.

    Raise one of REFUSALS where it cannot be done.
    """
    return INSTRUCTIONS[command](database, settings, words, by)


def carry_out_with_way_back(database: Database, settings: BaseSettings, instruction: Instruction) -> InstructionAnswer:
    """Carry an instruction out, and return what came of it with what undoing it needs to know. Raise as above."""
    before = way_back(database, instruction.command, instruction.words)
    sentence = carry_out_instruction(database, settings, instruction.command, instruction.words, instruction.by)
    guard_joined_articles(database, now())
    return InstructionAnswer(True, sentence, before)


def answer_instruction(database: Database, settings: BaseSettings, instruction: Instruction) -> InstructionAnswer:
    """Carry an instruction out, all of it or nothing, and return what came of it."""
    try:
        with database.atomic():
            return carry_out_with_way_back(database, settings, instruction)
    except REFUSALS as refusal:
        return InstructionAnswer(False, str(refusal))
    except sqlite3.OperationalError:
        raise
    except Exception:
        # the run goes on, and nobody asks the same in vain for ever
        logger.exception("instruction %d, scrapy %s, failed", instruction.id, instruction.command)
        return InstructionAnswer(False, "it failed by an error inside the program, which the log of the run tells of")


def carry_out_label(database: Database, settings: BaseSettings, words: Sequence[str], _by: str) -> str:
    """Label an article: its number or address, on or off, and a note."""
    name, verdict, note = words
    return label_article(database, name, LABELS[verdict], note, window_of(settings))


def carry_out_story(database: Database, settings: BaseSettings, words: Sequence[str], _by: str) -> str:
    """Merge or split stories."""
    return merge_or_split(database, words, window_of(settings))


def carry_out_case(database: Database, _settings: BaseSettings, words: Sequence[str], by: str) -> str:
    """Merge or split cases."""
    return merge_or_split_case(database, words, by)


def carry_out_care(database: Database, settings: BaseSettings, words: Sequence[str], by: str) -> str:
    """Release a held article, keep it masked, or redact it for good."""
    return decide_held(database, words, by, removal_by(settings))


def carry_out_takedown(database: Database, settings: BaseSettings, words: Sequence[str], _by: str) -> str:
    """Take an article down, or decide on what holds its text: the action, then its number or address, and why."""
    action, *rest = words
    return TAKEDOWNS[action](database, removal_by(settings), *rest)


def carry_out_undo(database: Database, settings: BaseSettings, words: Sequence[str], _by: str) -> str:
    """Undo another instruction, given by its number."""
    return undo_instruction(database, words[0], window_of(settings))


def removal_by(settings: BaseSettings) -> Removal:
    """Return where words are deleted, as set."""
    return Removal(path_of(settings["RAW_PAGES"], settings["DATABASE"]), window_of(settings))


def deletes_words(command: str, words: Sequence[str]) -> bool:
    """Return whether an instruction deletes words for good, so that the index has to be cleaned of them."""
    return command == "takedown" or (command == "care" and words[0] == "redact")


def window_of(settings: BaseSettings) -> float:
    """Return the days within which articles are compared, as set."""
    return settings.getfloat("STORY_WINDOW_DAYS")


TAKEDOWNS: Final[dict[str, Callable[..., str]]] = {
    "article": take_down_article,
    "confirm": confirm_candidate,
    "release": release_candidate,
}
INSTRUCTIONS: Final[dict[str, Callable[[Database, BaseSettings, Sequence[str], str], str]]] = {
    "label": carry_out_label,
    "story": carry_out_story,
    "case": carry_out_case,
    "care": carry_out_care,
    "takedown": carry_out_takedown,
    "undo": carry_out_undo,
}
