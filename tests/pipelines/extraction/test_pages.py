"""A floor under extraction over our own pages in ``tests/pages``, one of each kind; fast enough for every run.

NAME.html is a page in our own words, NAME.toml what is true of it. What extraction gets wrong today stands there under
``known``, each field with the reason; the day it is right, the entry has to go.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipelines.extraction.document import extract_document

PAGES = Path(__file__).resolve().parents[2] / "pages"
NAMES = sorted(file.stem for file in PAGES.glob("*.toml"))
NOW = datetime(2026, 11, 28, tzinfo=UTC)
#: word F1 from which a text counts as right
RIGHT_TEXT = 0.95
#: means over the pages, as measured on 28 November 2026 over 40 pages, 34 of them articles, and rounded down
FLOORS = {"text": 0.99, "title": 0.97, "published": 0.97, "authors": 0.97, "outcome": 1.0}


@dataclass(frozen=True)
class Expected:
    """What is true of a page."""

    outcome: str
    fields: dict[str, Any]
    known: dict[str, str]


def read_expected(name: str) -> Expected:
    table = tomllib.loads((PAGES / f"{name}.toml").read_text("utf-8"))
    return Expected(table["outcome"], table, table.get("known", {}))


def word_f1(gold: str, got: str) -> float:
    """The harmonic mean of precision and recall of words, each counted as often as it stands there."""
    wanted, found = (Counter(re.findall(r"\w", text) if _has_no_spaces(text) else text.split()) for text in (gold, got))
    both = sum((wanted & found).values())
    return 2 * both / (sum(wanted.values()) + sum(found.values())) if both else 0.0


def _has_no_spaces(text: str) -> bool:
    return len(text.split()) * 20 < len(text)


@cache
def scores(name: str) -> dict[str, float]:
    """How right each field of a page is, 0 to 1; of a page that is no article only its outcome."""
    expected = read_expected(name)
    body = (PAGES / f"{name}.html").read_bytes()
    content_type = expected.fields.get("content_type", "text/html")
    result = extract_document(body, expected.fields["url"], content_type, now=NOW)
    reached = {"outcome": float(result.outcome == expected.outcome)}
    if expected.outcome != "pending":
        return reached
    article = result.article
    if article is None:
        return reached | dict.fromkeys(("text", "title", "published", "authors"), 0.0)
    published = article.published.isoformat() if article.published else ""
    return reached | {
        "text": word_f1(expected.fields["text"], article.text),
        "title": float(article.title == expected.fields["title"]),
        "published": float(_same_time(expected.fields["published"], published)),
        "authors": float(article.authors == tuple(expected.fields["authors"])),
    }


def _same_time(expected: str, got: str) -> bool:
    """Whether two times are one; where only a day is expected, its day counts."""
    if len(expected) <= len("2026-11-28"):
        return got[: len(expected)] == expected if expected else not got
    return bool(got) and datetime.fromisoformat(expected) == datetime.fromisoformat(got)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_right_but_for_what_is_known(name: str) -> None:
    wrong = {field for field, score in scores(name).items() if score < (RIGHT_TEXT if field == "text" else 1.0)}
    assert wrong == set(read_expected(name).known), scores(name)


@pytest.mark.parametrize("field", FLOORS)
def test_extraction_stays_above_its_floor(field: str) -> None:
    reached = [scores(name)[field] for name in NAMES if field in scores(name)]
    assert sum(reached) / len(reached) >= FLOORS[field]
