"""The counts that triggers keep are those that counting would give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from storage.database import open_database

HOURS = ["2026-11-22T01:00:00Z", "2026-11-22T01:59:59Z", "2026-11-22T02:00:00Z"]
OUTCOMES = ["pending", "stored", "error"]
STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(HOURS), st.sampled_from([*OUTCOMES, "gone"])), max_size=20
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = open_database(tmp_path_factory.mktemp("counts") / "new.db")
    opened.table("sources").insert(
        {"slug": "a", "name": "A", "kind": "ngo", "country": "PH", "language": "en", "homepage": ""}
    )
    yield opened
    opened.close()


def step(database: Database, url: str, hour: str, outcome: str) -> None:
    """Meets a page, or changes what became of it, or forgets it."""
    if outcome == "gone":
        database.execute("delete from pages where url = ?", [url])
        return
    database.execute(
        "insert into pages (url, canonical, source, first_seen, last_seen, outcome) values (?1, ?1, 'a', ?2, ?2, ?3) "
        "on conflict (url) do update set outcome = ?3",
        [url, hour, outcome],
    )


@given(STEPS)
def test_counts_are_kept(database: Database, steps: list[tuple[int, str, str]]) -> None:
    database.execute("delete from pages")
    for number, hour, outcome in steps:
        step(database, f"https://a.example/{number}", hour, outcome)
    kept = database.execute("select hour, outcome, pages from page_counts where pages <> 0 order by 1, 2").fetchall()
    counted = database.execute(
        "select substr(first_seen, 1, 13), outcome, count(*) from pages group by 1, 2 order by 1, 2"
    ).fetchall()
    assert kept == counted
