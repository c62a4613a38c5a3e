"""Later chapters find the earlier ones of their case, and look-alikes do not."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from plans import THIS_ARTICLE
from storage.tables.cases.links import update_cases
from storage.tables.grouping.stories import StoredArticle
from tests.storysamples import add, story_of
from text.language import detect_language

LABELLED = Path(__file__).resolve().parents[2] / "labelled"


def read_chapters(file: str) -> list[dict[str, str]]:
    lines = (LABELLED / file).read_text(encoding="utf-8").splitlines()
    return sorted(map(json.loads, lines), key=lambda row: str(row["published"]))


@pytest.fixture(scope="module")
def chapters() -> list[dict[str, str]]:
    return read_chapters("cases.jsonl")


def store(database: Database, row: dict[str, str]) -> int:
    time = datetime.fromisoformat(row["published"])
    language = detect_language(row["text"])
    return add(
        database,
        StoredArticle(THIS_ARTICLE, row["source"], row["title"], row["text"], time, on_topic=True, language=language),
    )


@pytest.mark.parametrize(
    ("file", "latest_first", "found", "wrong"),
    [
        ("cases.jsonl", False, 0.85, 0),
        ("cases.jsonl", True, 0.82, 0),
        ("cases_second.jsonl", False, 0.58, 0),
        # only how sure a link by places must be was chosen by it
        ("cases_third.jsonl", False, 0.5, 0),
    ],
)
def test_chapters_find_the_earlier_ones_of_their_case(
    database: Database, file: str, latest_first: bool, found: float, wrong: int
) -> None:
    chapters = read_chapters(file)
    stored = {store(database, row): row for row in (chapters[::-1] if latest_first else chapters)}
    links = database.execute("select article, earlier, certain from case_links").fetchall()
    certain = [link for link in links if link.certain]
    right = [link for link in certain if stored[link.article]["case"] == stored[link.earlier]["case"]]
    later = [row for row in chapters if not row["id"].endswith("#0")]
    assert len(right) >= found * len(later)
    # every link to another case would be shown to readers as one case
    assert len(certain) - len(right) <= wrong
    assert all(stored[link.article]["published"] >= stored[link.earlier]["published"] for link in links)


def test_a_case_has_the_stories_that_links_connect(database: Database, chapters: list[dict[str, str]]) -> None:
    stored = {row["id"]: store(database, row) for row in chapters if row["case"] in {"caloocan-b", "caloocan-c"}}
    first, second, third = (story_of(database, stored[f"caloocan-b#{number}"]) for number in range(3))
    rows = database.execute("select story, number from case_stories order by story").fetchall()
    assert {row.story for row in rows} == {first, second, third}
    assert {row.number for row in rows} == {first}
    # a person refuses the last link: what it connected falls apart
    database.execute("update case_links set confirmed = 0 where article = ?", [stored["caloocan-b#2"]])
    update_cases(database, {third} if third else ())
    rows = database.execute("select story from case_stories").fetchall()
    assert {row.story for row in rows} == {first, second}


def test_a_link_tells_what_both_chapters_have(database: Database, chapters: list[dict[str, str]]) -> None:
    stored = {row["id"]: store(database, row) for row in chapters if row["case"] == "hessen"}
    row = database.execute(
        "select earlier, evidence from case_links where article = ?", [stored["hessen#2"]]
    ).fetchone()
    assert row.earlier == stored["hessen#1"]
    assert json.loads(row.evidence) == [["2 KLs 114/23", 1], ["Fulda", 1], ["Cebu", 1]]
