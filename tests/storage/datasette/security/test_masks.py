"""No way out of the reading room for the words of a held article."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.care.guarding import guard_new_articles
from pipelines.instructions.care_decisions import decide_held
from pipelines.ledgers.reading import read_new_entries
from storage.datasette.page_context import statement
from storage.datasette.security.masks import mask_held_texts, names_schema
from storage.schema.database import open_database
from storage.tables.care import guard
from tests.storage.datasette.archive import NOW, Sample, Server, add, ago, fill

NAME, SCHOOL = "Quillanne Obrastova", "Vinterglade Elementary School"
#: words that stand nowhere else
PLANTED = ("quillanne", "obrastova", "vinterglade")
TITLE = f"Girl {NAME} rescued from online sexual exploitation"
TEXT = (
    f"Police rescued a girl from online sexual exploitation. The girl, {NAME}, 9, is a pupil of {SCHOOL}. "
    f'"{NAME} is a brave girl, and she is safe with us now," said the mayor.'
)
HELD = 50
#: what only the held text is about
CITY, PROVINCE = "0730600000", "0702200000"


@pytest.fixture(scope="module")
def held_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive with one held article, as a story of its own, with a version, a hint and a case link."""
    path = tmp_path_factory.mktemp("held") / "held.db"
    database = open_database(path)
    fill(database)
    database.table("stories").insert({"id": 9, "title": TITLE, "first_published": ago(hours=2), "articles": 1})
    add(database, Sample(HELD, "tribune", TITLE, ago(hours=2), TEXT, standfirst=f"{NAME} is safe.", story=9))
    database.table("versions").insert(
        {"article": HELD, "seen_at": ago(hours=1), "title": TITLE, "kind": "name", "text": TEXT, "content_hash": "0"}
    )
    database.table("matches").insert(
        {"article": HELD, "topic": "osec", "term": "girl", "count": 1, "weight": 1.0, "sentence": TEXT[56:130]}
    )
    database.table("case_links").insert(
        {"article": HELD, "earlier": 1, "score": 0.9, "certain": 1, "evidence": json.dumps([[NAME, 1]])}
    )
    database.table("instructions").insert(
        {
            "given_at": ago(hours=1),
            "command": "label",
            "words": "[]",
            "answer": f"article 50, {TITLE!r}, is labelled on",
        }
    )
    read_new_entries(database)
    database.table("places").insert(
        {"article": HELD, "code": CITY, "name": "a city", "kind": "city", "province": PROVINCE, "region": ""}
        | {"surface": "there", "ambiguous": 0, "start": 0, "end": 4}
    )
    guard_new_articles(database, NOW)
    database.conn.commit()
    database.close()
    return path


def told(body: str) -> list[str]:
    return [word for word in PLANTED if word in body.lower()]


def test_a_crawl_of_the_whole_room_finds_no_masked_word(
    start_server: Callable[..., Server], held_archive: Path
) -> None:
    server = start_server(held_archive)
    waiting, seen = (
        ["/", "/search?q=rescued", "/article/50", "/story/9", "/desk", "/new.atom", "/changes.atom"],
        set[str](),
    )
    name = held_archive.stem
    waiting += [
        f"/{name}",
        f"/{name}/articles/50",
        f"/{name}/texts/50.json",
        f"/{name}/articles.csv",
        f"/{name}/stories.json",
    ]
    waiting += [
        f"/{name}/{table}.json?_size=max" for table in ("texts", "versions", "matches", "quotations", "figures")
    ]
    waiting += [f"/{name}/{table}.json?_size=max" for table in ("case_links", "pages", "instructions", "articles_fts")]
    while waiting and len(seen) < 150:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = server.client.get(server.address + path, follow_redirects=True)
        assert not told(answer.text), path
        if "text/html" in answer.headers.get("content-type", ""):
            links = re.findall(r'href="(/[^"#]*)', answer.text)
            waiting += [link.replace("&amp;", "&") for link in links if "static" not in link]
    assert len(seen) > 50
    assert "█" in server.get("/article/50").text


@pytest.mark.parametrize("word", PLANTED)
def test_search_finds_nothing_by_masked_words(word: str, held_archive: Path) -> None:
    connection = sqlite3.connect(f"{held_archive.as_uri()}?mode=ro", uri=True)
    mask_held_texts(connection)
    assert not connection.execute("select rowid from articles_fts where articles_fts match ?", [word]).fetchall()
    for table in ("articles", "texts", "stories", "versions", "matches", "quotations", "case_links", "instructions"):
        assert not told(str(connection.execute(f"select * from {table}").fetchall())), table
    connection.close()


def test_a_held_text_is_counted_to_no_place(held_archive: Path) -> None:
    connection = sqlite3.connect(f"{held_archive.as_uri()}?mode=ro", uri=True)
    mask_held_texts(connection)
    for code in (CITY, PROVINCE):
        asked = {"value": code, "most": 100}
        assert not connection.execute(statement("articles_of_place"), asked).fetchall()
    asked = {"since": "2000-01", "until": "2100-01", "most": 100}
    counted = dict(connection.execute(statement("places_counted"), asked).fetchall())
    assert counted["1030900000"] == 3
    assert not counted.keys() & {CITY, PROVINCE}
    connection.close()


def test_nobody_gets_beneath_the_views() -> None:
    assert names_schema("select text from main.texts")
    assert names_schema('select text from "MAIN" /* x */ . texts')
    assert names_schema("select text from [main]\n.texts")
    assert not names_schema("select text from texts where text like '%the main road%'")


def test_a_release_shows_the_words_and_lets_them_be_found(held_archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(held_archive.read_bytes())
    database = open_database(copy)
    assert [number for number, _ in guard.held_articles(database)] == [HELD]
    assert decide_held(database, ["release", str(HELD)], "operator") == "article 50 is shown whole"
    assert not guard.held_articles(database)
    found = database.execute("select rowid from articles_fts where articles_fts match 'quillanne'").fetchall()
    assert [row[0] for row in found] == [HELD]
    database.execute("insert into articles_fts(articles_fts, rank) values ('integrity-check', 1)")
    database.close()
