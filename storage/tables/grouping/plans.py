"""Grouping plans as rows: copies, links, reuse, and what later articles find an article by."""

from __future__ import annotations

import json

from sqlite_utils import Database

from plans import GroupingPlan, IndexEntry, Link, TextReuse
from storage.sql import execute_many
from storage.tables.cases import links as case_links
from storage.tables.cases import names
from storage.tables.grouping import document_frequencies, members
from storage.tables.grouping.stories import PERIOD


def write_plan(database: Database, article: int, plan: GroupingPlan) -> None:
    """Write down what was decided of an article that has just been stored. Belongs into the caller's transaction."""
    write_index_entry(database, article, plan.index_entry)
    write_copies(database, article, plan)
    write_links(database, article, plan.links)
    write_reuse(database, article, plan.reuse)
    groups = [(group.story, [member or article for member in group.members]) for group in plan.groups]
    stories = members.write_groups(database, groups)
    names.write_names(database, article, plan.case.names)
    case_links.write_case_links(database, article, plan.case.links)
    case_links.update_cases(database, stories)


def write_index_entry(database: Database, article: int, traces: IndexEntry) -> None:
    """Note what later articles find this one by; what an earlier version of it left behind does no harm."""
    execute_many(
        database,
        "insert into fingerprints (hash, article) values (?, ?) on conflict do nothing",
        [(fingerprint, article) for fingerprint in traces.fingerprints],
    )
    if not traces.profile:
        database.execute("delete from profiles where article = ?", [article])
        return
    known = database.execute("select 1 from profiles where article = ?", [article]).fetchone()
    database.execute("insert or replace into profiles (article, profile) values (?, ?)", [article, traces.profile])
    execute_many(
        database,
        "insert into terms (period, term, day, article) values (?, ?, ?, ?) on conflict do nothing",
        [(traces.day // PERIOD, term, traces.day, article) for term in traces.terms],
    )
    if not known:
        document_frequencies.count_article(database, article, traces.vocabulary)


def write_copies(database: Database, article: int, plan: GroupingPlan) -> None:
    """Point copies at the earliest article, and release those that are none."""
    database.execute(
        "update articles set duplicate_of = ?1 where id = ?2 and duplicate_of is not ?1",
        [plan.duplicate_of, article],
    )
    for copy, original in plan.repointed.items():
        database.execute("update articles set duplicate_of = ? where id = ?", [original or article, copy])
    for copy in plan.released:
        database.execute("update articles set duplicate_of = null where id = ?", [copy])


def write_links(database: Database, article: int, links: tuple[Link, ...]) -> None:
    """Replace the article's links to others."""
    database.execute("delete from links where article = ? or other = ?", [article, article])
    execute_many(
        database,
        "insert or replace into links (article, other, score, translated) values (?, ?, ?, ?)",
        [(*sorted((link.article or article, link.other or article)), link.score, link.translated) for link in links],
    )


def write_reuse(database: Database, article: int, found: tuple[TextReuse, ...]) -> None:
    """Replace what is known of the article's reuse of others and by others."""
    database.execute("delete from reuse where earlier = ? or later = ?", [article, article])
    execute_many(
        database,
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
