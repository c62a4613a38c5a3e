"""kill -9 in the middle of a watch, then the same command again: nothing is lost and nothing is double."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.sampleweb.server import SampleWeb, serving

ROOT = Path(__file__).resolve().parents[1]
#: pages that the web has answered when the watch is killed
MOMENTS = (15, 30, 45)


def start(database: Path, web: SampleWeb) -> subprocess.Popen[bytes]:
    settings = [f"SOURCES={ROOT / 'tests/sampleweb/sources.toml'}", f"DATABASE={database}", "DOWNLOAD_DELAY=0.1"]
    command = [sys.executable, "-m", "scrapy", "watch", *(word for name in settings for word in ("-s", name))]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | web.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def kill_after(database: Path, web: SampleWeb, answers: int) -> None:
    """Starts a watch and kills it when the web has answered so many requests; bounded in time."""
    seen, process = len(web.log), start(database, web)
    deadline = time.monotonic() + 60
    while process.poll() is None and len(web.log) - seen < answers and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.wait()


def contents(database: Path) -> list[tuple[object, ...]]:
    """What two watches of the same web must agree on."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        connection.execute("insert into articles_fts(articles_fts) values ('integrity-check')")
        assert connection.execute("select count(*) from pages where outcome = 'pending'").fetchone() == (0,)
        return connection.execute(
            "select articles.title, articles.published, articles.on_topic, original.title, articles.story is null, text "
            "from articles join texts on texts.article = articles.id "
            "left join articles as original on original.id = articles.duplicate_of order by 1, 2, 6"
        ).fetchall()


def test_a_killed_watch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    with serving() as web:
        assert start(whole, web).wait(timeout=120) == 0
        for answers in MOMENTS:
            kill_after(killed, web, answers)
        assert start(killed, web).wait(timeout=120) == 0
    assert contents(killed) == contents(whole)
    with closing(sqlite3.connect(killed)) as connection:
        outcomes = [row[0] for row in connection.execute("select outcome from runs order by id")]
    assert outcomes == ["interrupted"] * len(MOMENTS) + ["finished"]


def test_a_second_watch_at_the_same_time_steps_back(tmp_path: Path) -> None:
    database = tmp_path / "one.db"
    with serving() as web:
        first = start(database, web)
        deadline = time.monotonic() + 60
        while len(web.log) < 5 and time.monotonic() < deadline:
            time.sleep(0.01)
        settings = ["-s", f"DATABASE={database}", "-s", f"SOURCES={ROOT / 'tests/sampleweb/sources.toml'}"]
        second = subprocess.run(
            [sys.executable, "-m", "scrapy", "watch", *settings],
            cwd=ROOT,
            env=os.environ | web.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert first.wait(timeout=120) == 0
    assert second.returncode == 0
    assert f"is being written by scrapy watch (process {first.pid} on " in second.stdout
    assert second.stdout.strip().endswith("nothing to do")
