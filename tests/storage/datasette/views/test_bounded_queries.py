"""No page of the reading room reads a whole table that grows with the archive, however its planner goes about it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from storage.datasette.data_dictionary import load_description
from storage.datasette.page_context import SQL
from storage.datasette.security.masks import mask_held_texts
from storage.schema.database import open_database

QUERIES = {path.stem: path.read_text("utf-8") for path in sorted(SQL.glob("*.sql"))} | {
    name: query["sql"] for name, query in load_description()["queries"].items()
}
#: tables that people or the sources file fill, and the full text, which is searched
SMALL = {
    "sources",
    "runs",
    "labels",
    "collections",
    "asked_alerts",
    "article_counts",
    "masked_articles",
    "articles_fts",
}
#: read along an index until there are enough rows, or only the part of a partial index
BY_INDEX = {"pages_failed", "case_links_suggested", "instructions_waiting"}
_SCAN = re.compile(r"SCAN (?:main\.)?(\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
_NAMED = re.compile(r"\b(?:with|,)?\s*(\w+) as (?:materialized )?\(|\bas (masked|entry|best|edge|quoted)\b")


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    database = open_database(":memory:")
    connection: sqlite3.Connection = database.conn
    # sizes as they are in a large archive, so that the planner takes them into account
    connection.execute("analyze")
    connection.executemany(
        "insert into sqlite_stat1 values (?, null, ?)",
        [
            (name, "1000000")
            for name in ("articles", "texts", "pages", "places", "bodies", "laws", "matches", "stories")
        ],
    )
    connection.execute("analyze sqlite_schema")
    mask_held_texts(connection)
    for name in ("match_expression", "health_now", "plain", "basis_note", "web_address", "reader_year", "reader_month"):
        connection.create_function(name, -1, lambda *words: words[0])
    yield connection
    database.close()


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_reads_a_whole_table_that_grows(connection: sqlite3.Connection, name: str) -> None:
    statement = QUERIES[name]
    values = dict.fromkeys(re.findall(r":(\w+)", statement), "1")
    plan = [row[3] for row in connection.execute(f"explain query plan {statement}", values)]
    of_its_own = {word for found in _NAMED.findall(statement) for word in found}
    scanned = [_SCAN.match(step) for step in plan]
    whole = {
        found[0]
        for found in scanned
        if found and not {found[1], found[2]} & (SMALL | BY_INDEX | of_its_own | {"json_each", "masked", "CONSTANT"})
    }
    assert whole == set()
