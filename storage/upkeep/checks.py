"""Whether a database is whole: its pages, its references, the index of its words, and its counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Final

from sqlite_utils import Database

from storage.schema.failures import READ_ONLY, remedy_for
from storage.sql import scalar

#: faults of one kind that are told; there may be as many as pages
_MOST_TOLD = 5

_ARTICLES_COUNTED: Final = """
    select source, substr(time, 1, 7), language, on_topic, duplicate_of is not null, count(*) from articles
    group by 1, 2, 3, 4, 5"""
_PAGES_COUNTED: Final = "select substr(first_seen, 1, 13), outcome, count(*) from pages group by 1, 2"
_MEMBERS_COUNTED: Final = """
    select story, count(*), count(distinct source), sum(duplicate_of is null) from articles
    where story is not null group by 1"""
#: tables of counts, what they hold, and what is counted: the same columns in the same order
_COUNTS: Final = {
    "article_counts": (
        "select source, month, language, on_topic, copy, articles from article_counts where articles <> 0",
        _ARTICLES_COUNTED,
    ),
    "page_counts": ("select hour, outcome, pages from page_counts where pages <> 0", _PAGES_COUNTED),
    "stories": ("select id, articles, sources, independent_texts from stories", _MEMBERS_COUNTED),
}
_NOT_INDEXED: Final = "select count(*) from texts where article not in (select id from articles_fts_docsize)"
_WITHOUT_TEXT: Final = "select count(*) from articles_fts_docsize where id not in (select article from texts)"
_TEXTLESS: Final = "select count(*) from articles where id not in (select article from texts)"


def check_database(database: Database) -> Iterator[str]:
    """Yield a sentence for each fault of the main database; nothing is changed."""
    for check in (check_pages, check_references, check_texts, check_words, check_counts):
        yield from told_if_broken(database, check)


def check_raw_pages(database: Database) -> Iterator[str]:
    """Yield a sentence for each fault of the archive of raw pages."""
    yield from told_if_broken(database, check_pages)


def told_if_broken(database: Database, check: Callable[[Database], Iterator[str]]) -> Iterator[str]:
    """Yield what a check finds, and that it could not go on where the file is too damaged for it."""
    try:
        yield from check(database)
    except sqlite3.DatabaseError as error:
        yield f"{check.__name__.replace('_', ' ')}: {error}"


def check_pages(database: Database) -> Iterator[str]:
    """Yield what SQLite finds wrong with the file's pages, its indexes and its constraints."""
    for (found,) in database.execute(f"pragma integrity_check({_MOST_TOLD})").fetchall():
        if found != "ok":
            yield f"the file is damaged: {found}"


def check_references(database: Database) -> Iterator[str]:
    """Yield the tables in which rows refer to rows that are not there."""
    rows = database.execute(
        'select "table", parent, count(*) from pragma_foreign_key_check() group by 1, 2 order by 1, 2'
    ).fetchall()
    for table, parent, number in rows:
        yield f"{number:,} rows of {table} refer to rows of {parent} that are not there"


def check_texts(database: Database) -> Iterator[str]:
    """Yield how many articles have no text, and where texts and the entries of the full-text index do not match."""
    for statement, fault in (
        (_TEXTLESS, "articles have no text"),
        (_NOT_INDEXED, "texts are not in the full-text index, so that no search finds them"),
        (_WITHOUT_TEXT, "entries of the full-text index belong to no text"),
    ):
        number = scalar(database, statement)
        if number:
            yield f"{number:,} {fault}"


def check_words(database: Database) -> Iterator[str]:
    """Yield whether the words of the full-text index are others than those of the texts.

    SQLite asks this by a statement that counts as writing; where nothing may be written it is left out.
    """
    try:
        database.execute("begin immediate")
        database.execute("insert into articles_fts (articles_fts, rank) values ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if remedy_for(error) != READ_ONLY:
            yield (
                f"the words in the full-text index are not those of the texts ({error}); "
                "sqlite-utils rebuild-fts DATABASE articles_fts makes it anew"
            )
    finally:
        database.rollback()


def check_counts(database: Database) -> Iterator[str]:
    """Yield the tables of counts that differ from what they count."""
    for table, (noted, counted) in _COUNTS.items():
        differing = scalar(database, f"select count(*) from (select * from ({noted}) except select * from ({counted}))")
        missing = scalar(database, f"select count(*) from (select * from ({counted}) except select * from ({noted}))")
        if differing or missing:
            yield f"{max(differing, missing):,} rows of {table} are not what the tables hold that they count"
