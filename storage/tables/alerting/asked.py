"""Alerting rules that people asked for from a search of the reading room, beside those of the alerts file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from storage.clock import stamp
from storage.tables.alerting import marks


class AskedAlert(NamedTuple):
    """A rule that was asked for: its name, its keys as a table of the alerts file has them, and by whom."""

    name: str
    rule: object
    asked_by: str


def asked_alerts(database: Database) -> list[AskedAlert]:
    """Return the rules that were asked for and not ended."""
    rows = database.execute("select name, rule, asked_by from asked_alerts where ended_at is null order by id")
    return [AskedAlert(name, keys_of_rule(rule), asked_by) for name, rule, asked_by in rows]


def keys_of_rule(rule: str) -> object:
    """Return the keys of a rule from its JSON; the text itself where a hand has spoiled it."""
    try:
        return json.loads(rule)
    except ValueError:
        return rule


def ask_for_alert(database: Database, stem: str, rule: Mapping[str, object], account: str, at: datetime) -> str:
    """Keep a rule under a name of its own and return that; it tells of what comes from this moment on."""
    row = database.execute("select coalesce(max(id), 0) + 1 as number from asked_alerts").fetchone()
    name = f"{stem}-{row.number}"
    database.execute(
        "insert into asked_alerts (name, rule, asked_by, asked_at) values (?, ?, ?, ?)",
        [name, json.dumps(rule, ensure_ascii=False), account, stamp(at)],
    )
    marks.register_rules(database, [name], at)
    return name


def end_alert(database: Database, name: str, account: str, at: datetime) -> None:
    """End a rule; what it has found and not told is not told any more."""
    ended = database.execute(
        "update asked_alerts set ended_at = ?, ended_by = ? where name = ? and ended_at is null returning 1",
        [stamp(at), account, name],
    ).fetchall()
    if ended:
        marks.forget_rule(database, name)


def renew_alert(database: Database, name: str, at: datetime) -> None:
    """Take back that a rule was ended; it tells of what comes from this moment on."""
    renewed = database.execute(
        "update asked_alerts set ended_at = null, ended_by = '' where name = ? and ended_at is not null returning 1",
        [name],
    ).fetchall()
    if renewed:
        marks.register_rules(database, [name], at)
