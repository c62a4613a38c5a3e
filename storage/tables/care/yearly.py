"""What the guard held in a year, what people made of it, and what waits: the operator's account of the care taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlite_utils import Database

from storage.clock import parse_stamp
from storage.sql import scalar

_HOLDS = "severity in ('block', 'hold')"
#: articles and what there is to say of each, by year
_COUNTS = {
    "held": f"select count(distinct article) from guard_findings where {_HOLDS} and found_at like ?",
    "released": "select count(distinct article) from guard_findings where decided = 'release' and at like ?",
    "kept masked": "select count(distinct article) from guard_findings where decided = 'keep' and at like ?",
    "redacted": "select count(distinct article) from care_redactions where at like ?",
    "read whole": "select count(*) from care_reveals where at like ?",
}


def report_on_care(database: Database, raw_pages: int, year: int, at: datetime) -> Iterator[str]:
    """Yield the account of a year, a line a matter; ``raw_pages`` are those that are kept of held texts."""
    year_of = f"{year}-%"
    for what, statement in _COUNTS.items():
        yield f"{what}: {scalar(database, statement, [year_of])}"
    rules = database.execute(
        f"select rule, count(distinct article) as articles from guard_findings where {_HOLDS} and found_at like ? "
        "group by rule order by 2 desc, 1",
        [year_of],
    ).fetchall()
    if rules:
        yield f"held by rule: {', '.join(f'{row.rule} {row.articles}' for row in rules)}"
    yield from (f"read whole by {account}: {times}" for account, times in readers(database, year_of))
    yield queue_in_words(database, at)
    yield f"raw pages that are kept of held texts: {raw_pages}"


def readers(database: Database, year_of: str) -> list[tuple[str, int]]:
    """Return who has read held texts whole, and how often."""
    statement = "select account, count(*) from care_reveals where at like ? group by account order by 2 desc, 1"
    return [tuple(row) for row in database.execute(statement, [year_of])]


def queue_in_words(database: Database, at: datetime) -> str:
    """Say how many articles wait for a person now, and since when."""
    rows = database.execute(
        f"select min(found_at) as since from guard_findings where {_HOLDS} and decided = '' group by article order by 1"
    ).fetchall()
    if not rows:
        return "waiting for a decision: none"
    days = [(at - parse_stamp(row.since)).days for row in rows]
    oldest, middle = days[0], days[len(days) // 2]
    return f"waiting for a decision: {len(rows)}, the oldest for {oldest} days, half of them for {middle} or more"
