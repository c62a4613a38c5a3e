"""Articles, their links and their stories: what the grouping reads of the archive."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from plans import Link
from storage.clock import parse_stamp
from storage.sql import placeholders, plain_rows

#: a term that leads to more articles than this is asked for the nearest days only
MAX_ARTICLES_PER_TERM = 200
#: terms are kept by periods of so many days: those of the present stand close together, however large the archive
PERIOD = 16
#: kinds of sources whose own texts others draw on
RELEASING = ("ngo", "government")
#: in SQL, what puts articles of known ``kind`` in order: one that is known by its day or month comes after all
#: others of that, unless it is of a source that releases
ORDER = (
    f"iif(time = published and published_precision not in ('', 'second') and kind not in {RELEASING}, "
    "substr(time, 1, iif(published_precision = 'month', 7, 10)) || '~', time)"
)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the archive holds it; ``time`` is when it was published, or first seen where that is not known."""

    id: int
    source: str
    title: str
    text: str
    time: datetime
    on_topic: bool
    duplicate_of: int | None = None
    story: int | None = None
    #: of ``time``: second, day or month
    precision: str = "second"
    #: whether its source is one whose own texts others draw on
    releasing: bool = False
    #: ISO 639; empty where it is not known
    language: str = ""


@dataclass(frozen=True, slots=True)
class FingerprintHit:
    """One of the asked fingerprints in a stored article."""

    fingerprint: int
    article: int
    source: str
    #: when the article was published, as in "2021-04"
    month: str


@dataclass(frozen=True, slots=True)
class CandidateProfile:
    """An article that may tell the same event: its source, its time, its language and its packed profile."""

    id: int
    source: str
    time: datetime
    language: str
    profile: bytes


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article's place: its story, and what it is a copy of."""

    id: int
    story: int
    duplicate_of: int | None


def fingerprint_hits(database: Database, fingerprints: Collection[int], article: int) -> list[FingerprintHit]:
    """Return where these fingerprints stand in other articles."""
    statement = (
        "select hash, article, source, substr(time, 1, 7) from fingerprints "
        f"join articles on articles.id = article where hash in ({placeholders(fingerprints)}) and article <> ?"
    )
    return [FingerprintHit(*row) for row in plain_rows(database, statement, [*fingerprints, article])]


def articles_with_terms(
    database: Database, terms: Collection[int], day: int, window: int
) -> Iterator[tuple[int, list[int]]]:
    """Return each term with the articles of the days around ``day`` that it leads to; of a frequent one the nearest."""
    periods = range((day - window) // PERIOD, (day + window) // PERIOD + 1)
    rows = database.execute(
        "select value as term, (select group_concat(article) from (select article from terms "
        f"where period in ({placeholders(periods)}) and term = value and day between ? and ? limit ?)) as listed "
        "from json_each(?)",
        [*periods, day - window, day + window, MAX_ARTICLES_PER_TERM, json.dumps(list(terms))],
    ).fetchall()
    for term, listed in rows:
        articles = [int(article) for article in listed.split(",")] if listed else []
        if len(articles) < MAX_ARTICLES_PER_TERM or window < 2:
            yield term, articles
        else:
            yield from articles_with_terms(database, [term], day, window // 4)


def read_articles(database: Database, ids: Collection[int]) -> list[StoredArticle]:
    """Return these articles with their texts."""
    rows = database.execute(
        "select articles.id, source, title, text, time, on_topic, duplicate_of, story, "
        "iif(time = published, published_precision, '') as precision, kind, articles.language from articles "
        "join texts on texts.article = articles.id join sources on sources.slug = source "
        f"where articles.id in ({placeholders(ids)}) order by articles.id",
        list(ids),
    )
    return [
        StoredArticle(
            id=row.id,
            source=row.source,
            title=row.title,
            text=row.text,
            time=parse_stamp(row.time),
            on_topic=bool(row.on_topic),
            duplicate_of=row.duplicate_of,
            story=row.story,
            precision=row.precision or "second",
            releasing=row.kind in RELEASING,
            language=row.language,
        )
        for row in rows
    ]


def read_candidate_profiles(database: Database, ids: Collection[int]) -> list[CandidateProfile]:
    """Return those of these articles that can be joined: on topic, and no copies."""
    rows = database.execute(
        f"select id, source, time, language, profile from articles "
        "join profiles on profiles.article = articles.id "
        f"where id in ({placeholders(ids)}) and on_topic and duplicate_of is null order by id",
        list(ids),
    )
    return [CandidateProfile(row.id, row.source, parse_stamp(row.time), row.language, row.profile) for row in rows]


def stories_of(database: Database, articles: Collection[int]) -> set[int]:
    """Return the stories that these articles are in."""
    rows = database.execute(
        f"select distinct story from articles where id in ({placeholders(articles)}) and story is not null",
        list(articles),
    )
    return {row.story for row in rows}


def read_members(database: Database, stories: Collection[int]) -> list[StoryMember]:
    """Return every article of these stories."""
    rows = database.execute(
        f"select id, story, duplicate_of from articles where story in ({placeholders(stories)}) order by id",
        list(stories),
    )
    return [StoryMember(row.id, row.story, row.duplicate_of) for row in rows]


def releases(database: Database, source: str) -> bool:
    """Return whether a source is one whose own texts others draw on."""
    row = database.execute("select kind from sources where slug = ?", [source]).fetchone()
    return row is not None and row.kind in RELEASING


def copies_of(database: Database, articles: Collection[int]) -> dict[int, int]:
    """Return the copies of these articles, each with what it is a copy of."""
    rows = database.execute(
        f"select id, duplicate_of from articles where duplicate_of in ({placeholders(articles)})", list(articles)
    )
    return dict(rows.fetchall())


def articles_sharing_text(database: Database, article: int) -> set[int]:
    """Return the articles that are known to draw on this one, or it on them."""
    rows = database.execute(
        "select later as other from reuse where earlier = ?1 union select earlier from reuse where later = ?1",
        [article],
    )
    return {row.other for row in rows}


def texts_in_time(database: Database, articles: Collection[int]) -> list[int]:
    """Return those of these articles that are no copies, the earliest first."""
    rows = database.execute(
        "select articles.id from articles join sources on sources.slug = source "
        f"where articles.id in ({placeholders(articles)}) and duplicate_of is null order by {ORDER}, articles.id",
        list(articles),
    )
    return [row.id for row in rows]


def releases_among(database: Database, articles: Collection[int]) -> list[int]:
    """Return those of these articles that are the releases of stories."""
    rows = database.execute(
        f"select release from stories where release in ({placeholders(articles)}) order by id", list(articles)
    )
    return [row.release for row in rows]


def links_of(database: Database, articles: Collection[int]) -> list[Link]:
    """Return the scores between these articles and all others."""
    rows = database.execute(
        f"select article, other, score, translated from links where article in ({placeholders(articles)}) union "
        f"select article, other, score, translated from links where other in ({placeholders(articles)})",
        [*articles, *articles],
    )
    return [Link(row.article, row.other, row.score, bool(row.translated)) for row in rows]


def constraints_on(database: Database, articles: Collection[int]) -> dict[tuple[int, int], bool]:
    """Return the constraints on these articles, by pair in ascending order: true for must-link, else cannot-link."""
    rows = database.execute(
        f"select article, other, together from decisions where article in ({placeholders(articles)}) union "
        f"select article, other, together from decisions where other in ({placeholders(articles)})",
        [*articles, *articles],
    )
    return {(article, other): bool(together) for article, other, together in rows}


def number_now(database: Database, story: int) -> int | None:
    """Return the number under which a story is found now, as it may have moved; None where there was no such story."""
    row = database.execute(
        "select id from stories where id = ?1 union all select story from moved_stories where old = ?1", [story]
    ).fetchone()
    return int(row.id) if row else None
