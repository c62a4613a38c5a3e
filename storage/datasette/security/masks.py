"""Held texts are masked where they leave the database: the room's connections see views in place of the tables.

SQLite looks a name up among the temporary views first, so that no page, list, export or SQL of a reader gets round
them; a statement that names the schema beneath is refused.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import Final

_MASKING: Final = "severity in ('block', 'hold') and decided in ('', 'keep', 'redacted')"
#: whether an entry of a ledger lies outside all that is masked of its text
_ENTRY: Final = (
    "not exists (select 1 from main.guard_findings as guard "
    "where guard.article = entry.article and guard.field = 'text' "
    f'and {_MASKING} and guard.start < entry."end" and entry.start < guard."end")'
)
#: a statement as SQLite reads it: what begins first counts, so that no comment begins within a string. What it takes
#: for a name may also stand in quotation marks of any kind; what is left open runs to the end. All that is neither a
#: word nor a printable sign is skipped, since some of it counts as white space in some places.
_TOKEN: Final = re.compile(
    r"(?P<skipped>--[^\n]*|/\*.*?(?:\*/|\Z)|[^\x21-\x7e\w])"
    r"|(?P<quoted>'(?:[^']|'')*(?:'|\Z)|\"(?:[^\"]|\"\")*(?:\"|\Z)|`(?:[^`]|``)*(?:`|\Z)|\[[^\]]*(?:\]|\Z))"
    r"|(?P<word>[\w$]+)|(?P<sign>.)",
    re.DOTALL,
)
_SCHEMA: Final = "main"
_VIEW: Final = re.compile(r"^-- (\w+)\n", re.MULTILINE)


def names_schema(statement: str) -> bool:
    """Return whether a statement names the schema of the tables, and so would get round the views."""
    if _SCHEMA not in statement.lower():
        return False
    before = ""
    for token in _TOKEN.finditer(statement):
        if token.lastgroup == "skipped":
            continue
        if token[0] == "." and before == _SCHEMA:
            return True
        before = (token[0][1:-1] if token.lastgroup == "quoted" else token[0]).lower()
    return False


def mask_held_texts(connection: sqlite3.Connection) -> None:
    """Put a view before every table that holds the words of articles; a database without the guard has none."""
    rows = connection.execute("select name from sqlite_master where type in ('table', 'view')").fetchall()
    tables = {row[0] for row in rows}
    if "masked_articles" not in tables:
        return
    for name, statement in masking_views():
        if name in tables:
            columns = [f'"{row[1]}"' for row in connection.execute(f"pragma main.table_xinfo({name})")]
            masked = re.findall(r" as (\w+)(?=,?\s)", statement.partition("{columns}")[2])
            others = ", ".join(f"{name}.{column}" for column in columns if column.strip('"') not in masked)
            shown = statement.format(columns=others, masking=_MASKING, entry=_ENTRY)
            connection.execute(f"create temp view if not exists {name} as select {', '.join(columns)} from ({shown})")


@cache
def masking_views() -> tuple[tuple[str, str], ...]:
    """Return the name of each view with its statement, whose columns are still to be filled in."""
    _, *parts = _VIEW.split(Path(__file__).with_name("masks.sql").read_text("utf-8"))
    return tuple(zip(parts[::2], parts[1::2], strict=True))
