"""What alerting rules have found, each thing once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import execute_many, placeholders, plain_rows


class AlertMatch(NamedTuple):
    """One thing that a rule has found; ``key`` says which, together with what it is about."""

    about: str
    key: str
    article: int | None = None
    size: int = 0


def add_matches(
    database: Database, rule: str, found: Iterable[AlertMatch], at: datetime, message: int | None = None
) -> None:
    """Note what a rule has found, and in which message it is told; what it has found before stays as it is."""
    noted = stamp(at)
    execute_many(
        database,
        "insert or ignore into alert_matches (rule, about, key, article, size, at, message) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        [(rule, *match, noted, message) for match in found],
    )


def has_news(database: Database, rule: str, found: Iterable[AlertMatch]) -> bool:
    """Return whether something waits to be told by a rule, or it has found something that it never found before."""
    if database.execute("select 1 from alert_matches where rule = ? and message is null", [rule]).fetchone():
        return True
    known = "select 1 from alert_matches where rule = ? and about = ? and key = ? and size = ?"
    return any(not database.execute(known, [rule, one.about, one.key, one.size]).fetchone() for one in found)


def sizes_found(database: Database, rule: str, units: Collection[int]) -> dict[int, int]:
    """Return by story, or lone article, the size with which a rule has found it last; only those that it has found.

    A story is known by its articles, since a new grouping gives it another number.
    """
    rows = plain_rows(
        database,
        "select unit, max(size) from json_each(?1) cross join temp.fresh_members on unit = value "
        "cross join alert_matches on alert_matches.article = fresh_members.article and rule = ?2 and about = 'story' "
        "group by unit",
        [json.dumps([*units]), rule],
    )
    return dict(rows)


def matches_of_message(database: Database, message: int) -> list[AlertMatch]:
    """Return what a message tells, as far as it is still kept, in the order in which it was found."""
    return _read(database, "message = ?", message)


def pending_matches(database: Database, rule: str) -> list[AlertMatch]:
    """Return what waits for the next message of a rule."""
    return _read(database, "message is null and rule = ?", rule)


def _read(database: Database, condition: str, value: object) -> list[AlertMatch]:
    rows = database.execute(
        f"select about, iif(instr(key, ' until '), substr(key, 1, instr(key, ' until ') - 1), key), article, size "
        f"from alert_matches where {condition} order by id",
        [value],
    ).fetchall()
    return [AlertMatch(*row) for row in rows]


def close_ended(database: Database, rule: str, about: str, lasting: Collection[str], at: datetime) -> None:
    """Mark the troubles that a rule has found and that are over, so that they are told of when they come again."""
    database.execute(
        "update alert_matches set key = key || ' until ' || ? where rule = ? and about = ? "
        f"and key not like '% until %' and key not in ({placeholders(lasting)})",
        [stamp(at), rule, about, *lasting],
    )
