"""The commands about groups, as a user runs them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from sqlite_utils import Database

from commands.archive.regroup import regroup
from pipelines.instructions.errors import InstructionError
from pipelines.instructions.story_decisions import merge_or_split
from storage.schema.database import open_database
from tests.command_process import run_command
from tests.storysamples import EDITED, OTHER, RELEASE, add, article

ROOT = Path(__file__).resolve().parents[2]
LABELLED = ROOT / "tests/labelled/response.jsonl"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A release, an outlet's edit of it, and another story."""
    path = tmp_path / "a.db"
    database = open_database(path)
    add(database, article(RELEASE, title="Life term in Tagbilaran", source="house"))
    add(database, article(EDITED, title="Tagbilaran woman gets life", source="tribune", day=1))
    add(database, article(OTHER, title="Loay closes a reef", source="tribune", day=1))
    database.close()
    return path


def scrapy(archive: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_command(*words, "-s", f"DATABASE={archive}")


def stories_of(archive: Path) -> list[int]:
    database = Database(archive)
    found = [row[0] for row in database.execute("select story from articles order by id")]
    database.close()
    return found


def test_groups_prints_clusters_or_pairs(archive: Path) -> None:
    clusters = [json.loads(line) for line in scrapy(archive, "groups", "--jsonl").stdout.splitlines()]
    assert [row["cluster"] for row in clusters] == ["story-1", "story-1", "story-2"]
    assert json.loads(scrapy(archive, "groups", "--pairs").stdout) == {"a": "1", "b": "2", "kind": "edited"}


def test_groups_asks_for_one_of_the_two(archive: Path) -> None:
    assert scrapy(archive, "groups").returncode == 2
    refused = scrapy(archive, "groups", "--pairs", "--by", "case")
    assert refused.returncode == 2
    assert "goes with --jsonl only" in refused.stderr


def test_a_person_merges_and_splits_for_good(archive: Path) -> None:
    assert "are story 1 now" in scrapy(archive, "story", "merge", "1", "2").stdout
    assert stories_of(archive) == [1, 1, 1]
    assert "has 1" in scrapy(archive, "story", "split", "2", "1").stdout
    split = stories_of(archive)
    assert split[0] != split[1] == split[2]
    assert scrapy(archive, "regroup").stdout.startswith("0 articles in another story")
    assert stories_of(archive) == split


def test_a_copy_that_is_none_is_split_off_its_original_for_good(database: Database) -> None:
    original = add(database, article(RELEASE, source="house"))
    copies = [add(database, article(RELEASE, source=source, day=1)) for source in ("wire", "relay")]
    with database.atomic():
        said = merge_or_split(database, ["split", "1", str(copies[0])], 21)
    assert said == "story 1 has kept 1 texts, story 2 has 1"
    regroup(database, 21, dry_run=False)
    rows = database.execute("select id, duplicate_of, story from articles order by id").fetchall()
    assert rows == [(original, None, 1), (copies[0], None, 2), (copies[1], original, 1)]


def test_a_copy_goes_where_its_original_goes(database: Database) -> None:
    for text, source in ((RELEASE, "house"), (RELEASE, "wire"), (EDITED, "tribune")):
        add(database, article(text, source=source, day=1))
    assert merge_or_split(database, ["split", "1", "1", "2"], 21) == "story 2 has kept 1 texts, story 1 has 1"
    rows = database.execute("select duplicate_of, story from articles order by id").fetchall()
    assert rows == [(None, 1), (1, 1), (None, 2)]


def test_what_was_split_off_stays_apart_as_a_copy_of_another_text(database: Database) -> None:
    edited = add(database, article(EDITED, source="tribune", day=1))
    release = add(database, article(RELEASE, source="house"))
    with database.atomic():
        merge_or_split(database, ["split", "1", str(edited)], 21)
    earlier = add(database, article(EDITED, source="courier", day=0.5))
    regroup(database, 21, dry_run=False)
    stories = dict(database.execute("select id, story from articles").fetchall())
    assert stories[edited] == stories[earlier] != stories[release]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["merge", "1", "9"], "there is no story 9"),
        (["merge", "1", "1"], "1 and 1 are the same story already"),
        (["split", "1", "3"], "article 3 is not in story 1"),
        (["split", "2", "3"], "these are all the texts of story 2: nothing would remain"),
        (
            ["merge", "1"],
            "merge 1: write scrapy story merge STORY STORY, split STORY ARTICLE ..., or move ARTICLE ARTICLE",
        ),
        (
            ["merge", "one", "two"],
            "give numbers, as in: scrapy story merge STORY STORY, split STORY ARTICLE ..., or move ARTICLE ARTICLE",
        ),
    ],
)
def test_what_cannot_be_done_is_said(archive: Path, words: list[str], sentence: str) -> None:
    database = open_database(archive)
    with pytest.raises(InstructionError) as raised:
        merge_or_split(database, words, 21)
    assert str(raised.value) == sentence
    database.close()


def test_a_mistake_ends_with_a_sentence(archive: Path) -> None:
    done = scrapy(archive, "story", "merge", "1", "9")
    assert (done.returncode, done.stderr.strip()) == (1, "there is no story 9")


def test_a_dry_run_tells_and_stores_nothing(archive: Path) -> None:
    database = Database(archive)
    database.execute("update articles set story = 2")
    database.close()
    done = scrapy(archive, "regroup", "--dry-run")
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert first.endswith("nothing stored")
    assert any(line.endswith("| Loay closes a reef") or "story 2 ->" in line for line in rest)
    assert stories_of(archive) == [2, 2, 2]


def test_languages_are_found_on_loading_and_on_regrouping(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    unnamed = tmp_path / "unnamed.jsonl"
    unnamed.write_text("".join(json.dumps(row | {"language": "und"}) + "\n" for row in rows), encoding="utf-8")
    path = tmp_path / "loaded.db"
    assert scrapy(path, "load", "--on-topic", str(unnamed)).returncode == 0
    named = stories_of(path)
    assert languages_of(path) == {row["id"]: row["language"] for row in rows}
    database = open_database(path)
    database.execute("update articles set language = '' where id % 2")
    regroup(database, 21, dry_run=False)
    database.close()
    assert languages_of(path) == {row["id"]: row["language"] for row in rows}
    assert stories_of(path) == named


def languages_of(path: Path) -> dict[str, str]:
    database = Database(path)
    found = {row[0].removeprefix("urn:id:"): row[1] for row in database.execute("select url, language from articles")}
    database.close()
    return found
