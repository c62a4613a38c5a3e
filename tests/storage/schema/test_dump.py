"""docs/schema.sql is the schema as it is, and it makes the same tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from storage.schema.dump import current_schema, split_at_commas

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "schema.sql"


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == current_schema(), (
        "run: python -m storage.schema.dump > docs/schema.sql"
    )


def test_commas_within_brackets_do_not_part_columns() -> None:
    assert split_at_commas("a text,\n  primary key (a, b)") == ["a text", "primary key (a, b)"]


def test_every_column_of_a_table_has_its_comment() -> None:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("    time text generated"))
    assert lines[place - 1].startswith("    -- time: ")


def test_the_document_can_be_executed() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(DOCUMENT.read_text(encoding="utf-8"))
    assert connection.execute("select count(*) from pragma_table_xinfo('articles') where name = 'time'").fetchone() == (
        1,
    )
