"""Kept raw pages read again: nothing is stored by a dry run, and no version is made of our own better reading."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = """<html lang="en"><head><title>{title}</title><link rel="canonical" href="https://herald.example/{slug}">
<meta property="article:published_time" content="2026-02-0{day}T08:00:00+08:00"></head><body><article><h1>{title}</h1>
<p>The regional court of {place} ruled on Monday in a case of online sexual exploitation of children (OSAEC), after an
investigation by the police's women and children protection center that began with a report from abroad.</p>
<p>Prosecutor {person} said that the digital evidence had been decisive, and thanked the social workers of {place} who
had stood by the survivors through two years of hearings and postponements before the family court.</p>
<p>The city council of {place} is to vote next week on funds for a desk that takes reports of online child abuse.</p>
</article></body></html>"""


def scrapy(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A database of two loaded pages, extracted by an older cleaner, one of them under another headline."""
    for day, (place, person) in enumerate((("Tagbilaran", "Lim"), ("Surigao", "Ortega")), 1):
        text = PAGE.format(title=f"Court in {place} rules", slug=place.lower(), day=day, place=place, person=person)
        (tmp_path / f"{place}.html").write_text(text, "utf-8")
    database = tmp_path / "a.db"
    loaded = scrapy("load", "-s", f"DATABASE={database}", *map(str, tmp_path.glob("*.html")))
    assert loaded.returncode == 0, loaded.stderr
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update articles set extractor = 'cleaner 0'")
        connection.execute("update articles set title = 'An old headline' where title like '%Surigao%'")
    return database


def titles(database: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("select title, extractor from articles order by title").fetchall()


def test_a_dry_run_tells_and_stores_nothing(archive: Path) -> None:
    before = titles(archive)
    done = scrapy("reextract", "--dry-run", "-s", f"DATABASE={archive}")
    assert done.returncode == 0, done.stderr
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert lines[0][0] == "2"
    assert done.stdout.splitlines()[0].endswith("nothing stored")
    assert lines[1:] == [["1", "same"], ["1", "title"]]
    assert titles(archive) == before


def test_it_brings_articles_up_to_date_without_a_version_and_only_once(archive: Path) -> None:
    assert scrapy("reextract", "-s", f"DATABASE={archive}").returncode == 0
    assert [title for title, _ in titles(archive)] == ["Court in Surigao rules", "Court in Tagbilaran rules"]
    assert {extractor.split(",")[0] for _, extractor in titles(archive)} == {"cleaner 1"}
    with closing(sqlite3.connect(archive)) as connection:
        assert connection.execute("select count(*) from versions").fetchone() == (0,)
    assert scrapy("reextract", "-s", f"DATABASE={archive}").stdout.startswith("0 pages read again")
