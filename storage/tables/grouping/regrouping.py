"""Take all groups apart and number the new ones like the old: what ``scrapy regroup`` does to the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from storage.clock import now
from storage.tables.grouping import document_frequencies, members
from storage.tables.history.events import EventKind, forget_events, record_event


@dataclass(frozen=True, slots=True)
class RegroupingCounts:
    """What a regrouping has changed: articles in another story, copies found or lost, stories begun and dropped."""

    moved: int
    copies: int
    begun: int
    dropped: int


@dataclass(frozen=True, slots=True)
class RegroupedArticle:
    """An article that is in another story than before, or a copy of another article."""

    article: int
    title: str
    former_story: int | None
    story: int | None
    former_original: int | None
    original: int | None


def clear_groups(database: Database) -> int:
    """Remember how articles are grouped and forget all that was decided of them, except by a person.

    Returns the highest number that a story has had so far.
    """
    database.execute("drop table if exists temp.former")
    database.execute(
        "create temp table former as select id as article, story, duplicate_of from articles "
        "where story is not null or duplicate_of is not null"
    )
    for table in ("fingerprints", "terms", "profiles", "links", "reuse", "case_names", "case_stories"):
        database.execute(f"delete from {table}")
    database.execute("delete from case_links where confirmed is null")
    document_frequencies.clear(database)
    database.execute("update articles set story = null, duplicate_of = null")
    return members.highest_number(database)


def articles_of_unknown_language(database: Database) -> Iterator[tuple[int, str, str]]:
    """Return the articles that an earlier version left without a language code: number, text, what it noted instead."""
    rows = database.execute(
        "select id, language from articles where language not glob '[a-z][a-z]' and language <> 'ceb'"
    ).fetchall()
    for number, declared in rows:  # the texts of a large archive do not fit into memory
        row = database.execute("select text from texts where article = ?", [number]).fetchone()
        yield number, row.text, declared


def articles_by_time(database: Database) -> Iterator[int]:
    """Return every article in the order of its time."""
    database.execute("drop table if exists temp.waiting")
    database.execute("create temp table waiting as select id from articles order by time, id")
    last = 0
    while rows := database.execute(
        "select rowid, id from waiting where rowid > ? order by rowid limit 1000", [last]
    ).fetchall():
        last = rows[-1].rowid
        yield from (row.id for row in rows)


def restore_story_numbers(database: Database, highest: int, last: int) -> RegroupingCounts:
    """Give each new group the number of the former story that most of its articles were in, and return what changed.

    Groups have numbers above ``highest`` until then; events above ``last`` tell of these, and make way for what lasts.
    """
    begun = reassign_numbers(database)
    dropped = drop_empty_stories(database)
    database.execute("delete from moved_stories where old > ?", [highest])
    record_regrouped(database, last)
    changes = database.execute(
        "select coalesce(sum(articles.story is not former.story), 0) as moved, "
        "coalesce(sum(articles.duplicate_of is not former.duplicate_of), 0) as copies "
        "from articles left join former on former.article = articles.id"
    ).fetchone()
    return RegroupingCounts(changes.moved, changes.copies, begun, dropped)


def record_regrouped(database: Database, last: int) -> None:
    """Note which articles have gone from one story to another, in place of the events above ``last``."""
    forget_events(database, last, EventKind.REGROUPED)
    for one in list(regrouped_articles(database)):
        if one.story is not None and one.former_story not in {None, one.story}:
            detail = f"from story {one.former_story} to story {one.story}"
            record_event(database, one.article, EventKind.REGROUPED, now(), detail)


def regrouped_articles(database: Database) -> Iterator[RegroupedArticle]:
    """Return what has become different since the groups were taken apart, by number of the article."""
    rows = database.execute(
        "select id as article, title, former.story as former_story, articles.story as story, "
        "former.duplicate_of as former_original, articles.duplicate_of as original "
        "from articles left join former on former.article = articles.id "
        "where articles.story is not former.story or articles.duplicate_of is not former.duplicate_of order by id"
    )
    return (RegroupedArticle(**row._asdict()) for row in rows)


def reassign_numbers(database: Database) -> int:
    """Give former numbers to the groups that inherit them, and return how many groups remain that are new."""
    for name in ("given", "heirs"):
        database.execute(f"drop table if exists temp.{name}")
    database.execute("create temp table given (story integer primary key, former integer unique)")
    database.execute(
        "create temp table heirs as select articles.story, former.story as former, count(*) as articles "
        "from articles join former on former.article = articles.id "
        "where articles.story is not null and former.story is not null group by 1, 2"
    )
    # in this order each group takes the number it has the best claim to; a number or a group that is taken is ignored
    database.execute(
        "insert or ignore into given select story, former from heirs order by articles desc, former, story"
    )
    for story, former in database.execute("select story, former from given").fetchall():
        database.execute("update articles set story = ? where story = ?", [former, story])
        database.execute("update moved_stories set story = ? where story = ?", [former, story])
        database.execute("delete from stories where id = ?", [story])
        members.update_story(database, former, former)
    row = database.execute(
        "select count(distinct story) as begun from articles "
        "where story is not null and story not in (select former from given)"
    ).fetchone()
    return int(row.begun)


def drop_empty_stories(database: Database) -> int:
    """Drop the stories that are empty now; each leads to the one that most of its articles went to."""
    dropped = 0
    for (story,) in database.execute(
        "select id from stories where id not in (select story from articles where story is not null)"
    ).fetchall():
        heir = database.execute(
            "select coalesce(given.former, heirs.story) as story "
            "from heirs left join given on given.story = heirs.story "
            "where heirs.former = ? order by heirs.articles desc limit 1",
            [story],
        ).fetchone()
        if heir:
            members.drop_story(database, story, heir.story)
        else:
            database.execute("delete from moved_stories where story = ?", [story])
            database.execute("delete from stories where id = ?", [story])
        dropped += 1
    return dropped
