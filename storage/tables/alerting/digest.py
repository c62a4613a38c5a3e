"""What a span of time has brought, for a digest."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from storage.monitoring.access import Access
from storage.monitoring.health import ILL
from storage.sql import placeholders
from storage.tables.history.events import EventKind

#: changes that make earlier reading wrong
_WEIGHTY = (EventKind.CORRECTED, EventKind.WITHDRAWN, EventKind.REPLACED, EventKind.OFF_TOPIC)


class DigestStory(NamedTuple):
    """A story, or an article alone: its first text, how many are new in the span, and how many there are."""

    story: int | None
    article: int
    title: str
    opening: str
    url: str
    time: str
    source: str
    new: int
    articles: int
    sources: str


class DigestLine(NamedTuple):
    """A source or an article with a remark."""

    article: int
    title: str
    url: str
    remark: str


#: the articles on topic that were seen by the end of the span, by story or alone; copies count for their original
_UNITS = (
    "with units as (select coalesce(articles.story, original.story, -original.id, -articles.id) as unit, articles.* "
    "from articles left join articles as original on original.id = articles.duplicate_of "
    "where articles.on_topic and articles.first_seen < :end), "
    "counted as (select unit, sum(first_seen >= :begin) as new, count(*) as articles, min(first_seen) as since, "
    "group_concat(distinct sources.name) as names from units join sources on slug = source group by unit having new) "
)
_STORIES = (
    _UNITS + "select units.story, units.id, units.title, coalesce(nullif(units.standfirst, ''), "
    "substr(texts.text, 1, 600), ''), units.url, units.time, sources.name, new, counted.articles, names "
    "from counted join units on units.id = (select id from units as first where first.unit = counted.unit "
    "order by duplicate_of is not null, time, id limit 1) join sources on slug = units.source "
    "left join texts on texts.article = units.id where {condition} order by new desc, counted.articles desc, units.time"
)


def new_stories(database: Database, begin: str, end: str) -> list[DigestStory]:
    """Return the stories and lone articles that began in a span, those with most articles first."""
    return _stories(database, "since >= :begin", begin, end)


def growing_stories(database: Database, begin: str, end: str) -> list[DigestStory]:
    """Return the earlier stories that have got further articles in a span, those with most of them first."""
    return _stories(database, "since < :begin", begin, end)


def _stories(database: Database, condition: str, begin: str, end: str) -> list[DigestStory]:
    rows = database.execute(_STORIES.format(condition=condition), {"begin": begin, "end": end}).fetchall()
    return [DigestStory(*row) for row in rows]


def covered_releases(database: Database, begin: str, end: str) -> list[DigestLine]:
    """Return the releases that are new in a span or had texts by others in it, each with who wrote on it."""
    rows = database.execute(
        "select release.id, release.title, release.url, group_concat(distinct sources.name) as names, "
        "sum(member.first_seen >= :begin) as new from stories join articles as release on release.id = stories.release "
        "left join articles as member on member.story = stories.id and member.source <> release.source "
        "and member.on_topic and member.first_seen < :end left join sources on slug = member.source "
        "where release.first_seen < :end and release.on_topic group by stories.id "
        "having new or release.first_seen >= :begin order by new desc, release.time",
        {"begin": begin, "end": end},
    ).fetchall()
    return [DigestLine(number, title, url, names or "nobody yet") for number, title, url, names, _ in rows]


def weighty_changes(database: Database, begin: str, end: str) -> list[DigestLine]:
    """Return the articles that were corrected, withdrawn, replaced or found off topic in a span."""
    rows = database.execute(
        "select articles.id, title, url, group_concat(distinct kind) "
        "from events join articles on articles.id = article "
        f"where at >= ? and at < ? and kind in ({placeholders(_WEIGHTY)}) group by articles.id order by max(events.id)",
        [begin, end, *_WEIGHTY],
    ).fetchall()
    return [DigestLine(*row) for row in rows]


def unread_sources(database: Database) -> list[DigestLine]:
    """Return the sources that cannot be read as they should be at present, with the reason."""
    rows = database.execute(
        "select 0, name, homepage, coalesce(nullif(health_reason, ''), access) from sources "
        f"where health in ({placeholders(ILL)}) or access = ? order by name",
        [*ILL, Access.NEEDS_A_HAND],
    ).fetchall()
    return [DigestLine(*row) for row in rows]


def unread_pages(database: Database, begin: str, end: str) -> list[tuple[str, int]]:
    """Return the outcomes of pages first listed in a span that could not be read, with how many there are."""
    rows: list[tuple[str, int]] = database.execute(
        "select outcome, count(*) from pages where first_seen >= ? and first_seen < ? "
        "and outcome in ('error', 'blocked_by_robots', 'blocked_by_wall', 'too_large', 'pending') "
        "group by outcome order by 2 desc",
        [begin, end],
    ).fetchall()
    return [*rows]
