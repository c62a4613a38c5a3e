"""The description of every table, column and query (database.yaml), and the document made of it."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

from datasette.utils import parse_metadata  # type: ignore[import-untyped]

HERE = Path(__file__).parent

HEAD = """# Data dictionary

Every table and column of the database. This page is made from `storage/datasette/database.yaml`, where the reading
room has its descriptions from; after a change there run
`python -m storage.datasette.data_dictionary > docs/data-dictionary.md`.

Times are in UTC, ISO 8601, to the second, such as `2026-11-22T01:15:00Z`. Flags are 0 or 1. A text column that knows
nothing is empty, a time or a number that is not known is null.
"""


@cache
def load_description() -> dict[str, Any]:
    """Read what database.yaml says of tables, columns and queries, as Datasette takes it.

    Raise OSError where the file is missing.
    """
    described: dict[str, Any] = parse_metadata((HERE / "database.yaml").read_text(encoding="utf-8"))
    return described


def as_markdown(described: dict[str, Any]) -> str:
    """Return the tables with their columns and the named queries as a Markdown page."""
    tables = [table_section(name, table) for name, table in described["tables"].items()]
    queries = [f"- **{name}**: {one_line(query['description'])}" for name, query in described["queries"].items()]
    return "\n".join([HEAD, *tables, "## Named queries\n", *queries, ""])


def table_section(name: str, table: dict[str, Any]) -> str:
    rows = [f"| `{column}` | {one_line(meaning)} |" for column, meaning in table.get("columns", {}).items()]
    return "\n".join(
        [f"## {name}\n", one_line(table["description"]), "", "| column | meaning |", "| --- | --- |", *rows, ""]
    )


def one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(as_markdown(load_description()))
