"""Nobody gets beneath the views that mask held texts, and a release takes the masks away."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.instructions.care_decisions import decide_held
from pipelines.instructions.takedown import Removal
from storage.datasette.page_context import statement
from storage.datasette.security.masks import mask_held_texts, names_schema
from storage.schema.database import open_database
from storage.tables.care import guard
from tests.storage.datasette.planted import CITY, COPY, HELD, PROVINCE, SIBLING, plant

#: ways to name the schema beneath, as SQLite reads them
EVASIONS = [
    "select text from main.texts",
    'select text from "MAIN" /* x */ . texts',
    "select text from [main]\n.texts",
    "select text from 'main'.texts",
    "select text from `Main`--\n.texts",
    "select '/*', text from main.texts where '*/' <> ''",
    "select '--', text from main.texts",
    'select "/*" as "/*", text from main.texts --*/',
    "select text, '''' as \"'\" from main.texts",
    "select text from main \x0b.texts",
    'select text from "main"\ufeff.texts',
    "with texts as (select * from main.texts) select text from texts",
    "select (select group_concat(text) from main . /*/*/ texts)",
]
#: of what statements are put together
PIECES = ["select text from", "'", '"', "/*", "*/", "--", "\n", "main", "[", "]", "`", ".texts", "texts", " "]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("masks") / "planted.db")


@pytest.mark.parametrize("statement", EVASIONS)
def test_nobody_gets_beneath_the_views(statement: str) -> None:
    assert names_schema(statement)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_statement_that_sqlite_reads_gets_beneath_them_unseen(parts: list[str]) -> None:
    statement = "".join(parts)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table texts (text)")
        connection.execute("insert into texts values ('planted')")
        connection.execute("create temp view texts as select 'masked' as text")
        try:
            rows = str(connection.execute(statement).fetchall())
        except sqlite3.Error:
            return
    assert "planted" not in rows or names_schema(statement)


def test_words_that_only_look_like_it_are_no_schema() -> None:
    assert not names_schema("select text from texts where text like '%the main road%'")
    assert not names_schema("select 'main' from texts where domain.x = 1 -- main.texts")


def test_the_index_beneath_the_search_is_empty(planted: Path) -> None:
    with closing(sqlite3.connect(f"{planted.as_uri()}?mode=ro", uri=True)) as connection:
        mask_held_texts(connection)
        assert connection.execute("select rowid from articles_fts where articles_fts match 'rescued'").fetchall()
        for table in ("articles_fts_data", "articles_fts_idx"):
            assert connection.execute(f"select * from {table}").fetchall() == []


def test_no_fingerprint_tells_of_a_single_masked_word(planted: Path) -> None:
    with closing(sqlite3.connect(f"{planted.as_uri()}?mode=ro", uri=True)) as connection:
        mask_held_texts(connection)
        for table in ("fingerprints", "terms", "profiles", "case_names", "paragraphs"):
            told = f"select 1 from {table} where article in ({HELD}, {COPY}, {SIBLING})"
            assert not connection.execute(told).fetchall()
        assert not connection.execute("select 1 from care_fingerprints").fetchall()


def test_a_held_text_is_counted_to_no_place(planted: Path) -> None:
    with closing(sqlite3.connect(f"{planted.as_uri()}?mode=ro", uri=True)) as connection:
        mask_held_texts(connection)
        for code in (CITY, PROVINCE):
            asked = {"value": code, "most": 100}
            assert not connection.execute(statement("articles_of_place"), asked).fetchall()
        asked = {"since": "2000-01", "until": "2100-01", "most": 100}
        counted = dict(connection.execute(statement("places_counted"), asked).fetchall())
    assert counted["1030900000"] == 3
    assert not counted.keys() & {CITY, PROVINCE}


def test_a_release_shows_the_words_and_lets_them_be_found(planted: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(planted.read_bytes())
    database = open_database(copy)
    assert [number for number, _ in guard.held_articles(database)] == [HELD, COPY, SIBLING]
    assert decide_held(database, ["release", str(HELD)], "operator", Removal("", 14)) == "article 50 is shown whole"
    assert [number for number, _ in guard.held_articles(database)] == [COPY, SIBLING]
    found = database.execute("select rowid from articles_fts where articles_fts match 'quillanne'").fetchall()
    assert [row[0] for row in found] == [HELD]
    database.execute("insert into articles_fts(articles_fts, rank) values ('integrity-check', 1)")
    database.close()
