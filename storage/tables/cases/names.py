"""The index of names: in which articles a name or docket number stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.clock import parse_stamp
from storage.sql import execute_many

#: articles read of one name; a name in more is not rare
MAX_ARTICLES_PER_NAME = 60


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article that may be a chapter of a case: its story's case (the story's own number where it has none)."""

    article: int
    #: by its number; an article that is in no story stands for itself, below zero
    story: int
    case: int
    source: str
    time: datetime
    profile: bytes


def chapters_with_name(database: Database, name: int) -> list[tuple[Chapter, int]]:
    """Return articles in which a name stands, MAX_ARTICLES_PER_NAME at most, each with the name's flags there."""
    rows = database.execute(
        "select case_names.article, flags, source, time, profile, coalesce(articles.story, -articles.id) as story, "
        "coalesce(case_stories.number, articles.story, -articles.id) as number from case_names "
        "join articles on articles.id = case_names.article join profiles on profiles.article = articles.id "
        "left join case_stories on case_stories.story = articles.story "
        "where name = ? and on_topic and duplicate_of is null limit ?",
        [name, MAX_ARTICLES_PER_NAME],
    )
    return [
        (Chapter(row.article, row.story, row.number, row.source, parse_stamp(row.time), row.profile), row.flags)
        for row in rows
    ]


def write_names(database: Database, article: int, names: Collection[tuple[int, int]]) -> None:
    """Index an article under these names; what an earlier version of it left behind does no harm."""
    execute_many(
        database,
        "insert into case_names (name, article, flags) values (?, ?, ?) "
        "on conflict (name, article) do update set flags = excluded.flags",
        [(name, article, flags) for name, flags in names],
    )
