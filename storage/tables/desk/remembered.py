"""Rows as they stand before a person's instruction, and as they are put back when it is undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlite_utils import Database

from storage.sql import placeholders
from storage.tables.cases.links import update_cases
from storage.tables.grouping.stories import number_now

#: rows of a table, each with the names of its columns
Rows = list[dict[str, Any]]


def read_rows(database: Database, table: str, articles: Sequence[int], columns: Sequence[str]) -> Rows:
    """Return the rows of a table that name one of these articles in one of the columns."""
    condition = " or ".join(f"{column} in ({placeholders(articles)})" for column in columns)
    found = database.execute(f"select * from {table} where {condition}", [*articles] * len(columns)).fetchall()
    return [row._asdict() for row in found]


def replace_rows(database: Database, table: str, articles: Sequence[int], columns: Sequence[str], rows: Rows) -> None:
    """Put rows in the place of those that name one of these articles, without those of articles that are gone."""
    condition = " or ".join(f"{column} in ({placeholders(articles)})" for column in columns)
    database.execute(f"delete from {table} where {condition}", [*articles] * len(columns))
    known = set(existing(database, {row[column] for row in rows for column in columns}))
    kept = [row for row in rows if all(row[column] in known for column in columns)]
    for row in kept:
        database.execute(
            f"insert or replace into {table} ({', '.join(row)}) values ({placeholders(row)})", list(row.values())
        )


def replace_case_links(database: Database, articles: Sequence[int], rows: Rows) -> None:
    """Put links between chapters in the place of these articles' links, and work out their cases anew."""
    replace_rows(database, "case_links", articles, ("article", "earlier"), rows)
    stories = database.execute(
        f"select distinct story from articles where id in ({placeholders(articles)}) and story is not null", articles
    ).fetchall()
    update_cases(database, {row.story for row in stories})


def articles_of_stories(database: Database, stories: Collection[int], articles: Collection[int]) -> list[int]:
    """Return the articles of these stories, whatever numbers they have by now, and of the stories of these articles."""
    numbers = [found for one in stories if (found := number_now(database, one)) is not None]
    rows = database.execute(
        f"select id from articles where id in ({placeholders(articles)}) or story in ({placeholders(numbers)}) "
        f"or story in (select story from articles where id in ({placeholders(articles)})) order by id",
        [*articles, *numbers, *articles],
    )
    return [row.id for row in rows]


def stories_by_article(database: Database, articles: Collection[int]) -> list[tuple[int, int]]:
    """Return the story of each of these articles."""
    return database.execute(
        f"select id, story from articles where id in ({placeholders(articles)}) and story is not null", [*articles]
    ).fetchall()


def redirect_story_numbers(database: Database, before: Collection[tuple[int, int]]) -> None:
    """Have the numbers of stories that are no more lead to where their articles are now."""
    for article, number in before:
        database.execute(
            "insert or replace into moved_stories (old, story) select ?2, story from articles "
            "where id = ?1 and story is not null and not exists (select 1 from stories where id = ?2)",
            [article, number],
        )


def existing(database: Database, articles: Collection[int]) -> list[int]:
    """Return those of these articles that still exist, in order."""
    rows = database.execute(f"select id from articles where id in ({placeholders(articles)}) order by id", [*articles])
    return [row.id for row in rows]


def is_on_topic(database: Database, article: int) -> bool:
    """Return whether an article is on topic now."""
    return bool(database.execute("select on_topic from articles where id = ?", [article]).fetchone().on_topic)


def lift_bar(database: Database, address: str) -> None:
    """Let an address be stored again that was kept out for good."""
    database.execute("delete from takedowns where url = ?", [address])
