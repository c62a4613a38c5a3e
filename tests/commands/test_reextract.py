"""Kept raw pages read again: nothing is stored by a dry run, and no version is made of our own better reading."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.extraction.version import EXTRACTOR
from storage.clock import now
from storage.tables import raw_pages
from tests.command_process import run_command

ROOT = Path(__file__).resolve().parents[2]
PAGE = """<html lang="en"><head><title>{title}</title><link rel="canonical" href="https://herald.example/{slug}">
<meta property="article:published_time" content="2026-02-0{day}T08:00:00+08:00"></head><body><article><h1>{title}</h1>
<p>The regional court of {place} ruled on Monday in a case of online sexual exploitation of children (OSAEC), after an
investigation by the police's women and children protection center that began with a report from abroad.</p>
<p>Prosecutor {person} said that the digital evidence had been decisive, and thanked the social workers of {place} who
had stood by the survivors through two years of hearings and postponements before the family court.</p>
<p>The city council of {place} is to vote next week on funds for a desk that takes reports of online child abuse.</p>
</article></body></html>"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A database of two loaded pages, extracted by an older cleaner, one of them under another headline."""
    for day, (place, person) in enumerate((("Tagbilaran", "Lim"), ("Surigao", "Ortega")), 1):
        text = PAGE.format(title=f"Court in {place} rules", slug=place.lower(), day=day, place=place, person=person)
        (tmp_path / f"{place}.html").write_text(text, "utf-8")
    database = tmp_path / "a.db"
    loaded = run_command("load", "-s", f"DATABASE={database}", *map(str, tmp_path.glob("*.html")))
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
    done = run_command("reextract", "--dry-run", "-s", f"DATABASE={archive}")
    assert done.returncode == 0, done.stderr
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert lines[0][0] == "2"
    assert done.stdout.splitlines()[0].endswith("nothing stored")
    assert lines[1:] == [["1", "same"], ["1", "title"]]
    assert titles(archive) == before


def test_it_brings_articles_up_to_date_without_a_version_and_only_once(archive: Path) -> None:
    assert run_command("reextract", "-s", f"DATABASE={archive}").returncode == 0
    assert [title for title, _ in titles(archive)] == ["Court in Surigao rules", "Court in Tagbilaran rules"]
    assert {extractor for _, extractor in titles(archive)} == {EXTRACTOR}
    with closing(sqlite3.connect(archive)) as connection:
        assert connection.execute("select count(*) from versions").fetchone() == (0,)
    assert run_command("reextract", "-s", f"DATABASE={archive}").stdout.startswith("0 pages read again")


def test_a_page_that_is_no_article_any_more_is_told_of_once_and_changes_nothing(archive: Path) -> None:
    wall = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>"
    kept = raw_pages.open_raw_pages(archive.with_name("a-pages.db"))
    url = next(address for address in raw_pages.archived_urls(kept) if address.endswith("surigao"))
    raw = raw_pages.read_raw_page(kept, url)
    assert raw
    raw_pages.archive_page(kept, replace(raw, body=wall), now())
    kept.conn.commit()
    kept.close()
    done = run_command("reextract", "-s", f"DATABASE={archive}")
    assert done.returncode == 0, done.stderr
    assert "1  no article of the topics any more; what was stored stays" in done.stdout
    assert "surigao is no article any more, what was stored of it stays: " in done.stderr
    assert [title for title, _ in titles(archive)] == ["An old headline", "Court in Tagbilaran rules"]
    with closing(sqlite3.connect(archive)) as connection:
        assert {row[0] for row in connection.execute("select outcome from pages")} == {"stored"}
    assert run_command("reextract", "-s", f"DATABASE={archive}").stdout.startswith("0 pages read again")


def test_every_field_is_compared_and_articles_without_a_kept_page_are_counted(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection, connection:
        connection.execute("update articles set partial = 1, published_zone = '' where title like '%Tagbilaran%'")
    with closing(sqlite3.connect(archive.with_name("a-pages.db"))) as kept, kept:
        kept.execute("delete from raw where url like '%surigao'")
    lines = run_command("reextract", "--dry-run", "-s", f"DATABASE={archive}").stdout.splitlines()
    assert lines[0].startswith("1 pages read again")
    assert [line.split(maxsplit=1) for line in lines[1:3]] == [["1", "zone of the date"], ["1", "whole or partial"]]
    assert lines[3:] == ["1 articles of other versions have no archived page and stay as they are"]


@pytest.mark.parametrize("setting", ["DATABASE", "RAW_PAGES"])
def test_a_database_that_is_not_there_is_refused_and_not_made(archive: Path, setting: str) -> None:
    missing = archive.with_name("missing.db")
    done = run_command("reextract", "-s", f"DATABASE={archive}", "-s", f"{setting}={missing}")
    assert done.returncode == 1
    assert done.stderr.startswith(f"there is no database {missing}; name the right one by -s {setting}=PATH")
    assert not missing.exists()


def test_stopped_it_ends_soon_and_tells_what_it_has_read(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    for page in range(300):
        text = PAGE.format(title=f"Court {page} rules", slug=page, day=1, place=f"Town {page}", person="Lim")
        (tmp_path / f"{page}.html").write_text(text, "utf-8")
    loaded = run_command("load", "-s", f"DATABASE={database}", *map(str, tmp_path.glob("*.html")))
    assert loaded.returncode == 0, loaded.stderr
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update articles set extractor = 'cleaner 0'")
    command = [sys.executable, "-m", "scrapy", "reextract", "-s", f"DATABASE={database}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as reading:
        while not count(database, "extractor <> 'cleaner 0'") and reading.poll() is None:
            time.sleep(0.02)
        began = time.monotonic()
        os.killpg(reading.pid, signal.SIGINT)
        output, _ = reading.communicate(timeout=60)
        # 3 s on a machine of its own
        assert time.monotonic() - began < 8
    read, planned = count(database, "extractor <> 'cleaner 0'"), count(database, "true")
    assert output.startswith(f"{read} pages read again")
    assert f"{planned - read} more are left for the next time" in output
    assert reading.returncode == 1


def count(database: Path, condition: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(f"select count(*) from articles where {condition}").fetchone()[0])


def test_a_page_that_an_extractor_failed_on_is_read_again_by_the_next_version(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection, connection:
        connection.execute("update articles set extractor = ?", [EXTRACTOR])
        for table in ("aliases", "texts", "articles"):
            connection.execute(f"delete from {table} where {'id' if table == 'articles' else 'article'} = 1")
        reason = "extraction failed: ValueError: no reason"
        failed = "update pages set article = null, outcome = 'error', reason = ?, extractor = ? where article = 1"
        connection.execute(failed, [reason, EXTRACTOR])
    assert run_command("reextract", "-s", f"DATABASE={archive}").stdout.startswith("0 pages read again")
    with closing(sqlite3.connect(archive)) as connection, connection:
        connection.execute("update pages set extractor = 'extractor 0' where outcome = 'error'")
    done = run_command("reextract", "-s", f"DATABASE={archive}")
    assert done.returncode == 0, done.stderr
    assert [line.split(maxsplit=1) for line in done.stdout.splitlines()[1:]] == [["1", "new article"]]
    assert len(titles(archive)) == 2
    with closing(sqlite3.connect(archive)) as connection:
        assert {tuple(row) for row in connection.execute("select outcome, extractor from pages")} <= {
            ("stored", EXTRACTOR),
            ("stored", ""),
        }
    assert run_command("reextract", "-s", f"DATABASE={archive}").stdout.startswith("0 pages read again")


def test_a_page_that_failed_and_is_no_article_now_gets_its_outcome_once(archive: Path) -> None:
    wall = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>"
    url = "https://herald.example/2026/02/03/never-read"
    pages_database = raw_pages.open_raw_pages(archive.with_name("a-pages.db"))
    raw_pages.archive_page(pages_database, raw_pages.RawPage(url, "herald", url, "text/html", "", wall), now())
    pages_database.conn.commit()
    pages_database.close()
    with closing(sqlite3.connect(archive)) as connection, connection:
        connection.execute("update articles set extractor = ?", [EXTRACTOR])
        connection.execute(
            "insert into pages (url, canonical, source, first_seen, last_seen, outcome, reason, extractor) "
            "select ?, ?, source, '2026-02-03T00:00:00Z',"
            " '2026-02-03T00:00:00Z', 'error', 'x', 'extractor 0' from pages limit 1",
            [url, url],
        )
    done = run_command("reextract", "-s", f"DATABASE={archive}")
    assert done.returncode == 0, done.stderr
    assert "1  failed before, no article now either" in done.stdout
    with closing(sqlite3.connect(archive)) as connection:
        row = connection.execute("select outcome, extractor from pages where url = ?", [url]).fetchone()
    assert row == ("blocked_by_wall", EXTRACTOR)
