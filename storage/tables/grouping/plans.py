"""What was decided of an article's kin (copies, stories, reuse), and how it is written down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from storage.tables.grouping import document_frequencies, members
from storage.tables.grouping.stories import PERIOD

#: stands for the article that is being decided on, which has no number before it is stored
THIS = 0


@dataclass(frozen=True, slots=True)
class Reuse:
    """How a later article draws on an earlier one."""

    earlier: int
    later: int
    #: verbatim, edited, paraphrased, quote only or figures only
    kind: str
    #: shares of each text's words, 0 to 1
    share_of_earlier: float
    share_of_later: float
    lag_hours: float
    #: sentences that answer to each other: where each begins and ends in the earlier and in the later text
    sentences: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """How surely this article and another tell the same event, as log-odds; across languages where ``translated``."""

    article: int
    score: float
    translated: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one story after the decision; ``story`` is None where a new one begins."""

    story: int | None
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """What is kept of an article so that others find it: fingerprints of its text; words, where it may join a story."""

    #: days since 1970
    day: int
    fingerprints: tuple[int, ...] = ()
    terms: tuple[int, ...] = ()
    profile: bytes = b""
    vocabulary: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Kinship:
    """A plan for one article: what to note of it, and what changes among those already stored."""

    traces: Traces
    duplicate_of: int | None = None
    #: stored articles that must point to another from now on
    repointed: Mapping[int, int] = field(default_factory=dict)
    #: stored articles that are copies of this one no more
    released: tuple[int, ...] = ()
    #: stored articles that this leaves in doubt; they are to be decided on anew, within the same window
    in_doubt: tuple[int, ...] = ()
    window_days: float = 0.0
    #: the stored article that this is, under an address it has moved to
    moved: int | None = None
    links: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    reuse: tuple[Reuse, ...] = ()


def carry_out(database: Database, article: int, kinship: Kinship) -> None:
    """Writes down what was decided of an article that has just been stored. Belongs into the caller's transaction."""
    write_traces(database, article, kinship.traces)
    write_copies(database, article, kinship)
    write_links(database, article, kinship.links)
    write_reuse(database, article, kinship.reuse)
    groups = [(group.story, [member or article for member in group.members]) for group in kinship.groups]
    members.write_groups(database, groups)


def write_traces(database: Database, article: int, traces: Traces) -> None:
    """Notes what later articles find this one by; what an earlier version of it left behind does no harm."""
    database.conn.executemany(
        "insert into fingerprints (hash, article) values (?, ?) on conflict do nothing",
        [(fingerprint, article) for fingerprint in traces.fingerprints],
    )
    if not traces.profile:
        database.execute("delete from profiles where article = ?", [article])
        return
    known = database.execute("select 1 from profiles where article = ?", [article]).fetchone()
    database.execute("insert or replace into profiles (article, profile) values (?, ?)", [article, traces.profile])
    database.conn.executemany(
        "insert into terms (period, term, day, article) values (?, ?, ?, ?) on conflict do nothing",
        [(traces.day // PERIOD, term, traces.day, article) for term in traces.terms],
    )
    if not known:
        document_frequencies.count(database, article, traces.vocabulary)


def write_copies(database: Database, article: int, kinship: Kinship) -> None:
    """Points copies at the earliest article, and lets go of those that are none."""
    database.execute(
        "update articles set duplicate_of = ?1 where id = ?2 and duplicate_of is not ?1",
        [kinship.duplicate_of, article],
    )
    for copy, original in kinship.repointed.items():
        database.execute("update articles set duplicate_of = ? where id = ?", [original or article, copy])
    for copy in kinship.released:
        database.execute("update articles set duplicate_of = null where id = ?", [copy])


def write_links(database: Database, article: int, links: tuple[Link, ...]) -> None:
    """Replaces the article's links to others."""
    database.execute("delete from links where article = ? or other = ?", [article, article])
    database.conn.executemany(
        "insert or replace into links (article, other, score, translated) values (?, ?, ?, ?)",
        [(*sorted((article, link.article)), link.score, link.translated) for link in links],
    )


def write_reuse(database: Database, article: int, found: tuple[Reuse, ...]) -> None:
    """Replaces what is known of the article's reuse of others and by others."""
    database.execute("delete from reuse where earlier = ? or later = ?", [article, article])
    database.conn.executemany(
        "insert or replace into reuse (earlier, later, kind, share_of_earlier, share_of_later, lag_hours, sentences) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                reuse.earlier or article,
                reuse.later or article,
                reuse.kind,
                reuse.share_of_earlier,
                reuse.share_of_later,
                round(reuse.lag_hours, 2),
                json.dumps(reuse.sentences, separators=(",", ":")),
            )
            for reuse in found
        ],
    )
