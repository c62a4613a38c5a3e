"""How far each alerting rule has read: its high-water marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import placeholders, scalar


class Marks(NamedTuple):
    """The last arrival and the last event that a rule has read, and when it last had something to tell."""

    arrival: int
    event: int
    told: str | None


def register_rules(database: Database, names: Iterable[str], at: datetime) -> list[str]:
    """Give every new rule its marks, which stand at the end of the archive; return the new ones."""
    with database.atomic():
        lock_to_write(database)
        arrival, event = ends(database)
        return [
            name
            for name in names
            if database.execute(
                "insert or ignore into alert_rules (name, arrival, event, since) values (?, ?, ?, ?) returning 1",
                [name, arrival, event, stamp(at)],
            ).fetchall()
        ]


def forget_rules(database: Database, names: Collection[str]) -> list[str]:
    """Forget the rules that are none of these, and what still waited to be told by them; return their names."""
    with database.atomic():
        others = f"not in ({placeholders(names)})"
        gone = database.execute(f"delete from alert_rules where name {others} returning name", [*names]).fetchall()
        database.execute(f"delete from alert_matches where message is null and rule {others}", [*names])
    return sorted(name for (name,) in gone)


def forget_rule(database: Database, name: str) -> None:
    """Forget one rule, and what still waited to be told by it."""
    database.execute("delete from alert_rules where name = ?", [name])
    database.execute("delete from alert_matches where message is null and rule = ?", [name])


def ends(database: Database) -> tuple[int, int]:
    """Return the last numbers that an arrival and an event were given, whether or not these are still there."""
    last = dict(database.execute("select name, seq from sqlite_sequence").fetchall())
    return last.get("arrivals", 0), last.get("events", 0)


def marks_of(database: Database, name: str) -> Marks | None:
    """Return the marks of a rule; None where it is new."""
    row = database.execute("select arrival, event, told from alert_rules where name = ?", [name]).fetchone()
    return Marks(*row) if row else None


def move_marks(database: Database, name: str, arrival: int, event: int) -> None:
    """Move the marks of a rule on, in the transaction of what was found up to them."""
    database.execute(
        "update alert_rules set arrival = max(arrival, ?), event = max(event, ?) where name = ?", [arrival, event, name]
    )


def lock_to_write(database: Database) -> None:
    """Take the write lock of a transaction before anything is read in it, so that two starters find different things.

    One that had read before could not write any more, once the other has.
    """
    database.execute("update alert_rules set name = name where name = ''")


def lowest_arrival(database: Database) -> int:
    """Return the number up to which every rule has read."""
    return int(scalar(database, "select coalesce(min(arrival), 0) from alert_rules"))


def drop_read_arrivals(database: Database) -> None:
    """Drop the arrivals that every rule has read."""
    database.execute("delete from arrivals where id <= (select coalesce(min(arrival), 0) from alert_rules)")
