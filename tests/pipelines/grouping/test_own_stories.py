"""The grouping on labelled documents of our own, from which nothing was learned: its quality has a floor."""

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
from storage.tables.grouping.stories import StoredArticle
from tests.storysamples import add, story_of
from text.language import detect_language

LABELLED = Path(__file__).resolve().parents[2] / "labelled"
Rows = list[dict[str, Any]]


def read(name: str) -> Rows:
    """The labelled documents in the order of their times."""
    lines = (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted(map(json.loads, lines), key=lambda row: datetime.fromisoformat(row["published"]))


def document(row: dict[str, Any]) -> StoredArticle:
    time = datetime.fromisoformat(row["published"])
    code = row.get("language") or detect_language(row["text"])
    return StoredArticle(THIS_ARTICLE, row["source"], row["title"], row["text"], time, on_topic=True, language=code)


def b_cubed(database: Database, rows: Rows) -> tuple[float, float]:
    """B-cubed precision and recall (Bagga and Baldwin 1998) of the groups that the documents end in."""
    stored = {row["id"]: add(database, document(row), kind=row.get("source_kind", "newspaper")) for row in rows}
    cells = [(row["story"], story_of(database, stored[row["id"]])) for row in rows]
    both, gold, found = Counter(cells), Counter(story for story, _ in cells), Counter(group for _, group in cells)
    precision = sum(both[cell] / found[cell[1]] for cell in cells) / len(cells)
    recall = sum(both[cell] / gold[cell[0]] for cell in cells) / len(cells)
    return precision, recall


@pytest.mark.parametrize(
    ("name", "precise", "complete"), [("crime", 0.98, 0.95), ("prosecutors", 0.96, 0.86), ("response", 0.97, 0.95)]
)
def test_stories_are_told_apart_and_found(database: Database, name: str, precise: float, complete: float) -> None:
    precision, recall = b_cubed(database, read(name))
    assert precision >= precise
    assert recall >= complete


@pytest.mark.parametrize("name", ["crime", "prosecutors", "response"])
def test_another_order_of_arrival_finds_them_nearly_as_well(database: Database, name: str) -> None:
    rows = read(name)
    shuffled = random.Random(2026).sample(rows, len(rows))  # noqa: S311 - nothing secret
    precision, recall = b_cubed(database, shuffled)
    assert 2 * precision * recall / (precision + recall) >= 0.89
