"""Articles are looked at again by a schedule of their own, whatever their feed says, and nothing is lost by it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.hostileweb.content import feed, html, plain, xml
from tests.hostileweb.server import serving
from tests.sampleweb.server import SampleWeb
from tests.watch.test_kill import start

HOST = "paper.example"
PATH = "/2026/03/01/court"
SOURCES = f"""[paper]
name = "Paper"
kind = "newspaper"
country = "PH"
language = "en"
homepage = "http://{HOST}/"
feed = "http://{HOST}/feed"
"""
PARAGRAPHS = [
    "A court in Tagbilaran has jailed a woman for the online sexual exploitation of children, after two years.",
    "The judge found that she had offered children to buyers abroad, who paid by money transfer from three countries.",
    "Officers had followed 63 receipts to her house and found two phones there, on which they rested their case.",
    "The survivors are cared for by a shelter that prepared them for the hearings with a lawyer.",
]


def page(paragraphs: list[str]) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>Court jails woman</title></head><body><article><h1>Court jails woman</h1>{body}</article>"
    )


def watch(database: Path, web: SampleWeb, sources: Path) -> list[tuple[str, int]]:
    """Watch once; return what was asked for, with the status that came."""
    seen = len(web.log)
    assert start(database, web, SOURCES=str(sources)).wait(timeout=60) == 0
    return [(line["url"].removeprefix(f"http://{HOST}"), line["status"]) for line in web.log[seen:]]


def let_pass(database: Path, hours: int) -> None:
    """Let everything in the archive be so much older."""
    columns = {"articles": ("first_seen", "last_seen"), "pages": ("first_seen", "last_fetched", "last_full")}
    with closing(sqlite3.connect(database)) as connection, connection:
        for table, names in columns.items():
            for name in names:
                connection.execute(
                    f"update {table} set {name} = strftime('%Y-%m-%dT%H:%M:%SZ', {name}, '-{hours} hours')"
                )


@pytest.mark.slow
def test_a_page_is_asked_for_again_though_its_feed_says_that_nothing_is_new(tmp_path: Path) -> None:
    database, sources = tmp_path / "a.db", tmp_path / "sources.toml"
    sources.write_text(SOURCES, "utf-8")
    replies = {
        f"{HOST}/robots.txt": plain("", 404),
        f"{HOST}/feed": xml(feed(HOST, [PATH])),
        f"{HOST}{PATH}": html(page(PARAGRAPHS)),
    }
    with serving(replies, {}) as web:
        assert (PATH, 200) in watch(database, web, sources)
        assert watch(database, web, sources) == [("/feed", 304)]
        let_pass(database, 7)
        assert (PATH, 304) in watch(database, web, sources)
        let_pass(database, 24)
        replies[f"{HOST}{PATH}"] = html(page(PARAGRAPHS[:1]))
        assert {("/feed", 304), (PATH, 200)} <= set(watch(database, web, sources))
        let_pass(database, 72)
        del replies[f"{HOST}{PATH}"]
        assert (PATH, 404) in watch(database, web, sources)
    with closing(sqlite3.connect(database)) as connection:
        (text, availability), *others = connection.execute(
            "select text, availability from articles join texts on article = id"
        ).fetchall()
        events = [kind for (kind,) in connection.execute("select kind from events order by id")]
    assert (text.split("\n\n"), availability, others) == (PARAGRAPHS, "withdrawn", [])
    assert events == ["cut short", "withdrawn"]
