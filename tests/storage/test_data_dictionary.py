"""The description of the database says what the schema has, and the document says what the description says."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from storage.datasette.data_dictionary import as_markdown, load_description
from storage.schema.database import open_database

ROOT = Path(__file__).resolve().parents[2]
DESCRIBED = load_description()["tables"]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The columns of every table and view, without what SQLite keeps for itself."""
    database: Database = open_database(tmp_path_factory.mktemp("schema") / "new.db")
    names = database.execute(
        "select name from pragma_table_list where schema = 'main' and type <> 'shadow' and name not like 'sqlite_%'"
    ).fetchall()
    # 1 is a hidden column of a virtual table; 0 is an ordinary column, 2 and 3 are generated ones
    listed = "select name from pragma_table_xinfo(?) where hidden <> 1"
    columns = {name: [row[0] for row in database.execute(listed, [name])] for (name,) in names}
    database.close()
    return columns


def test_every_table_is_described_and_no_other(schema: dict[str, list[str]]) -> None:
    assert set(DESCRIBED) == set(schema)


@pytest.mark.parametrize("table", DESCRIBED)
def test_every_column_is_described_and_no_other(schema: dict[str, list[str]], table: str) -> None:
    assert sorted(DESCRIBED[table]["columns"]) == sorted(schema[table])


@pytest.mark.parametrize("table", DESCRIBED)
def test_what_a_table_page_shows_exists(schema: dict[str, list[str]], table: str) -> None:
    described = DESCRIBED[table]
    named = [facet["counted"] if isinstance(facet, dict) else facet for facet in described.get("facets", [])]
    named += described.get("shown", [])
    named += [described[key] for key in ("sort", "sort_desc", "label_column", "fts_pk") if key in described]
    assert set(named) <= set(schema[table])


def test_the_document_is_made_of_the_description() -> None:
    document = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert document == as_markdown(load_description()), (
        "run: python -m storage.datasette.data_dictionary > docs/data-dictionary.md"
    )
