"""What people ask for while a watch runs is carried out by it within seconds."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.sampleweb.server import serving
from tests.watch.test_kill import start

ROOT = Path(__file__).resolve().parents[2]
#: seconds within which an instruction is carried out while the machine is busy with other tests, starting the command
#: included
PATIENCE = 40


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def wait_for_rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    """Return what a query gives, once it gives anything."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if found := rows(database, sql):
                return found
        except sqlite3.OperationalError:
            pass  # not there yet
        time.sleep(0.1)
    raise AssertionError(f"nothing came of {sql}")


def ask(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *words, "-s", f"DATABASE={database}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)


@pytest.mark.slow
def test_a_running_watch_does_what_people_ask_for(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    with serving() as web:
        watch = start(database, web, DOWNLOAD_DELAY="12")
        try:
            stories = wait_for_rows(
                database, "select min(story), max(story) from articles having min(story) < max(story)"
            )
            (first, second), *_ = stories
            labelled = ask(database, "label", "1", "on", "--note", "seen")
            merged = ask(database, "story", "merge", str(first), str(second))
            number = wait_for_rows(database, "select max(id) from articles")[0][0]
            refused = ask(database, "takedown", "9999", "why")
            taken = ask(database, "takedown", str(number), "the family asked")
            assert watch.poll() is None, "the watch was over too soon to show anything"
        finally:
            os.kill(watch.pid, signal.SIGTERM)
            watch.wait(timeout=60)
    assert labelled.stdout.endswith("is labelled on topic\n"), labelled
    assert merged.stdout.startswith(f"stories {first} and {second} are story"), merged
    assert taken.stdout.startswith(f"article {number} is taken down"), taken
    assert (refused.returncode, refused.stderr) == (
        1,
        "there is no article 9999; its page in the reading room shows its number\n",
    )
    assert rows(database, "select command, succeeded from instructions order by id") == [
        ("label", 1),
        ("story", 1),
        ("takedown", 0),
        ("takedown", 1),
    ]
