"""Messages that were decided, and what became of each on its channels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import execute_many

#: minutes from one try to the next, the last one from then on; chosen, not measured
PAUSES: Final = (5, 15, 60, 240, 720)
#: tries, about a week of them; a number, since a clock may be wrong
MOST_ATTEMPTS: Final = 18


#: how far ahead a time may lie that a right clock wrote: two machines differ by less; chosen, not measured
CLOCK_SLACK: Final = timedelta(hours=1)


class Delivery(NamedTuple):
    """A message that waits for a channel."""

    message: int
    rule: str
    period: str
    channel: str
    decided: str


def decide_message(database: Database, rule: str, channels: Iterable[str], at: datetime) -> int | None:
    """Decide a message of a rule, which tells all that waits; return its number."""
    number = add_message(database, rule, channels, at)
    database.execute("update alert_matches set message = ? where rule = ? and message is null", [number, rule])
    database.execute("update alert_rules set told = ? where name = ?", [stamp(at), rule])
    return number


def add_message(database: Database, rule: str, channels: Iterable[str], at: datetime, period: str = "") -> int | None:
    """Add a message with a delivery for each channel; return its number, None where the period has had its digest."""
    row = database.execute(
        "insert or ignore into alert_messages (rule, period, decided) values (?, ?, ?) returning id",
        [rule, period, stamp(at)],
    ).fetchone()
    if row is None:
        return None
    deliveries = [(row.id, channel, stamp(at)) for channel in dict.fromkeys(channels)]
    execute_many(database, "insert into alert_deliveries (message, channel, next_try) values (?, ?, ?)", deliveries)
    return int(row.id)


def free_periods_ahead(database: Database, at: datetime) -> None:
    """Let the periods be told of that were decided by a clock which was ahead; what of that was not sent is not sent.

    Their own time will come, and they would count as told by then.
    """
    ahead = "period <> '' and decided > ?"
    latest = stamp(at + CLOCK_SLACK)
    database.execute(
        "update alert_deliveries set state = 'dropped', reason = 'the clock was ahead' where state = 'waiting' "
        f"and message in (select id from alert_messages where {ahead})",
        [latest],
    )
    database.execute(f"update alert_messages set period = '' where {ahead}", [latest])


def due_deliveries(database: Database, at: datetime) -> list[Delivery]:
    """Return what is to be tried now, by channel, what was tried least first.

    A next try farther ahead than the longest pause is that of a clock that was wrong.
    """
    latest = at + timedelta(minutes=PAUSES[-1])
    rows = database.execute(
        "select message, rule, period, channel, decided from alert_deliveries "
        "join alert_messages on alert_messages.id = message "
        "where state = 'waiting' and (next_try <= ? or next_try > ?) order by channel, attempts, message",
        [stamp(at), stamp(latest)],
    ).fetchall()
    return [Delivery(*row) for row in rows]


def note_attempt(database: Database, message: int, channel: str, reason: str, at: datetime) -> None:
    """Note that a try begins, and when the next one is due: one that is cut off is not lost, nor repeated at once.

    ``reason`` is what is told of it if nothing more is heard.
    """
    with database.atomic():
        attempts = database.execute(
            "update alert_deliveries set attempts = attempts + 1, reason = ? where message = ? and channel = ? "
            "returning attempts",
            [reason, message, channel],
        ).fetchall()[0][0]
        pause = timedelta(minutes=PAUSES[min(attempts, len(PAUSES)) - 1])
        state = "given up" if attempts >= MOST_ATTEMPTS else "waiting"
        database.execute(
            "update alert_deliveries set next_try = ?, state = ? where message = ? and channel = ?",
            [stamp(at + pause), state, message, channel],
        )


def note_failure(database: Database, message: int, channel: str, reason: str) -> None:
    """Say why a channel has not taken a message."""
    with database.atomic():
        database.execute(
            "update alert_deliveries set reason = ? where message = ? and channel = ?", [reason, message, channel]
        )


def note_end(database: Database, message: int, channel: str, state: str, at: datetime) -> None:
    """Note that a channel has taken a message, or that nothing of it is left to be told."""
    with database.atomic():
        sent = stamp(at) if state == "sent" else None
        database.execute(
            "update alert_deliveries set state = ?, sent = ?, reason = '' where message = ? and channel = ?",
            [state, sent, message, channel],
        )


def try_again(database: Database, at: datetime) -> int:
    """Let everything that waits, or was given up, be tried now; return how much that is."""
    with database.atomic():
        rows = database.execute(
            "update alert_deliveries set state = 'waiting', attempts = 0, next_try = ? "
            "where state in ('waiting', 'given up') returning 1",
            [stamp(at)],
        ).fetchall()
    return len(rows)


def drop_deliveries(database: Database, channel: str) -> int:
    """Give up for good what a channel has not taken; return how much that is."""
    with database.atomic():
        rows = database.execute(
            "update alert_deliveries set state = 'dropped' "
            "where channel = ? and state in ('waiting', 'given up') returning 1",
            [channel],
        ).fetchall()
    return len(rows)


def undelivered(database: Database) -> list[tuple[str, str, int, str, str]]:
    """Return by channel and state what is not delivered: how much, when it is tried next, and why not yet."""
    rows: Sequence[tuple[str, str, int, str, str]] = database.execute(
        "select channel, state, count(*), min(next_try), max(reason) from alert_deliveries "
        "where state in ('waiting', 'given up') group by channel, state order by channel, state"
    ).fetchall()
    return [*rows]
