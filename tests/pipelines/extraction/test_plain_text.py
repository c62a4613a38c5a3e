"""Saved plain text."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items import Article, Hint, Outcome
from pipelines.extraction.plain_text import extract_text

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SEEDS = Path(__file__).resolve().parents[3] / "../shared/seeds"
BODY = (
    "The town council met on Tuesday and agreed on a plan for the old harbour after two years of talks.\n\n"
    "The mayor said that the work would begin in spring and that the fish market would stay where it is."
)


def article_of(text: str, hint: Hint | None = None) -> Article:
    cleaned = extract_text(text, "saved.txt", hint, now=NOW)
    assert cleaned.article is not None, cleaned.reason
    return cleaned.article


def test_a_text_without_headline_is_called_by_its_first_sentence() -> None:
    article = article_of(f" date 2021-05-04 {BODY}")
    assert article.title == BODY.split("\n", maxsplit=1)[0]
    assert article.published == datetime(2021, 5, 4, tzinfo=UTC)
    assert article.published_precision == "day"
    assert article.text == BODY


def test_what_stands_above_the_text_is_told_apart() -> None:
    article = article_of(f"Quays\nTown agrees on a plan for the harbour\nThu Apr 29 20213 min read\n\n{BODY}")
    assert article.title == "Town agrees on a plan for the harbour"
    assert article.published == datetime(2021, 4, 29, tzinfo=UTC)
    assert article.text == BODY


def test_what_came_with_the_text_counts_most() -> None:
    article = article_of(BODY, Hint("saved.txt", title="The plan", published=NOW))
    assert (article.title, article.published, article.text) == ("The plan", NOW, BODY)


def test_too_little_text_is_named() -> None:
    assert extract_text("More soon.", "saved.txt", now=NOW).outcome is Outcome.TOO_SHORT
    assert extract_text("", "saved.txt", now=NOW).outcome is Outcome.NOT_AN_ARTICLE


@given(st.text(max_size=400))
def test_no_text_makes_it_raise(text: str) -> None:
    assert extract_text(text, "saved.txt", now=NOW).outcome is not Outcome.ERROR


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two seed documents are not beside this checkout")
def test_the_seed_documents() -> None:
    rewrite, release = (article_of(path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt")))
    assert (rewrite.published, release.published) == (
        datetime(2021, 5, 4, tzinfo=UTC),
        datetime(2021, 4, 29, tzinfo=UTC),
    )
    assert rewrite.title.startswith("Senior officials of the United States")
    assert release.title == "U.S. and Philippines conclude Child Protection Compact Partnership"
    assert release.standfirst.startswith("On April 29")
    assert release.caption.startswith("Dr. Kari Johnstone (left)")
    assert release.text.startswith("Manila, April 29, 2021")
    assert release.text.endswith("afercare facilities.")
