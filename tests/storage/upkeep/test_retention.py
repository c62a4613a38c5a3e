"""What is forgotten, and what never is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from items import Article, Outcome, Page
from pipelines.store import store
from storage.tables import runs
from storage.upkeep.checks import check_database
from storage.upkeep.retention import delete_old_pages, delete_old_runs

OLD = datetime(2024, 1, 1, tzinfo=UTC)


def test_old_pages_without_an_article_go_and_nothing_else(database: Database, at: datetime) -> None:
    refused = [
        Page(f"https://herald.example/{outcome}", "herald", outcome, "why")
        for outcome in Outcome
        if outcome not in {Outcome.PENDING, Outcome.STORED}
    ]
    waiting = Page("https://herald.example/waits", "herald", Outcome.TOO_SHORT)
    removed = Page("https://herald.example/removed", "herald", Outcome.NOT_AN_ARTICLE)
    recent = Page("https://herald.example/recent", "herald", Outcome.OFF_TOPIC)
    article = Article("A verdict", "The court of the town has spoken.")
    kept = Page("https://herald.example/kept", "herald", article=article, on_topic=True, relevance=1)
    for page in (*refused, waiting, removed, recent, kept):
        with database.atomic():
            store(database, page, OLD)
    database.execute("update pages set outcome = 'pending' where url = ?", [waiting.url])
    database.execute("update pages set last_seen = '2026-03-01T00:00:00Z' where url = ?", [recent.url])
    database.execute("insert into takedowns (url, reason, taken_down_at) values (?, 'asked', '')", [removed.url])
    assert delete_old_pages(database, at, 0) == 0
    assert delete_old_pages(database, at, 90) == len(refused)
    left = {row["url"].rpartition("/")[2] for row in database.table("pages").rows}
    assert left == {"waits", "removed", "recent", "kept"}
    assert list(check_database(database)) == []


@pytest.mark.parametrize(("days", "left"), [(0, 4), (90, 2), (1, 1)])
def test_old_runs_go_but_for_the_latest(database: Database, at: datetime, days: int, left: int) -> None:
    for age in (900, 800, 40, 30):
        run = runs.start_run(database, at - timedelta(days=age))
        runs.finish_run(database, run, {"herald": runs.Tally(found=1)}, "finished", "", at - timedelta(days=age))
    assert delete_old_runs(database, at, days) == 4 - left
    assert [database.table(table).count for table in ("runs", "run_sources")] == [left, left]
