"""The articles that are new to alerting rules, side by side with what rules ask of them, for the time of one look."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from storage.alerting.rules import AlertRule, Subject
from storage.clock import stamp
from storage.datasette.fts_query import match_expression
from storage.sql import placeholders, plain_rows

#: a story by its number, an article without one by that of its original, below zero
_UNIT = "coalesce(articles.story, original.story, -original.id, -articles.id)"
_COLUMNS = "article, arrival, unit, size, source, kind, country, language, release_source"
_SELECTED = f"""
  select articles.id, {{arrival}}, {_UNIT}, coalesce(stories.articles, 1), articles.source, sources.kind,
    sources.country, articles.language, release.source
  from {{origin}} join sources on sources.slug = articles.source
  left join articles as original on original.id = articles.duplicate_of
  left join stories on stories.id = coalesce(articles.story, original.story)
  left join articles as release on release.id = stories.release
"""


class FreshStory(NamedTuple):
    """A story, or an article alone, that fits a rule: the first of its new articles, and how large it is."""

    unit: int
    article: int
    size: int


def gather_arrivals(database: Database, after: int, until: int) -> None:
    """Lay out the articles on topic among the arrivals of a span."""
    origin = "arrivals join articles on articles.id = arrivals.article"
    _lay_out(
        database,
        _SELECTED.format(arrival="max(arrivals.id)", origin=origin)
        + "where arrivals.id > ? and arrivals.id <= ? and articles.on_topic = 1 group by articles.id",
        [after, until],
    )


def gather_since(database: Database, since: datetime) -> None:
    """Lay out the articles on topic that were first seen since a moment."""
    _lay_out(
        database,
        _SELECTED.format(arrival="1", origin="articles") + "where articles.on_topic = 1 and articles.first_seen >= ?",
        [stamp(since)],
    )


def _lay_out(database: Database, selected: str, values: Sequence[object]) -> None:
    database.execute("drop table if exists temp.fresh")
    database.execute(
        "create temp table fresh (article integer primary key, arrival integer, unit integer, size integer, "
        "source text, kind text, country text, language text, release_source text)"
    )
    database.execute(f"insert into temp.fresh ({_COLUMNS}) {selected}", values)
    database.execute("drop table if exists temp.fresh_members")
    database.execute(
        "create temp table fresh_members (unit integer, article integer, primary key (unit, article)) without rowid"
    )
    database.execute(
        "insert into temp.fresh_members with units as (select distinct unit from temp.fresh) "
        "select unit, articles.id from units join articles on articles.story = unit where unit > 0 "
        "union select unit, articles.id from units join articles on articles.id = -unit "
        "union select unit, articles.id from units join articles on articles.duplicate_of = -unit"
    )


def candidates_for(database: Database, rule: AlertRule, after: int) -> list[FreshStory]:
    """Return the stories and lone articles that fit a rule by an article that arrived after a number."""
    conditions, values = conditions_of(rule)
    conditions.append("arrival > ?")
    rows = plain_rows(
        database,
        f"select unit, article, size from temp.fresh where {' and '.join(conditions)} order by article",
        [*values, after],
    )
    first: dict[int, FreshStory] = {}
    for row in rows:
        if row[0] not in first:
            first[row[0]] = FreshStory._make(row)
    return [*first.values()]


def conditions_of(rule: AlertRule) -> tuple[list[str], list[object]]:
    """Return what a rule asks of a row of the laid out articles, in SQL with its values."""
    conditions, values = ["size >= ?"], list[object]([rule.size])
    for column in ("kind", "country", "language"):
        if wanted := getattr(rule, column):
            conditions.append(f"{column} in ({placeholders(wanted)})")
            values += wanted
    if rule.source:
        by_release = rule.on is Subject.PICKUPS
        others = f"release_source in ({placeholders(rule.source)}) and source <> release_source"
        conditions.append(others if by_release else f"source in ({placeholders(rule.source)})")
        values += rule.source
    if rule.on in {Subject.STORIES, Subject.FIGURES}:
        conditions.append("unit > 0")
    if rule.term:
        conditions.append(f"article in (select article from matches where term in ({placeholders(rule.term)}))")
        values += rule.term
    if rule.query:
        # the bounds spare the index every older article
        conditions.append(
            "article in (select rowid from articles_fts where articles_fts match ? "
            "and rowid >= (select min(article) from temp.fresh) and rowid <= (select max(article) from temp.fresh))"
        )
        values.append(match_expression(rule.query))
    return conditions, values


def articles_of(database: Database, found: Iterable[FreshStory], after: int) -> set[int]:
    """Return the laid out articles of the stories found that arrived after a number."""
    rows = database.execute(
        "select article from temp.fresh where arrival > ? and unit in (select value from json_each(?))",
        [after, json.dumps([one.unit for one in found])],
    ).fetchall()
    return {article for (article,) in rows}
