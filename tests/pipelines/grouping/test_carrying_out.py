"""Carrying out plans: who is planned after whom, and how often."""

from __future__ import annotations

import logging

import pytest
from sqlite_utils import Database

from pipelines.grouping import carrying_out
from pipelines.grouping.carrying_out import MAX_PLANS_PER_ARTICLE, carry_out_plan
from plans import GroupingPlan, IndexEntry


def test_plans_that_cast_doubt_on_each_other_come_to_an_end_and_it_is_said(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    written: list[int] = []
    doubts = {1: (2,), 2: (1,), 3: ()}

    def plan(_database: Database, article: int, _window_days: float) -> GroupingPlan:
        return GroupingPlan(IndexEntry(0), in_doubt=doubts[article])

    monkeypatch.setattr(carrying_out, "plan_stored_article", plan)
    monkeypatch.setattr(
        carrying_out, "write_plan_and_outcomes", lambda _database, article, _plan: written.append(article)
    )
    with caplog.at_level(logging.WARNING):
        carry_out_plan(database, 1, plan(database, 1, 21), [3])
    assert written == [1, 2] * MAX_PLANS_PER_ARTICLE + [3]
    assert "article 1 was planned 4 times" in caplog.text
