"""After a run: how each source is doing, in its row, and a notice where it fell ill or recovered."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from storage.clock import stamp
from storage.monitoring import alerts
from storage.monitoring.health import (
    ILL,
    MEMORY,
    WEIGHTS,
    Health,
    Signs,
    Trouble,
    assess_health,
    coverage,
    expected_since,
    next_try,
    rates,
)
from storage.sql import scalar
from storage.tables import discovery
from storage.tables.pages import PAYWALL_REASONS
from storage.tables.probing import seeds

#: pages looked at for the share that has a field
LOOK_BACK = 100
#: the pages asked for last, and how far back, by which a source is told that lets nobody in; from half of them on
WALL_PAGES = 20
WALL_SPAN = timedelta(days=3)
#: of fewer pages all must be walls: one of two says little; chosen, not measured
MIN_WALL_PAGES = 4


def look_at_all(database: Database, since: datetime, at: datetime) -> list[str]:
    """Judge every source that was asked since a moment; return a sentence for each that fell ill or recovered."""
    with database.atomic():
        asked = database.execute(
            "select distinct source from discovery where last_fetched >= ? order by source", [stamp(since)]
        ).fetchall()
        return [news for (source,) in asked if (news := look_at(database, source, since, at))]


def look_at(database: Database, source: str, since: datetime, at: datetime) -> str:
    """Write down a source's state and when it is asked next; return the alert, if there is one."""
    signs = signs_of(database, source, since, at)
    health, reason = assess_health(signs)
    before, weight = database.execute("select health, weight from sources where slug = ?", [source]).fetchone()
    weight = weight + WEIGHTS[signs.trouble] if signs.trouble and has_failed(database, source) else 0.0
    pause = next_try(weight, at)
    database.execute(
        "update sources set health_since = iif(health = :health, health_since, :at), health = :health, "
        "health_reason = :reason, weight = :weight, next_try = :pause where slug = :source",
        {
            "health": health,
            "at": stamp(at),
            "reason": reason,
            "weight": weight,
            "pause": stamp(pause) if pause else None,
            "source": source,
        },
    )
    message = notice(source, before, health, reason)
    if message:
        alerts.add_alert(database, source, health, message, at)
    return message


def notice(source: str, before: str, health: Health, reason: str) -> str:
    """Return what people are to be told of a source whose state changed; empty where it is nothing."""
    was_ill = before in ILL
    if health in ILL and not was_ill:
        return f"{source} is ill ({health}): {reason}"
    if was_ill and health not in ILL:
        return f"{source} has recovered: it was {before}, now it is {health}"
    return ""


def has_failed(database: Database, source: str) -> bool:
    """Return whether nothing of a source could be read at the last try."""
    return bool(scalar(database, "select failures from sources where slug = ?", [source]))


def signs_of(database: Database, source: str, since: datetime, at: datetime) -> Signs:
    """Return what the database knows of a source's state."""
    troubles = [] if seeds.make_up(database, source, since) else discovery.troubles(database, source, since)
    expect = scalar(database, "select expect from sources where slug = ?", [source])
    days = days_of(database, source, at)
    last, silent, expected = max(days, default=None), 0, None
    if last:
        archive = min(days)
        usual = rates({day: pages for day, pages in days.items() if day > archive}, expect)
        silent, expected = (at.date() - last).days, expected_since(last, at.date(), usual)
    wall = walled(database, source, at)
    trouble, reason = troubles[0] if troubles else (Trouble.BLOCKED, wall) if wall else ("", "")
    return Signs(
        Trouble(trouble) if trouble else None,
        reason,
        silent,
        expected,
        discovery.suddenly_empty(database, source),
        coverages(database, source),
    )


def walled(database: Database, source: str, at: datetime) -> str:
    """Return a sentence on the walls that a source's pages stand behind; empty where most of them could be had."""
    paywall = " or ".join("reason like ?" for _ in PAYWALL_REASONS)
    rows = database.execute(
        f"select outcome = 'blocked_by_wall' and not ({paywall}), reason from pages where source = ? "
        "and last_fetched >= ? and outcome not in ('pending', 'error') order by last_fetched desc limit ?",
        [*(f"{reason}%" for reason in PAYWALL_REASONS), source, stamp(at - WALL_SPAN), WALL_PAGES],
    ).fetchall()
    reasons = Counter(reason for is_wall, reason in rows if is_wall)
    share = reasons.total() / len(rows) if rows else 0.0
    if share < (0.5 if len(rows) >= MIN_WALL_PAGES else 1.0) or not reasons:
        return ""
    return f"{reasons.total()} of the last {len(rows)} pages are behind a wall: {reasons.most_common(1)[0][0]}"


def days_of(database: Database, source: str, at: datetime) -> dict[date, int]:
    """Return the pages that a source has listed first on each day, as far back as is remembered."""
    rows = database.execute(
        "select substr(first_seen, 1, 10), count(*) from pages where source = ? and first_seen >= ? group by 1",
        [source, stamp(at - MEMORY)],
    ).fetchall()
    return {date.fromisoformat(day): pages for day, pages in rows}


def coverages(database: Database, source: str) -> dict[str, tuple[float, float]]:
    """Return by field the share of a source's articles that has it, earlier and lately; left out where too few."""
    articles = database.execute(
        "select published is not null as dated, authors <> '' as signed from articles where source = ? "
        "order by id desc limit ?",
        [source, LOOK_BACK],
    ).fetchall()
    bodies = database.execute(
        "select outcome not in ('too_short', 'not_an_article') as readable from pages "
        "where source = ? and last_full is not null order by first_seen desc limit ?",
        [source, LOOK_BACK],
    ).fetchall()
    has = {
        "a date": [bool(row.dated) for row in articles],
        "an author": [bool(row.signed) for row in articles],
        "a text": [bool(row.readable) for row in bodies],
    }
    return {name: shares for name, values in has.items() if (shares := coverage(values))}
