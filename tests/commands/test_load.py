"""A load of several files: each document is stored as it is read, whatever befalls the others."""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from commands.crawling.load import loadable_paths
from spiders.files.formats import LoadError

ROOT = Path(__file__).resolve().parents[2]
WORDS = "A court in the town of {n} heard case {n} on the works at harbour {n}, and the council of {n} spoke of it."


def lines(first: int, last: int) -> bytes:
    rows = (
        {"id": f"d{n}", "source": "Herald", "title": f"No {n}", "text": WORDS.format(n=n)} for n in range(first, last)
    )
    return "\n".join(map(json.dumps, rows)).encode() + b"\n"


def load(database: Path, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "scrapy", "load", "--nolog", "--on-topic", "-s", f"DATABASE={database}"]
    return subprocess.Popen(
        [*command, *map(str, words)], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def ask(database: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(statement).fetchall()


def count(database: Path) -> int:
    try:
        return int(str(ask(database, "select count(*) from articles")[0][0]))
    except sqlite3.OperationalError:
        return 0  # not made yet


def test_a_load_that_was_killed_goes_on_and_doubles_nothing(tmp_path: Path) -> None:
    database, packed, bad = tmp_path / "a.db", tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl"
    packed.write_bytes(gzip.compress(lines(0, 300))[:-20])
    bad.write_bytes(lines(300, 310) + b'{"id": "bad"}\n')
    files = (packed, bad, tmp_path / "gone.txt")
    first = load(database, *files)
    while first.poll() is None and count(database) < 60:
        time.sleep(0.02)
    first.kill()
    first.communicate()
    stored = count(database)
    assert 60 <= stored < 300
    assert ask(database, "select finished from loaded_files where name like '%a.jsonl.gz'") == [(None,)]
    told, _ = load(database, *files).communicate()
    assert f"{packed} is cut off at byte" in told
    assert f"{files[2]}: there is no such file" in told
    ids = {row[0] for row in ask(database, "select url from pages where outcome in ('stored', 'duplicate')")}
    assert {f"urn:id:d{n}" for n in range(300, 310)} <= ids
    assert len(ids) == count(database) >= 300
    assert ask(database, "select count(*) from versions") == [(0,)]
    reasons = ask(database, "select reason from pages where outcome = 'error' and url like '%b.jsonl#11'")
    assert str(reasons[0][0]).startswith("it is no document: KeyError: 'text'")
    ledger = ask(database, "select documents, json_extract(tally, '$.stored'), finished <> '' from loaded_files")
    assert min(ledger) == (11, 10, 1)
    again = load(database, bad)
    assert f"{bad} was read to its end before" in again.communicate()[0]
    assert again.returncode == 0


def test_what_cannot_be_loaded_is_told_and_the_rest_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "a.pdf").touch()
    paths, refusals = loadable_paths([str(tmp_path / name) for name in ("a.txt", "a.pdf", "gone.html")])
    assert paths == [tmp_path / "a.txt"]
    assert [refusal.partition(": ")[2][:22] for refusal in refusals] == [
        "cannot be loaded; name",
        "there is no such file",
    ]
    with pytest.raises(LoadError, match=r"gone\.html: there is no such file"):
        loadable_paths([str(tmp_path / "gone.html")])
