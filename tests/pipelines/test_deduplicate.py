"""The pipeline component: which pages it decides about, and as what."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from items import Article, Outcome, Page
from pipelines.deduplicate import DeduplicatePipeline
from storage.tables import articles
from tests.storysamples import MONDAY, RELEASE

URL = "https://herald.example/life-term"


def page(outcome: Outcome = Outcome.PENDING) -> Page:
    article = Article("Life term", RELEASE, published=MONDAY)
    return Page(URL, "herald", outcome=outcome, article=article, on_topic=True)


def test_a_page_with_an_article_gets_a_plan_and_nothing_is_written(database: Database) -> None:
    before = database.conn.total_changes
    decided = DeduplicatePipeline(database, 21).process_item(page())
    assert decided.grouping_plan is not None
    assert len(decided.grouping_plan.groups) == 1
    assert database.conn.total_changes == before


def test_a_page_whose_outcome_is_known_is_left_alone(database: Database) -> None:
    decided = DeduplicatePipeline(database, 21).process_item(page(Outcome.TOO_SHORT))
    assert decided.grouping_plan is None


def test_a_page_that_is_known_is_no_copy_of_itself(database: Database, at: datetime) -> None:
    new = page()
    assert new.article is not None
    saved = articles.store_article(database, new, new.article, None, at)
    again = page()
    again.known_article = saved.id
    decided = DeduplicatePipeline(database, 21).process_item(again)
    assert decided.grouping_plan is not None
    assert decided.grouping_plan.duplicate_of is None
    assert decided.grouping_plan.groups[0].members == (saved.id,)
