"""What people have decided of a page, in words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from storage.datasette.page_context import Values


def instruction_in_words(row: sqlite3.Row) -> Values:
    """Return an instruction with what was asked for in words."""
    return dict(row) | {"asked": asked_for(row["command"], json.loads(row["words"]))}


def asked_for(command: str, words: list[str]) -> str:
    """Say what an instruction asks for."""
    action, *rest = words
    told: Mapping[str, str] = {
        "label": f"{rest[0]} topic{f': {rest[1]}' if rest[1:] and rest[1] else ''}" if rest else "",
        "undo": f"undo {action}",
        "care": {"keep": "keep masked", "release": "show whole", "redact": "redact for good"}.get(action, action),
        "takedown": {"article": "take down", "confirm": "keep out", "release": "let stay"}.get(action, action),
    }
    return told.get(command) or f"{command}: {action} {', '.join(rest)}"


def marked(rows: Iterable[sqlite3.Row]) -> Values:
    """Return an account's marks on an article by kind."""
    found: dict[str, list[str]] = {"star": [], "read": [], "tag": [], "note": []}
    for row in rows:
        found[row["kind"]].append(row["text"])
    return {
        "star": bool(found["star"]),
        "read": bool(found["read"]),
        "tags": found["tag"],
        "note": found["note"][0] if found["note"] else "",
    }
