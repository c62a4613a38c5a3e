"""What a person decides of an article that the guard holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlite_utils import Database

from pipelines.instructions.errors import InstructionError
from storage.clock import now
from storage.tables import labels
from storage.tables.care import guard

_TOLD: Final = {"release": "is shown whole", "keep": "stays masked"}


def decide_held(database: Database, words: Sequence[str], by: str) -> str:
    """Release a held article or keep it masked; return that in a sentence. Raise InstructionError."""
    action, name = words
    number = labels.resolve_article(database, name)
    decided = guard.decide_findings(database, number, action, by, now())
    text = guard.read_guard_text(database, number)
    if text is None or not decided:
        raise InstructionError(f"article {number} is not held; see scrapy care --list")
    guard.write_mask(database, text)
    return f"article {number} {_TOLD[action]}"
