"""What leaves the archive: whole, as it was asked for, without what is held, and known to be unchanged later."""

from __future__ import annotations

import csv
import importlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pytest
from fastwarc.warc import ArchiveIterator
from sqlite_utils import Database

from commands.cli.archive.export import day
from storage.export.rows import Selection, exported_rows, withheld_articles
from storage.export.snapshot import make_snapshot, verify_snapshot
from storage.export.tables import TABLE_WRITERS, ExportError
from storage.export.web_archive import write_web_archive
from storage.schema.database import open_database
from storage.tables.raw_pages import RawPage, archive_page, open_raw_pages

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
TITLES = ("The harbour, opened", '=HYPERLINK("x")', "Ein Gericht in Zürich\n", "A near miss")


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    archive = open_database(":memory:")
    archive.execute(
        "insert into sources (slug, name, kind, country, language, homepage) "
        "values ('herald', 'Herald', 'newspaper', 'PH', 'en', '')"
    )
    for number, title in enumerate(TITLES, 1):
        archive.execute(
            "insert into articles (id, url, page, source, title, word_count, first_seen, last_seen, on_topic, "
            "relevance, content_hash, published) "
            "values (?, ?, ?, 'herald', ?, 3, ?, '2026-02-01T00:00:00Z', ?, 6.5, 'x', ?)",
            [
                number,
                f"https://herald.example/{number}",
                f"https://herald.example/{number}",
                title,
                "2026-02-01T00:00:00Z",
                int(number < 4),
                f"2026-01-0{number}T00:00:00Z",
            ],
        )
        archive.execute(
            "insert into texts (article, text) values (?, ?)", [number, f"Boats {number} go to the islands."]
        )
    archive.conn.commit()
    yield archive
    archive.close()


def test_a_selection_takes_what_it_says(database: Database) -> None:
    def ids(selection: Selection) -> list[object]:
        return [row["id"] for row in exported_rows(database, selection)]

    assert ids(Selection()) == [1, 2, 3]
    assert ids(Selection(near_misses=True)) == [1, 2, 3, 4]
    assert ids(Selection(words="harbour")) == [1]
    assert ids(Selection(words='"islands"', since="2026-01-02", until="2026-01-03")) == [2]
    assert ids(Selection(source="another")) == []
    assert "text" not in next(exported_rows(database, Selection()))
    assert next(exported_rows(database, Selection(texts=True)))["text"] == "Boats 1 go to the islands."


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_each_kind_of_file_holds_the_rows(database: Database, tmp_path: Path, ending: str) -> None:
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    selection, path = Selection(texts=True), tmp_path / f"a{ending}"
    rows = list(exported_rows(database, selection))
    assert TABLE_WRITERS[ending](rows, selection.columns, path) == 3
    if ending == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
        assert [row["title"] for row in found] == [TITLES[0], f"'{TITLES[1]}", TITLES[2]]
    elif ending == ".jsonl":
        assert [json.loads(line) for line in path.read_text("utf-8").splitlines()] == rows
    else:
        parquet = importlib.import_module("pyarrow.parquet")
        assert parquet.read_table(path).to_pylist() == rows


def test_a_snapshot_is_verified_and_a_change_is_found(database: Database, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    folder = tmp_path / "snapshot"
    assert make_snapshot(database, Selection(words="islands"), folder, AT) == 3
    assert verify_snapshot(folder) == []
    package = json.loads((folder / "data" / "datapackage.json").read_text("utf-8"))
    assert package["resources"][0]["hash"].removeprefix("sha256:") in (folder / "manifest-sha256.txt").read_text()
    told = (folder / "data" / "README.txt").read_text("utf-8")
    assert 'snapshot of 2026-11-28T12:00:00Z, 3 articles, query: articles that hold "islands"' in told
    assert "not included" in told
    assert bagit.Bag(str(folder)).info["External-Description"] == 'articles that hold "islands", on topic'
    with pytest.raises(ExportError, match="never changed"):
        make_snapshot(database, Selection(), folder, AT)
    with (folder / "data" / "articles.csv").open("a") as file:
        file.write("one more\n")
    assert verify_snapshot(folder) != []
    assert verify_snapshot(tmp_path) != []


def test_a_web_archive_holds_what_is_not_held_back(database: Database, tmp_path: Path) -> None:
    pages = open_raw_pages(":memory:")
    for number in (1, 2):
        address = f"https://herald.example/{number}"
        archive_page(pages, RawPage(address, "herald", "", "text/html", "", b"<p>Boats</p>"), AT)
    # one that was loaded from a web archive keeps the time of its capture
    database.execute(
        "insert into pages (url, canonical, source, first_seen, last_seen, outcome, captured) values "
        "('https://herald.example/1', '', 'herald', '2026-02-01T00:00:00Z', '', 'stored', '2016-05-01T00:00:00Z')"
    )
    path = tmp_path / "a.warc.gz"
    assert write_web_archive(exported_rows(database, Selection()), database, pages, frozenset({2}), path) == 1
    with path.open("rb") as file:
        records = [
            (r.headers["WARC-Type"], r.headers.get("WARC-Target-URI"), r.reader.read(), r.headers["WARC-Date"])
            for r in ArchiveIterator(file)
        ]
    assert [kind for kind, *_ in records] == ["warcinfo", "response", "request", "metadata"]
    assert {(address, when) for _, address, _, when in records[1:]} == {
        ("https://herald.example/1", "2016-05-01T00:00:00Z")
    }
    assert records[1][2] == b"<p>Boats</p>"
    assert b'title: "The harbour, opened"' in records[3][2]
    pages.close()


def test_articles_of_which_words_are_masked_are_held(database: Database) -> None:
    assert withheld_articles(database) == frozenset()


def test_a_day_is_a_day() -> None:
    assert day("2026-01-31") == "2026-01-31"
    with pytest.raises(ValueError, match="Invalid"):
        day("31.1.2026")
