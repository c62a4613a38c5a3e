"""The runs of the crawler and how each source fared in them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from storage.clock import parse_stamp, stamp


@dataclass(slots=True)
class Tally:
    """What a run did with one source, in pages."""

    answered: int = 0
    found: int = 0
    fetched: int = 0
    new: int = 0
    updated: int = 0
    duplicate: int = 0
    off_topic: int = 0
    failed: int = 0
    waiting: int = 0
    why: str = ""


#: when the last run ended and how, when the last good one did, since when one is running, and the schedule in hours
LATEST = """
select last.finished, last.outcome,
  (select finished from runs where outcome = 'finished' order by id desc limit 1) as good,
  (select started from runs where id = (select max(id) from runs) and outcome = 'running') as running_since,
  (select every_hours from runs order by id desc limit 1) as every_hours
from (select 1) left join (
  select finished, outcome from runs where finished is not null order by id desc limit 1) as last
"""
COUNTS = tuple(field.name for field in fields(Tally) if field.name != "why")


def latest(database: Database) -> dict[str, Any]:
    """Return what LATEST asks for, by column."""
    return dict(database.execute(LATEST).fetchone()._asdict())


def start_run(database: Database, at: datetime, every_hours: float = 1.0) -> int:
    """Open a run, with the hours from one to the next, and close those that a crash left open; return its number."""
    with database.atomic():
        database.execute(
            "update runs set outcome = 'interrupted', reason = 'it ended without saying so' where outcome = 'running'"
        )
        row = database.execute(
            "insert into runs (started, every_hours) values (?, ?) returning id", [stamp(at), every_hours]
        ).fetchone()
    return int(row.id)


def finish_run(
    database: Database, run: int, tallies: dict[str, Tally], outcome: str, reason: str, at: datetime
) -> None:
    """Close a run with its counts, by source and summed up."""
    with database.atomic():
        for source, tally in tallies.items():
            values = {name: getattr(tally, name) for name in COUNTS}
            database.table("run_sources").insert({"run": run, "source": source, "why": tally.why, **values})
        totals = {name: sum(getattr(tally, name) for tally in tallies.values()) for name in COUNTS}
        assignments = ", ".join(f"{name} = :{name}" for name in COUNTS)
        database.execute(
            f"update runs set finished = :at, outcome = :outcome, reason = :reason, sources = :sources, {assignments} "
            "where id = :run",
            {"at": stamp(at), "outcome": outcome, "reason": reason, "sources": len(tallies), "run": run, **totals},
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it was written down."""

    id: int
    started: datetime
    finished: datetime | None
    outcome: str
    reason: str
    totals: Tally


def latest_runs(database: Database, most: int) -> list[Run]:
    """Return the last runs, the latest first."""
    rows = database.execute(
        f"select id, started, finished, outcome, reason, {', '.join(COUNTS)} from runs order by id desc limit ?",
        [most],
    ).fetchall()
    return [
        Run(number, parse_stamp(started), parse_stamp(finished) if finished else None, outcome, reason, Tally(*counts))
        for number, started, finished, outcome, reason, *counts in rows
    ]


def tallies(database: Database, run: int) -> dict[str, Tally]:
    """Return how each source fared in a run; empty for a run that is not known, or that did not come to its end."""
    rows = database.execute(
        f"select source, {', '.join(COUNTS)}, why from run_sources where run = ? order by rowid", [run]
    ).fetchall()
    return {source: Tally(*counts) for source, *counts in rows}
