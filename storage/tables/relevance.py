"""What the judge has said of stored articles: read in batches, written back, and how far a new judging has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from items import Article, Hint, Match, Outcome
from storage.clock import now
from storage.sql import execute_many, placeholders, scalar
from storage.tables import articles
from storage.tables.grouping import members
from storage.tables.hints import read_hint
from storage.tables.history.events import record_event, topic_event

#: so many articles or pages are in memory at a time
BATCH = 200
#: pages whose text was not kept, since no term stood in it
UNKEPT = "outcome = 'off_topic' and article is null"
#: what a page that is to be fetched again waits for
ADDED = "terms were added since it was found off topic"


@dataclass(frozen=True, slots=True)
class Judged:
    """A stored article with what was said of it last; ``label`` is a person's verdict, None where there is none."""

    id: int
    url: str
    article: Article
    relevance: float
    on_topic: bool
    label: bool | None
    matches: tuple[Match, ...]


def count_articles(database: Database, after: int = 0) -> int:
    """Return how many articles there are beyond this number."""
    return int(scalar(database, "select count(*) from articles where id > ?", [after]))


def batches(database: Database, after: int = 0) -> Iterator[list[Judged]]:
    """Return every article beyond this number, in order."""
    while batch := read_judged(database, "articles.id > ? order by articles.id limit ?", [after, BATCH]):
        yield batch
        after = batch[-1].id


def labelled(database: Database) -> list[Judged]:
    """Return the articles that a person has labelled, in order."""
    return read_judged(database, "labels.article is not null order by articles.id", [])


def with_phrase(database: Database, phrase: str) -> list[Judged]:
    """Return the latest articles with a phrase of plain words, as many as are in memory at a time."""
    found = "select rowid from articles_fts where articles_fts match ? order by rowid desc limit ?"
    return read_judged(database, f"articles.id in ({found}) order by articles.id desc", [f'"{phrase}"', BATCH])


def read_judged(database: Database, condition: str, values: Collection[object]) -> list[Judged]:
    """Return the articles that meet a condition."""
    rows = database.execute(
        "select articles.id, url, title, text, standfirst, relevance, articles.on_topic, "
        "labels.on_topic as label from articles "
        "join texts on texts.article = articles.id left join labels on labels.article = articles.id "
        f"where {condition}",
        list(values),
    ).fetchall()
    matches = matches_of(database, [row.id for row in rows])
    return [
        Judged(
            row.id,
            row.url,
            Article(row.title, row.text, standfirst=row.standfirst),
            row.relevance,
            bool(row.on_topic),
            None if row.label is None else bool(row.label),
            tuple(matches[row.id]),
        )
        for row in rows
    ]


def matches_of(database: Database, numbers: Collection[int]) -> defaultdict[int, list[Match]]:
    """Return the terms found in these articles."""
    found: defaultdict[int, list[Match]] = defaultdict(list)
    for number, *values in database.execute(
        "select article, topic, term, count, weight, sentence from matches "
        f"where article in ({placeholders(numbers)}) order by article, topic, abs(weight) desc, term",
        list(numbers),
    ).fetchall():
        found[number].append(Match(*values))
    return found


def write_score(database: Database, number: int, relevance: float, matches: tuple[Match, ...]) -> None:
    """Replace an article's relevance and terms."""
    database.execute("update articles set relevance = ? where id = ?", [relevance, number])
    articles.save_matches(database, number, matches)


def write_verdict(database: Database, number: int, on_topic: bool) -> None:
    """Say whether an article is on topic; one that goes out leaves its story."""
    story, before = database.execute("select story, on_topic from articles where id = ?", [number]).fetchone()
    if bool(before) != on_topic:
        record_event(database, number, topic_event(on_topic), now())
    database.execute("update articles set on_topic = ? where id = ?", [int(on_topic), number])
    if on_topic or story is None:
        return
    database.execute("update articles set story = null where id = ?", [number])
    if database.execute("select 1 from articles where story = ?", [story]).fetchone():
        members.update_story(database, story, story)
    else:
        database.execute("delete from moved_stories where story = ?", [story])
        database.execute("delete from stories where id = ?", [story])


def write_outcome(database: Database, number: int, outcome: Outcome, reason: str) -> None:
    """Say of the page an article was taken from what became of it."""
    database.execute(
        "update pages set outcome = ?, reason = ? where url = (select page from articles where id = ?) "
        "and outcome in ('stored', 'off_topic', 'duplicate')",
        [outcome, reason, number],
    )


def stands_alone(database: Database, number: int) -> None:
    """Say of the page of an article that was taken for a copy, and is none, that it is stored as any other."""
    database.execute(
        "update pages set outcome = 'stored', reason = '' where outcome = 'duplicate' "
        "and url = (select page from articles where id = ? and duplicate_of is null and on_topic)",
        [number],
    )


def progress(database: Database, topics: str) -> int:
    """Return the last article that an interrupted judging by topics of this fingerprint has reached; 0 without one."""
    row = database.execute("select article from rescoring where topics = ?", [topics]).fetchone()
    return int(row.article) if row else 0


def reached(database: Database, topics: str, number: int) -> None:
    """Note the last article that has been judged by the topics of this fingerprint."""
    database.execute("insert or replace into rescoring (id, topics, article) values (1, ?, ?)", [topics, number])


def done(database: Database) -> None:
    """Note that the whole archive has been judged."""
    database.execute("delete from rescoring")


def count_unkept(database: Database) -> int:
    """Return how many pages were found without any term, so that their text was not kept."""
    return int(scalar(database, f"select count(*) from pages where {UNKEPT}"))


def unkept(database: Database) -> Iterator[list[Hint]]:
    """Return pages whose text was not kept, with what the list that they were found in said of them."""
    last = 0
    while rows := database.execute(
        f"select rowid, url, hint from pages where {UNKEPT} and rowid > ? order by rowid limit ?", [last, BATCH]
    ).fetchall():
        yield [read_hint(url, hint) for _, url, hint in rows]
        last = rows[-1][0]


def fetch_again(database: Database, addresses: Collection[str]) -> None:
    """Mark pages as waiting; what would let the site answer that nothing changed is forgotten."""
    execute_many(
        database,
        "update pages set outcome = 'pending', reason = ?, etag = '', last_modified = '', body_hash = '' where url = ?",
        [(ADDED, url) for url in addresses],
    )
