"""The step that scores relevance: what it writes on a page, and that a person's label wins."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from items import Article, Outcome, Page
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics
from pipelines.score_relevance import ScoreRelevancePipeline
from storage.tables import articles, labels

ROOT = Path(__file__).resolve().parents[2]
FILLER = "The council met on Monday to speak about the new bridge over the river and about the price of rice. "
ON_TOPIC = (
    "Couple jailed for selling shows with children to viewers abroad",
    "A court sentenced a couple who offered children to foreigners over the internet. The survivors are safe.",
)
OFF_TOPIC = ("IJM profit rises", "Builder IJM Corp said that its order book for homes had grown.")


@pytest.fixture(scope="module")
def topics() -> Topics:
    return load_topics(ROOT / "pipelines" / "relevance" / "topics.toml")


@pytest.fixture
def pipeline(database: Database, topics: Topics) -> ScoreRelevancePipeline:
    return ScoreRelevancePipeline(topics, database)


def page(title: str, text: str) -> Page:
    return Page("https://news.example/1", "herald", article=Article(title, text))


def test_pipeline_fills_in_what_was_decided(pipeline: ScoreRelevancePipeline) -> None:
    item = pipeline.process_item(page(*ON_TOPIC))
    assert item.on_topic
    assert item.relevance > 0
    assert item.matches
    assert item.outcome is Outcome.PENDING


def test_pipeline_ends_a_page_without_a_term_and_says_why(pipeline: ScoreRelevancePipeline) -> None:
    item = pipeline.process_item(page("Bridge", FILLER))
    assert item.outcome is Outcome.OFF_TOPIC
    assert "no term" in item.reason


def test_pipeline_keeps_a_near_miss(pipeline: ScoreRelevancePipeline) -> None:
    item = pipeline.process_item(page("Bridge", f"{FILLER * 8}\n\nA talk on child sexual abuse material follows."))
    assert (item.outcome, item.on_topic) == (Outcome.PENDING, False)
    assert item.relevance > 0


def test_pipeline_takes_everything_when_told_to(database: Database, topics: Topics) -> None:
    item = ScoreRelevancePipeline(topics, database, take_all=True).process_item(page("Bridge", FILLER))
    assert (item.outcome, item.on_topic, item.matches) == (Outcome.PENDING, True, ())


def test_pipeline_leaves_decided_pages_alone(pipeline: ScoreRelevancePipeline) -> None:
    decided = Page("https://news.example/2", "news", outcome=Outcome.ERROR, reason="timed out")
    assert pipeline.process_item(decided).reason == "timed out"


@pytest.mark.parametrize("label", [True, False])
def test_a_persons_label_wins_when_the_page_comes_again(
    label: bool, pipeline: ScoreRelevancePipeline, database: Database, at: datetime
) -> None:
    words = OFF_TOPIC if label else ON_TOPIC
    first = page(*words)
    assert first.article is not None
    number = articles.store_article(database, first, first.article, None, at).id
    labels.put(database, number, label, "seen", at)
    again = page(*words)
    again.known_article = number
    item = pipeline.process_item(again)
    assert (item.outcome, item.on_topic) == (Outcome.PENDING, label)
    assert (item.reason == "a person has labelled it off topic") is not label
