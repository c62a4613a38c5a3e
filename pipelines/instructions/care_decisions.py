"""What a person decides of an article that the guard holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlite_utils import Database

from pipelines.care.redacting import redact_article
from pipelines.instructions.errors import InstructionError
from pipelines.instructions.takedown import Removal
from storage.clock import now
from storage.tables import labels
from storage.tables.care import guard

_TOLD: Final = {"release": "is shown whole", "keep": "stays masked"}


def decide_held(database: Database, words: Sequence[str], by: str, removal_of: Removal) -> str:
    """Release a held article, keep it masked, or redact it; return that in a sentence. Raise InstructionError."""
    action, name, *reason = words
    if action == "redact":
        return redact_article(database, removal_of, name, reason[0], by, now())
    number = labels.resolve_article(database, name)
    decided = guard.decide_findings(database, number, action, by, now())
    text = guard.read_guard_text(database, number)
    if text is None or not decided:
        raise InstructionError(f"article {number} is not held; see scrapy care --list")
    guard.write_mask(database, text)
    return f"article {number} {_TOLD[action]}"
