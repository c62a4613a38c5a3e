"""What rules find beside new articles: changes, sources that need a hand, the watch's own silence."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.alerting.rules import AlertRule
from storage.clock import stamp
from storage.datasette.fts_query import match_expression
from storage.monitoring.access import Access
from storage.monitoring.present import watch_of
from storage.sql import placeholders
from storage.tables import runs
from storage.tables.alerting.matches import AlertMatch


def changes_for(database: Database, rule: AlertRule, after: int, until: int) -> list[AlertMatch]:
    """Return the changes of a span of events that fit a rule."""
    conditions, values = ["events.id > ?", "events.id <= ?"], list[object]([after, until])
    wanted = {
        "events.kind": rule.changes,
        "sources.kind": rule.kind,
        "sources.country": rule.country,
        "articles.language": rule.language,
        "articles.source": rule.source,
    }
    for column, some in wanted.items():
        if some:
            conditions.append(f"{column} in ({placeholders(some)})")
            values += some
    if rule.term:
        conditions.append(f"articles.id in (select article from matches where term in ({placeholders(rule.term)}))")
        values += rule.term
    if rule.query:
        conditions.append("articles.id in (select rowid from articles_fts where articles_fts match ?)")
        values.append(match_expression(rule.query))
    rows = database.execute(
        "select events.id, article from events join articles on articles.id = article "
        f"join sources on slug = source where {' and '.join(conditions)} order by events.id",
        values,
    ).fetchall()
    return [AlertMatch("event", str(event), article) for event, article in rows]


def sources_in_need(database: Database, rule: AlertRule) -> list[AlertMatch]:
    """Return the sources that need a hand, of those that a rule names or of all."""
    rows = database.execute("select slug from sources where access = ? order by slug", [Access.NEEDS_A_HAND]).fetchall()
    return [AlertMatch("source", slug) for (slug,) in rows if slug in rule.source or not rule.source]


def silence_of_watch(database: Database, at: datetime) -> list[AlertMatch]:
    """Return the silence of the watch, named after its last good run, where no run has ended well in time."""
    watch = watch_of(runs.latest(database))
    if not watch.is_overdue(at):
        return []
    return [AlertMatch("silence", stamp(watch.good) if watch.good else "never")]
