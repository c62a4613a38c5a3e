"""The schema as it is now, commented table by table and column by column: what docs/schema.sql is made of."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from storage.datasette.data_dictionary import load_description
from storage.schema.database import open_database

HEADER = """\
-- The database's schema as the migrations leave it, with the descriptions of storage/datasette/database.yaml.
-- This file is generated: python -m storage.schema.dump > docs/schema.sql
"""


def dump_schema(database: Database, described: Mapping[str, Any]) -> str:
    """Return every table and view with its comments, its indexes and its triggers, as SQL."""
    sections = [HEADER]
    for name, table in described.items():
        rows = database.execute(
            "select type, sql from sqlite_master where tbl_name = ? and sql is not null "
            "order by type not in ('table', 'view'), type, name",
            [name],
        ).fetchall()
        definition, *others = (row.sql for row in rows)
        comment = f"-- {' '.join(table['description'].split())}"
        sections.append("\n".join([comment, *commented(definition, table["columns"]), *map(dedented, others), ""]))
    return "\n".join(sections)


def commented(definition: str, columns: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a definition: a comment above each column of a table, all of them first for other kinds."""
    notes = {column: f"-- {column}: {' '.join(meaning.split())}" for column, meaning in columns.items()}
    if not definition.casefold().startswith("create table"):
        yield from (*notes.values(), dedented(definition))
        return
    begin, end = definition.index("("), definition.rindex(")")
    yield f"{definition[:begin]}("
    parts = split_at_commas(definition[begin + 1 : end])
    for place, part in enumerate(parts):
        if note := notes.get(part.split()[0].strip('"[]')):
            yield f"    {note}"
        yield f"    {part}{',' if place < len(parts) - 1 else ''}"
    yield f"){definition[end + 1 :]};"


def split_at_commas(body: str) -> list[str]:
    """Split the body of a table's definition at the commas outside brackets, each part on one line."""
    parts, depth = [""], 0
    for character in body:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [" ".join(part.split()) for part in parts]


def dedented(statement: str) -> str:
    """Return a statement as its migration writes it, without the migration's own indentation."""
    return re.sub(r"^ {4}", "", statement, flags=re.MULTILINE) + ";"


def current_schema() -> str:
    """Return the commented schema of a new database."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "new.db")
        text = dump_schema(database, load_description()["tables"])
        database.close()
    return text


if __name__ == "__main__":
    sys.stdout.write(current_schema())
