"""What a reader types, as an expression of the full-text index that never fails."""

from __future__ import annotations

import re
import unicodedata

#: a longer question is cut: it is a text that was pasted, not a search
LONGEST, MOST_TERMS = 500, 32

TOKEN = re.compile(r'-?"[^"]*"?|[^\s"]+')


def match_expression(typed: str | None) -> str:
    """An FTS5 expression for what a reader typed; one that finds nothing where there is no word to look for.

    Words are all looked for; "quotes" keep words together, OR between two terms takes either, a leading minus or
    NOT leaves texts with that term out, a trailing star takes every ending. Anything else is read as a word.
    """
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    either = leave_out = False
    for word in TOKEN.findall(unicodedata.normalize("NFC", (typed or "")[:LONGEST]))[:MOST_TERMS]:
        if word in {"AND", "OR", "NOT"}:
            either, leave_out = word == "OR", word == "NOT"
            continue
        term = quoted(word)
        if not term:
            continue
        if leave_out or word.startswith("-"):
            unwanted.append(term)
        elif either and wanted:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        either = leave_out = False
    return expression(wanted, unwanted)


def quoted(token: str) -> str:
    """A word or phrase as FTS5 writes it, without what the index does not know; empty where no word is left."""
    words = re.findall(r"[^\W_]+", token)
    if not words:
        return ""
    return '"' + " ".join(words) + '"' + ("*" if token.endswith("*") else "")


def expression(wanted: list[list[str]], unwanted: list[str]) -> str:
    if not wanted:
        return '""'
    groups = [f"({' OR '.join(group)})" if len(group) > 1 else group[0] for group in wanted]
    required = " AND ".join(groups)
    return f"({required}) NOT ({' OR '.join(unwanted)})" if unwanted else required
