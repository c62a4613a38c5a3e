"""The past of a source from a stand-in archive: each capture is read once and politely, and has an outcome."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands.cli.crawling.backfill import first_day
from commands.crawling.backfill import check_addresses
from commands.errors import CommandError
from spiders.sources.load import load_sources
from tests.command_process import run_command
from tests.sampleweb.server import SampleWeb, serving
from tests.sampleweb.world import Reply, load

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "tests/sampleweb/sources.toml"
HOST = "memory.example"
SITE = "https://www.lanternjustice.example"
STORY = next(key for key in load() if key.startswith("www.lanternjustice.example/newsroom/"))
CAPTURES = (
    (f"https://{STORY}", "20250102030405", "text/html", "200"),
    # once more, at an address that is the same but for its scheme
    (f"http://{STORY}", "20250202030405", "text/html", "200"),
    (f"{SITE}/newsroom/gone", "20250102030405", "text/html", "200"),
    (f"{SITE}/newsroom/forbidden", "20250102030405", "text/html", "200"),
    (f"{SITE}/about", "20250102030405", "text/html", "200"),
    (f"{SITE}/seal.png", "20250102030405", "image/png", "200"),
    (f"{SITE}/newsroom/moved", "20250102030405", "text/html", "301"),
)
LISTING = "\n".join(f"key {when} {url} {kind} {status} AAAA 99" for url, when, kind, status in CAPTURES)
ARCHIVE = {
    f"{HOST}/robots.txt": Reply(200, "text/plain", b"User-agent: *\nDisallow: /*/newsroom/forbidden\n"),
    f"{HOST}/cdx": Reply(200, "text/plain", LISTING.encode()),
    f"{HOST}/web/20250102030405id_/https://{STORY}": load()[STORY],
}


def backfill(database: Path, web: SampleWeb) -> tuple[int, str]:
    settings = {
        "SOURCES": SOURCES,
        "DATABASE": database,
        "DOWNLOAD_DELAY": 0.01,
        "CAPTURE_DELAY": 0.05,
        "CAPTURE_INDEX": f"http://{HOST}/cdx",
        "CAPTURE_PAGES": f"http://{HOST}/web/{{timestamp}}id_/{{url}}",
    }
    words = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    known = ("backfill", "lanternjustice", "--since", "2025", "--nolog")
    done = run_command(*known, *words, environment=web.environment())
    return done.returncode, done.stdout + done.stderr


def rows(database: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(statement).fetchall()


def test_a_past_is_read_once_and_every_capture_has_an_outcome(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    with serving(more=ARCHIVE) as web:
        status, output = backfill(database, web)
        asked = [entry["url"] for entry in web.log]
        again, _ = backfill(database, web)
        asked_again = [entry["url"] for entry in web.log[len(asked) :]]
    assert status == again == 0, output
    assert {url.split("/")[2] for url in asked} == {HOST}
    pages = rows(database, "select url, outcome, captured from pages order by url")
    assert [(url.rpartition("/")[2], outcome) for url, outcome, _ in pages if STORY not in url] == [
        ("forbidden", "blocked_by_robots"),
        ("gone", "not_an_article"),
    ]
    assert [(outcome, captured) for url, outcome, captured in pages if STORY in url] == [
        ("stored", "2025-01-02T03:04:05Z")
    ]
    windows = rows(database, "select name, documents, finished is not null from loaded_files order by name")
    assert windows[0] == ("captures:lanternjustice/lanternjustice.example/2025-01-01--2025-12-31", 7, 1)
    assert all(finished for _, _, finished in windows)
    # each window and each page is asked for once; the stand-in lists the same in each
    assert len([url for url in asked if "/cdx?" in url]) == len(windows)
    assert sum(STORY in url for url in asked) == 1
    assert asked_again == []


def test_what_cannot_be_backfilled_is_said() -> None:
    sources = {source.slug: source for source in load_sources(SOURCES)}
    pages = "https://memory.example/{timestamp}/{url}"
    with pytest.raises(CommandError, match="casedigest leads to the pages of others"):
        check_addresses((sources["casedigest"],), "https://memory.example/cdx", pages)
    for index, template in (("", pages), ("https://memory.example/cdx", "https://memory.example/{url}")):
        with pytest.raises(CommandError, match="CAPTURE_"):
            check_addresses((sources["childonline"],), index, template)
    assert (first_day("2015"), first_day("2015-03-01")) == (date(2015, 1, 1), date(2015, 3, 1))
