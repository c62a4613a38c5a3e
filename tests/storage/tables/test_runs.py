"""Runs: opened, closed with their counts, or left open by a crash."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.tables import runs
from storage.tables.runs import Tally


def test_a_run_is_closed_with_counts_by_source_and_in_all(database: Database, at: datetime) -> None:
    run = runs.start_run(database, at)
    runs.finish_run(database, run, {"herald": Tally(answered=1, found=9, new=2, why="x")}, "finished", "1 of 1", at)
    row = database.table("runs").get(run)
    assert (row["outcome"], row["sources"], row["answered"], row["found"], row["new"]) == ("finished", 1, 1, 9, 2)
    assert database.table("run_sources").get((run, "herald"))["why"] == "x"


def test_a_run_that_a_crash_left_open_is_closed_by_the_next(database: Database, at: datetime) -> None:
    first = runs.start_run(database, at)
    runs.start_run(database, at)
    row = database.table("runs").get(first)
    assert (row["outcome"], row["reason"]) == ("interrupted", "it ended without saying so")


def test_what_is_known_of_the_latest_runs(database: Database, at: datetime) -> None:
    assert not any(runs.latest(database).values())
    run = runs.start_run(database, at, 6.0)
    began = "2026-03-02T08:30:00Z"
    assert runs.latest(database).items() >= {"running_since": began, "every_hours": 6.0}.items()
    runs.finish_run(database, run, {}, "finished", "", at)
    runs.finish_run(database, runs.start_run(database, at, 6.0), {}, "unreached", "", at)
    assert runs.latest(database).items() >= {"outcome": "unreached", "good": began, "running_since": None}.items()
