"""No way out of the reading room for a masked word: every page, list, file and search, for whoever may come."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import pytest

from storage.datasette.data_dictionary import load_description
from storage.datasette.plugins.pages import PAGES
from storage.datasette.security.masks import mask_held_texts, masking_views
from storage.datasette.views.feeds import FEEDS
from tests.storage.datasette.planted import CITY, COPY, HELD, PLANTED, SIBLING, STORY, plant
from tests.storage.datasette.reading import tree, words
from tests.storage.datasette.room import Room, open_room

#: addresses of one form that are visited: one list, page and story is made as the other
MOST_OF_A_FORM = 2
#: and altogether, by each reader
MOST_PAGES = 400
DB = "planted"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("planted") / f"{DB}.db")


@pytest.fixture(scope="module", params=[False, True], ids=["local", "public"])
def room(request: pytest.FixtureRequest, planted: Path) -> Iterator[Room]:
    with open_room(planted, public=request.param, folder=planted.parent) as opened:
        yield opened


def told(answer: httpx.Response) -> list[str]:
    """The planted words in an answer, in whatever it is packed, and in its headers."""
    body = answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    everything = f"{body.decode('utf-8', 'replace')} {answer.headers}"
    return [word for word in PLANTED if word in f"{everything} {unquote(everything)}".lower()]


def starts() -> list[str]:
    """Where a crawl begins: pages, and lists that hold words in every form that lists have."""
    pages = ["/", "/search?q=rescued", "/desk", "/desk?list=care", "/changes", "/changes.atom", "/new.atom", "/case/1"]
    pages += [*(f"/article/{number}" for number in (HELD, COPY, SIBLING)), f"/story/{STORY}", f"/story/{STORY}/ledger"]
    pages += [
        f"/story/{STORY}/ledger.csv",
        f"/compare/{HELD}/{COPY}",
        f"/reveal/{HELD}",
        f"/desk/redact/{HELD}",
        f"/desk/takedown/{HELD}",
        "/desk/candidate/1",
    ]
    pages += [f"/release/{HELD}{ending}" for ending in ("", ".csv", ".xlsx")]
    pages += ["/releases", "/releases/outlets.csv", "/ledgers", "/places", f"/place/{CITY}", "/bodies"]
    pages += ["/words", "/alerts?q=rescued", "/collections", "/collection/1", "/speakers"]
    pages += [f"/{name}.{form}?q=rescued" for name in FEEDS for form in ("atom", "json")]
    endings = ("", ".csv?_size=max", ".xlsx", ".json?_labels=on", ".atom", ".ris", ".bib")
    pages += [f"/{DB}/articles{ending}" for ending in endings]
    pages += [f"/{DB}/{name}.json" for name in ("texts", "stories", "pages", "instructions", "articles_fts_data")]
    return pages + [f"/{DB}/search.{ending}?q=rescued" for ending in ("json", "atom", "ris", "csv", "xlsx")]


def all_lists() -> list[str]:
    """Every table and every ready-made query, as pages and in every form that lists have."""
    tables = [*load_description()["tables"], "articles_fts_data", "articles_fts_idx", "articles_fts_docsize"]
    pages = [f"/{DB}/{name}.json?_size=max&_shape=array" for name in tables]
    endings = ("", ".csv?_size=max", ".xlsx", ".json?_labels=on")
    worded = [name for name, _ in masking_views() if name in tables]
    pages += [f"/{DB}/{name}{ending}" for name in worded for ending in endings]
    pages += [f"/{DB}/{table}/{HELD}{ending}" for table in ("articles", "texts") for ending in ("", ".json")]
    asked = f"q=rescued&source=tribune&article={HELD}&_shape=array"
    return pages + [f"/{DB}/{name}.json?{asked}" for name in load_description()["queries"]]


def form_of(path: str) -> tuple[object, ...]:
    """What two addresses share that are made in one way: numbers, and what is asked for, may differ."""
    parts = urlsplit(path)
    return re.sub(r"\d+", "0", parts.path), tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


def crawl(room: Room, who: str, given: list[str], most: int) -> Iterator[tuple[str, httpx.Response]]:
    """The pages that are given, and what they lead to: of each form of an address so many."""
    waiting, seen, forms = deque(given), set[str](), Counter[object]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        form = form_of(path)
        if path in seen or (path not in given and forms[form] >= most):
            continue
        seen.add(path)
        forms[form] += 1
        answer = room.get(path, who)
        yield path, answer
        if "location" in answer.headers:
            waiting.append(answer.headers["location"].removeprefix("http://127.0.0.1"))
        if "text/html" in answer.headers.get("content-type", "") and answer.status_code == 200 and most:
            links = re.findall(r'(?:href|action)="(/[^"#]*)', answer.text)
            waiting += [link.replace("&amp;", "&") for link in links if not re.search("/static/|/-/|_facet=", link)]


def leaks_of(answers: Iterator[tuple[str, httpx.Response]]) -> dict[str, list[str]]:
    """What is told where; that no page fails by a fault of the room is asked along the way."""
    told_where = {}
    for path, answer in answers:
        assert answer.status_code < 500, path
        if found := told(answer):
            told_where[path] = found
    return told_where


def test_no_page_or_list_of_the_room_tells_a_masked_word(room: Room) -> None:
    for who in room.readers:
        assert not leaks_of(crawl(room, who, starts(), 0))


@pytest.mark.slow
def test_a_crawl_of_the_whole_room_finds_no_masked_word(room: Room) -> None:
    for who in room.readers:
        assert not leaks_of(crawl(room, who, starts() + all_lists(), MOST_OF_A_FORM))


@pytest.mark.parametrize("word", PLANTED)
def test_no_search_finds_a_held_text_by_what_is_masked(word: str, room: Room) -> None:
    for who in room.readers[:2]:
        page = room.get(f"/search?q={word}", who).text
        assert not [number for number in (HELD, COPY, SIBLING) if f"/article/{number}" in page]
        assert room.get(f"/{DB}/search.json?q={word}&_shape=array", who).json() == []
        (nothing,) = room.get(f"/{DB}/new_articles.json?q={word}&_shape=array", who).json()
        assert nothing["atom_id"] == "urn:osecwatch:empty"
    who = room.readers[-1]
    for asked in (f"_search={word}", f"url__contains={word}", f"title__like=%25{word}%25", f"authors__contains={word}"):
        assert room.get(f"/{DB}/articles.json?{asked}&_shape=array", who).json() == []


def test_no_column_of_any_table_holds_a_masked_word(planted: Path) -> None:
    with closing(sqlite3.connect(f"{planted.as_uri()}?mode=ro", uri=True)) as connection:
        mask_held_texts(connection)
        names = [row[0] for row in connection.execute("select name from sqlite_master where type in ('table', 'view')")]
        rows = {name: str(connection.execute(f'select * from "{name}"').fetchall()).lower() for name in names}
    assert not {name: word for name, told in rows.items() for word in PLANTED if word in told}


def test_what_is_masked_is_shown_as_masked(room: Room) -> None:
    assert "█" in room.get(f"/article/{HELD}").text
    assert "█" in room.get(f"/article/{COPY}").text
    (row,) = room.get(f"/{DB}/articles.json?id__exact={HELD}&_shape=array", room.readers[-1]).json()
    assert row["url"] == f"https://tribune.example/#held-{HELD}"


def test_no_page_puts_a_child_together(room: Room) -> None:
    """No header has age, place and kin; no place below a city has a page or a choice; no page is about a child."""
    header = tree(room.get(f"/article/{SIBLING}").text).find(".//article/header")
    assert header is not None
    facts = {words(fact) for fact in header.iter("dt")}
    assert facts == {"Source", "Published", "Author", "Found", "Length"}
    who = room.readers[-1]
    asked = "select 1 from searched_places join places using (code) where kind not in ('region', 'province', 'city')"
    assert room.get(f"/{DB}.json?sql={asked}&_shape=array", who).json() == []
    assert room.get("/place/0730600001", who).status_code == 404
    assert not [path for path in PAGES if re.search("child|victim|survivor", path)]
