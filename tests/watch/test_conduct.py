"""How a watch conducts itself over several runs: unreliable validators found out, budgets and reports observed."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.command_process import run_command
from tests.hostileweb.acts import sends
from tests.hostileweb.content import article, feed, html, plain, xml
from tests.hostileweb.server import HostileWeb, serving
from tests.sampleweb.server import Request
from tests.sampleweb.world import Reply

ROOT = Path(__file__).resolve().parents[2]
PAGES = [f"/2026/03/01/page-{number}" for number in range(40)]


class FeedWithFixedEtag:
    """A feed that gets a new page and goes on saying that nothing has changed."""

    def __init__(self) -> None:
        self.pages = PAGES[:2]
        self.conditional: list[bool] = []

    async def __call__(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.conditional.append("if-none-match" in request.headers)
        if self.conditional[-1]:
            await sends(b"", more='ETag: "1"\r\n', status="304 Not Modified")(request, writer)
        else:
            body = feed("herald.example", self.pages).encode()
            await sends(body, "application/xml", 'ETag: "1"\r\n')(request, writer)


def world() -> dict[str, Reply]:
    replies = {f"herald.example{path}": html(article(path)) for path in PAGES}
    replies["herald.example/robots.txt"] = plain("", 404)
    replies["herald.example/feed"] = xml(feed("herald.example", PAGES))
    return replies


def run(folder: Path, web: HostileWeb, command: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run a command of scrapy over the web; bounded in time."""
    (folder / "sources.toml").write_text(
        '[herald]\nname = "The Herald"\nkind = "newspaper"\ncountry = "PH"\nlanguage = "en"\n'
        'homepage = "http://herald.example/"\nfeed = "http://herald.example/feed"',
        "utf-8",
    )
    values = {"SOURCES": folder / "sources.toml", "DATABASE": folder / "a.db", "DOWNLOAD_DELAY": 0.05, **settings}
    words = (word for name, value in values.items() for word in ("-s", f"{name}={value}"))
    return run_command(*command.split(), *words, environment=web.environment())


def rows(folder: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "a.db")) as connection:
        return connection.execute(sql).fetchall()


def test_a_server_that_repeats_its_etag_is_found_out_and_asked_for_all_from_then_on(tmp_path: Path) -> None:
    herald_feed = FeedWithFixedEtag()
    with serving(world(), {"herald.example/feed": herald_feed}) as web:
        found = []
        for number in range(4):
            assert run(tmp_path, web, "watch", FULL_FETCH_POLLS=2).returncode == 0
            found.append(rows(tmp_path, "select count(*) from pages")[0][0])
            herald_feed.pages = PAGES[: 3 + number]
    assert herald_feed.conditional == [False, True, False, False]
    assert found == [2, 2, 4, 5]
    assert rows(tmp_path, "select lies from sources") == [
        ("http://herald.example/feed changed under the same ETag or date",)
    ]


def test_a_run_ends_with_its_time_and_leaves_the_rest_waiting_with_the_reason(tmp_path: Path) -> None:
    with serving(world(), {}) as web:
        began = time.monotonic()
        done = run(tmp_path, web, "watch", RUN_SECONDS=5, DOWNLOAD_DELAY=1)
        assert time.monotonic() - began < 20
        assert done.returncode == 0, done.stderr
        (waiting,) = rows(tmp_path, "select waiting from runs")[0]
        assert len(PAGES) > waiting > 30
        ((why,),) = rows(tmp_path, "select why from run_sources")
        assert why == f"{waiting} times: put off: the time of this run is up"
        assert why in " ".join(done.stdout.split())
        reasons = rows(tmp_path, "select reason, pages from not_looked_at")
        assert reasons == [("put off: the time of this run is up", waiting)]
        assert run(tmp_path, web, "watch").returncode == 0
    assert rows(tmp_path, "select count(*) from pages where outcome = 'pending'") == [(0,)]


def test_a_source_has_its_own_time(tmp_path: Path) -> None:
    with serving(world(), {}) as web:
        run(tmp_path, web, "watch", SOURCE_SECONDS=3, DOWNLOAD_DELAY=1)
    ((why,),) = rows(tmp_path, "select why from run_sources")
    assert "put off: the 3 seconds of this source in a run are used up" in why


def test_reports_and_health_are_printed_again(tmp_path: Path) -> None:
    with serving(world(), {}) as web:
        watched = run(tmp_path, web, "watch", PAGES_PER_RUN=3)
        listed = run(tmp_path, web, "runs", LOG_LEVEL="ERROR")
        one = run(tmp_path, web, "runs 1", LOG_LEVEL="ERROR")
        none = run(tmp_path, web, "runs 7", LOG_LEVEL="ERROR")
        health = run(tmp_path, web, "sources --health", LOG_LEVEL="ERROR")
    assert "1 of 1 sources answered" in listed.stdout
    assert one.stdout.split() == watched.stdout.rpartition("1 of 1")[0].split()
    assert none.returncode == 1
    assert none.stdout.startswith("no report of a run 7 is stored")
    assert health.stdout.splitlines()[1].split()[:2] == ["herald", "healthy"]


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_the_log_is_json_a_line_and_holds_no_article(tmp_path: Path, level: str) -> None:
    with serving(world(), {}) as web:
        done = run(tmp_path, web, "watch", LOG_JSON=1, LOG_LEVEL=level, PAGES_PER_RUN=3, ON_TOPIC=1)
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"time", "level", "logger", "message"} <= events[0].keys()
    assert "people took note of item" not in done.stderr
