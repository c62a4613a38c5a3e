"""Every list, walked to its end over times that many rows share, gives each row once."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from storage.datasette.page_context import statement
from storage.datasette.unique_order import Keys, with_unique_order
from storage.schema.database import open_database
from tests.storage.datasette.archive import Sample, Server, add, ago
from tests.storage.datasette.reading import tree

ARTICLES = 330
#: few days for many articles, as of sources that give no time of day
DAYS = [f"2026-0{month}-{day:02}T00:00:00Z" for month in (3, 5) for day in (1, 2, 3)]
COPIES = 310
#: values of figures, numbers of different length and words among them
FIGURES = 60
#: of these no date is known, so that they are new when they are found
NEW = 130


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = open_database(tmp_path_factory.mktemp("walks") / "walks.db")
    for slug in ("a", "b"):
        opened.table("sources").insert(
            {
                "slug": slug,
                "name": slug,
                "kind": "ngo",
                "country": "PH",
                "language": "en",
                "homepage": "https://a.example",
            }
        )
    yield opened
    opened.close()


def walk_front(database: Database, most: int) -> list[int]:
    """The articles and stories of the front page and of all before it; stories are negative."""
    found: list[int] = []
    place: dict[str, object] = {"before": "9999", "before_id": 0}
    while rows := database.execute(statement("front"), {**place, "most": most}).fetchall():
        found += [int(-row.story if row.story else row.article) for row in rows]
        place = {"before": rows[-1].at, "before_id": rows[-1].latest}
    return found


@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from([None, 1, 2, 3]), st.booleans()), max_size=30),
    st.integers(1, 7),
)
def test_the_front_page_is_walked_without_loss(
    database: Database, drawn: list[tuple[str, int | None, bool]], most: int
) -> None:
    database.execute("savepoint drawn")
    for story in (1, 2, 3):
        database.table("stories").insert({"id": story, "title": "x"})
    for number, (day, told_in, on_topic) in enumerate(drawn, 1):
        add(database, Sample(number, "a", "x", day, "A text.", "day", story=told_in, on_topic=int(on_topic)))
    walked = walk_front(database, most)
    database.execute("rollback to drawn")
    expected = {-story if story else number for number, (_, story, on_topic) in enumerate(drawn, 1) if on_topic}
    assert len(walked) == len(set(walked))
    assert set(walked) == expected


@pytest.fixture(scope="module")
def room(database: Database, start_server: Callable[..., Server]) -> Server:
    choose = random.Random(3)  # noqa: S311 - nothing secret
    for number in range(1, ARTICLES + 1):
        day = choose.choice(DAYS) if number > NEW else None
        place = 1 if number <= COPIES else None
        if number == 1:
            database.table("stories").insert({"id": 1, "title": "One", "articles": COPIES, "sources": 2})
        source, seen = choose.choice("ab"), ago(days=choose.randrange(3))
        add(
            database,
            Sample(number, source, f"Court {number}", day, precision="day", story=place, first_seen=seen),
        )
    figure = {"article": 1, "unit": "", "currency": "", "kind": "sentence", "status": "achieved", "text": "x"}
    for number in range(FIGURES):
        value = "life" if number % 5 == 0 else float(choose.randrange(1, 120))
        database.table("figures").insert(figure | {"value": value, "start": 0, "end": 1, "confidence": 1.0})
    database.conn.commit()
    return start_server(Path(database.execute("pragma database_list").fetchone()[2]))


def next_link(page: str) -> str:
    return next(iter(tree(page).xpath("//nav//a[@rel='next']/@href | //p//a[@rel='next']/@href")), "")


def test_one_large_story_leaves_room_for_the_others(room: Server) -> None:
    page = tree(room.page("/"))
    assert len(page.xpath("//li[@class='story']")) == ARTICLES - COPIES + 1


@pytest.mark.parametrize(
    "order", ["_sort_desc=first_seen", "_sort=published", "_sort_desc=language", "_sort=relevance", "_sort=title"]
)
def test_a_table_is_walked_without_loss(room: Server, order: str) -> None:
    path, found = f"/walks/articles.json?_size=37&{order}", []
    while path:
        answer = room.get(path).json()
        found += [row[0] for row in answer["rows"]]
        path = "/" + answer["next_url"].split("/", 3)[3] if answer["next_url"] else ""
    assert sorted(found) == list(range(1, ARTICLES + 1))


@pytest.mark.parametrize("order", ["_sort=value", "_sort_desc=value"])
def test_numbers_and_words_in_one_column_are_walked_without_loss(room: Server, order: str) -> None:
    path, found = f"/walks/figures.json?_size=7&{order}", []
    while path:
        answer = room.get(path).json()
        found += [row[0] for row in answer["rows"]]
        path = "/" + answer["next_url"].split("/", 3)[3] if answer["next_url"] else ""
    assert sorted(found) == list(range(1, FIGURES + 1))


def test_a_table_is_not_ordered_by_what_an_address_cannot_tell(room: Server) -> None:
    assert room.get("/walks/profiles.json?_sort=profile").status_code == 400
    assert room.get("/walks/profiles.json?_sort=article").status_code == 200


def test_exports_are_whole(room: Server) -> None:
    assert sorted(int(row["id"]) for row in room.rows("/walks/articles.csv")) == list(range(1, ARTICLES + 1))
    assert room.get("/walks/articles.csv").content.startswith(b"\xef\xbb\xbf")
    assert len(room.rows("/walks/articles.csv?_size=10")) == 10
    book = openpyxl.load_workbook(io.BytesIO(room.get("/walks/articles.xlsx").content)).worksheets[0]
    assert {row[0] for row in book.iter_rows(min_row=2, values_only=True)} == set(range(1, ARTICLES + 1))


def test_the_feed_gives_every_new_article_and_one_entry_for_the_others(room: Server) -> None:
    entries = feedparser.parse(room.page("/walks/new_articles.atom")).entries
    assert len({entry.id for entry in entries}) == NEW + 1
    assert [entry.title for entry in entries if entry.id == "urn:osecwatch:backlog"] == [
        f"{ARTICLES - NEW} older articles were found too"
    ]
    narrowed = feedparser.parse(room.page("/walks/new_articles.atom?q=court")).entries
    assert [entry.link for entry in narrowed if entry.id == "urn:osecwatch:backlog"] == [
        f"{room.address}/search?order=date&q=court"
    ]


def test_the_search_is_walked_without_loss(room: Server) -> None:
    for asked in ("q=court", "q=court&order=date", "order=date", ""):
        path, found = f"/search?{asked}", []
        while path:
            page = room.page(path)
            found += re.findall(r'<h2><a href="/article/(\d+)"', page)
            path = next_link(page)
        assert sorted(map(int, found)) == list(range(1, ARTICLES + 1)), asked


KEYS = Keys(("id",))


@pytest.mark.parametrize(
    ("sql", "keys", "ordered"),
    [
        ("select a from t order by b desc limit 5", KEYS, "select a from t order by b desc, id limit 5"),
        ("select a from t order by [b c] limit 5", KEYS, "select a from t order by [b c], id limit 5"),
        ("select a from t order by id limit 5", KEYS, "select a from t order by id limit 5"),
        ("select a from t order by b, id limit 5", KEYS, "select a from t order by b, id limit 5"),
        ("select a from v limit 5 offset 5", Keys(("a",), True), "select a from v order by a limit 5 offset 5"),
        ("select count(*) from t", KEYS, "select count(*) from t"),
        ("select a from t order by b limit 5", None, "select a from t order by b limit 5"),
    ],
)
def test_the_order_of_a_page_is_made_unique(sql: str, keys: Keys | None, ordered: str) -> None:
    assert with_unique_order(sql, keys) == ordered
