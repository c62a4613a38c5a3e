"""What was decided of an article's kin (copies, stories, reuse), and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from storage import stories

#: stands for the article that is being decided on, which has no id before it is stored
THIS = 0


@dataclass(frozen=True, slots=True)
class Reuse:
    """How a later article draws on an earlier one; the shares count running words, 0 to 1."""

    earlier: int
    later: int
    #: verbatim, edited, paraphrased, quote only or figures only
    kind: str
    share_of_earlier: float
    share_of_later: float
    lag_hours: float


@dataclass(frozen=True, slots=True)
class Link:
    """How surely this article and another tell the same event, as log-odds."""

    article: int
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one story after the decision; ``story`` is None where a new one begins."""

    story: int | None
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kinship:
    """A plan for one article: what to note of it, and what changes among those already stored."""

    #: days since 1970, for the index of terms
    day: int
    fingerprints: tuple[int, ...]
    terms: tuple[int, ...]
    duplicate_of: int | None = None
    #: stored articles that are copies of this earlier one
    copies: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    reuse: tuple[Reuse, ...] = ()


def carry_out(database: Database, article_id: int, kinship: Kinship) -> None:
    """Writes down what was decided of an article that has just been stored. Belongs into the caller's transaction."""
    write_index(database, article_id, kinship)
    write_copies(database, article_id, kinship)
    write_links(database, article_id, kinship)
    write_reuse(database, article_id, kinship)
    stories.write_groups(
        database, [(group.story, [member or article_id for member in group.members]) for group in kinship.groups]
    )


def write_index(database: Database, article: int, kinship: Kinship) -> None:
    """Notes the fingerprints and terms by which later articles find this one."""
    execute_many(
        database,
        "insert or ignore into fingerprints (hash, article) values (?, ?)",
        [(fingerprint, article) for fingerprint in kinship.fingerprints],
    )
    execute_many(
        database,
        "insert or ignore into terms (term, day, article) values (?, ?, ?)",
        [(term, kinship.day, article) for term in kinship.terms],
    )


def write_copies(database: Database, article: int, kinship: Kinship) -> None:
    """Points the copies at the earliest article; those that pointed at a copy follow it."""
    database.execute("update articles set duplicate_of = ? where id = ?", [kinship.duplicate_of, article])
    for copy in kinship.copies:
        database.execute("update articles set duplicate_of = ? where id = ? or duplicate_of = ?", [article, copy, copy])


def write_links(database: Database, article: int, kinship: Kinship) -> None:
    """Replaces the article's links to others."""
    database.execute("delete from links where article = ? or other = ?", [article, article])
    for link in kinship.links:
        pair = (link.article, article, link.score)
        database.execute(
            "insert or replace into links (article, other, score) values (min(?1, ?2), max(?1, ?2), ?3)", pair
        )


def write_reuse(database: Database, article: int, kinship: Kinship) -> None:
    """Replaces what is known of the article's reuse of others and by others."""
    database.execute("delete from reuse where earlier = ? or later = ?", [article, article])
    for reuse in kinship.reuse:
        database.table("reuse").insert(
            {
                "earlier": reuse.earlier or article,
                "later": reuse.later or article,
                "kind": reuse.kind,
                "share_of_earlier": reuse.share_of_earlier,
                "share_of_later": reuse.share_of_later,
                "lag_hours": reuse.lag_hours,
            }
        )


def execute_many(database: Database, sql: str, rows: list[tuple[int, ...]]) -> None:
    """Runs one statement for many rows inside the caller's transaction."""
    database.conn.executemany(sql, rows)
