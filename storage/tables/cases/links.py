"""Links between the chapters of cases, and the cases that they make of stories."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sqlite_utils import Database

from plans import CaseLink
from storage.sql import execute_many, placeholders

#: in SQL, whether a link holds: a person's word counts before the score
HOLDS = "coalesce(case_links.confirmed, case_links.certain)"


def write_case_links(database: Database, article: int, links: Iterable[CaseLink]) -> None:
    """Replace an article's link to its earlier chapter, and link later chapters to it where that is the better link.

    A link that a person has decided on stays as it is.
    """
    database.execute("delete from case_links where article = ? and confirmed is null", [article])
    execute_many(
        database,
        "insert into case_links (article, earlier, score, certain, evidence) values (?, ?, ?, ?, ?) "
        "on conflict (article) do update set earlier = excluded.earlier, score = excluded.score, "
        "certain = excluded.certain, evidence = excluded.evidence "
        "where confirmed is null and excluded.score > case_links.score",
        [
            (
                link.article or article,
                link.earlier or article,
                link.score,
                link.certain,
                json.dumps([[name.text, name.cases] for name in link.evidence], ensure_ascii=False),
            )
            for link in links
        ],
    )


def update_cases(database: Database, stories: Collection[int]) -> None:
    """Work out anew which cases these stories belong to, with all stories that were or are in the same cases."""
    former = database.execute(
        "select story from case_stories where number in (select number from case_stories "
        f"where story in ({placeholders(stories)}))",
        list(stories),
    ).fetchall()
    waiting = {*stories, *(row.story for row in former)}
    while waiting:
        component = connected_stories(database, waiting.pop())
        waiting -= component
        write_case(database, component)


def connected_stories(database: Database, story: int) -> set[int]:
    """Return the stories that links which hold connect with a story, and itself."""
    rows = database.execute(
        "with recursive connected(story) as (select ?1 union "
        "select iif(later.story = connected.story, former.story, later.story) from connected "
        "join articles mine on mine.story = connected.story "
        "join case_links on case_links.article = mine.id or case_links.earlier = mine.id "
        "join articles later on later.id = case_links.article join articles former on former.id = case_links.earlier "
        f"where {HOLDS} and later.story is not null and former.story is not null) select story from connected",
        [story],
    )
    return {row.story for row in rows}


def write_case(database: Database, component: Collection[int]) -> None:
    """Write which case the stories of a component are: it has the number of its first story; one alone is none."""
    database.execute(f"delete from case_stories where story in ({placeholders(component)})", list(component))
    if len(component) > 1:
        execute_many(
            database,
            "insert into case_stories (story, number) values (?, ?)",
            [(story, min(component)) for story in component],
        )
