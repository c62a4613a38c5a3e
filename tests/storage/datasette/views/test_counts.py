"""The counts that triggers keep are those that counting would give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from storage.schema.database import open_database

HOURS = ["2026-11-22T01:00:00Z", "2026-11-22T01:59:59Z", "2026-11-22T02:00:00Z"]
OUTCOMES = ["pending", "stored", "error"]
STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(HOURS), st.sampled_from([*OUTCOMES, "gone"])), max_size=20
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = open_database(tmp_path_factory.mktemp("counts") / "new.db")
    for slug in ("a", "b"):
        opened.table("sources").insert(
            {"slug": slug, "name": slug, "kind": "ngo", "country": "PH", "language": "en", "homepage": ""}
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


ARTICLE_STEPS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(["add", "copy", "gone"]),
        st.sampled_from(["a", "b"]),
        st.sampled_from([None, "2026-10-31T23:00:00Z", "2027-01-01T00:00:00Z"]),
        st.booleans(),
    ),
    max_size=20,
)


def article_step(
    database: Database, number: int, what: str, source: str, published: str | None, on_topic: bool
) -> None:
    """Stores an article or renews it, makes it a copy of the first, or forgets it."""
    if what == "gone":
        database.execute("update articles set duplicate_of = null where duplicate_of = ?", [number])
        database.execute("delete from articles where id = ?", [number])
    elif what == "copy":
        database.execute(
            "update articles set duplicate_of = (select min(id) from articles where id <> ?1) where id = ?1", [number]
        )
    else:
        values = {"id": number, "url": str(number), "source": source, "title": "", "published": published}
        values |= {"word_count": 0, "first_seen": HOURS[0], "last_seen": HOURS[0], "on_topic": on_topic}
        values |= {"relevance": 0, "content_hash": "", "language": source}
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        renewed = ", ".join(f"{name} = :{name}" for name in ("source", "published", "on_topic", "language"))
        database.execute(
            f"insert into articles ({columns}) values ({marks}) on conflict (id) do update set {renewed}", values
        )


@given(ARTICLE_STEPS)
def test_counts_of_articles_are_kept(database: Database, steps: list[tuple[int, str, str, str | None, bool]]) -> None:
    database.execute("update articles set duplicate_of = null")
    database.execute("delete from articles")
    for taken in steps:
        article_step(database, *taken)
    kept = database.execute("select * from article_counts where articles <> 0 order by 1, 2, 3, 4, 5").fetchall()
    counted = database.execute(
        "select source, substr(time, 1, 7), language, on_topic, "
        "duplicate_of is not null, count(*) from articles group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5"
    ).fetchall()
    assert kept == counted
