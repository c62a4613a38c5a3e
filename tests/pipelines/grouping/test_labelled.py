"""The grouping on labelled documents that lie beside the checkout: its quality has a floor."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from plans import THIS_ARTICLE
from storage.schema.database import open_database
from storage.tables.grouping.stories import StoredArticle
from tests.storysamples import add, story_of

SHARED = Path(__file__).resolve().parents[3] / "../shared"
STORIES = SHARED / "bench/stories/dev.jsonl"
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))

Groups = set[frozenset[str]]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    if not STORIES.exists():
        pytest.skip(f"{STORIES} is not there")
    lines = STORIES.read_text(encoding="utf-8").splitlines()
    return sorted(map(json.loads, lines), key=lambda row: datetime.fromisoformat(row["published"]))


def grouped(database: Database, rows: list[dict[str, Any]]) -> dict[str, int | None]:
    """Loads the documents in the given order; the story of each."""
    stored = {row["id"]: add(database, document(row), kind=row["source_kind"]) for row in rows}
    return {name: story_of(database, number) for name, number in stored.items()}


def document(row: dict[str, Any]) -> StoredArticle:
    time = datetime.fromisoformat(row["published"])
    return StoredArticle(
        THIS_ARTICLE, row["domain"], row["title"], row["text"], time, on_topic=True, language=row["language"]
    )


def groups(stories: dict[str, int | None]) -> Groups:
    by_story: dict[int | None, set[str]] = {}
    for name, story in stories.items():
        by_story.setdefault(story, set()).add(name)
    return {frozenset(group) for group in by_story.values()}


def test_labelled_stories_are_found_and_none_are_merged(database: Database, rows: list[dict[str, Any]]) -> None:
    found = grouped(database, rows)
    gold = {row["id"]: row["story"] for row in rows if row["story"]}
    cells = Counter((gold[name], found[name]) for name in gold)
    sizes = Counter(gold.values())
    assert len({story for _, story in cells}) >= len(sizes), "two stories were merged"
    recall = sum(count * count / sizes[story] for (story, _), count in cells.items()) / len(gold)
    assert recall >= 0.98


def test_the_order_of_arrival_does_not_matter(database: Database, rows: list[dict[str, Any]], tmp_path: Path) -> None:
    expected = groups(grouped(database, rows))
    for seed in range(3):
        shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311 - nothing secret
        other = open_database(tmp_path / f"{seed}.db")
        assert groups(grouped(other, shuffled)) == expected, f"in the order of seed {seed}"
        other.close()


def test_the_release_and_its_rewrite_are_one_story(database: Database) -> None:
    if len(SEEDS) != 2:
        pytest.skip(f"the two seeds are not in {SHARED / 'seeds'}")
    rewrite, release = (path.read_text(encoding="utf-8") for path in SEEDS)
    later = add(database, seed(rewrite, "newspaper", "2021-05-04T00:00:00+00:00"))
    earlier = add(database, seed(release, "mission", "2021-04-29T00:00:00+00:00"), kind="ngo")
    (story,) = list(database.table("stories").rows)
    (reuse,) = list(database.table("reuse").rows)
    assert (story["first_publisher"], story["release"], story["independent_texts"]) == ("mission", earlier, 2)
    assert (reuse["earlier"], reuse["later"], reuse["kind"], reuse["lag_hours"]) == (earlier, later, "edited", 120)
    assert reuse["share_of_later"] >= 0.75


def seed(text: str, source: str, time: str) -> StoredArticle:
    return StoredArticle(
        THIS_ARTICLE, source, "Partnership concludes", text, datetime.fromisoformat(time), on_topic=True
    )
