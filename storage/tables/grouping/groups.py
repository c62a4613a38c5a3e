"""The groups of articles as rows for others to read: cluster_rows, and pair_rows that share text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby

from sqlite_utils import Database

from storage.tables.cases.links import HOLDS

#: before the id of a document that was loaded by its id and has no address
BY_ID = "urn:id:"


#: every name of every article: the ids of the documents it was loaded from, else its address
NAMES = (
    "(select articles.id as article, coalesce(aliases.url, articles.url) as name from articles "
    f"left join aliases on aliases.article = articles.id and aliases.url like '{BY_ID}%')"
)


def cluster_rows(database: Database, *, by_case: bool) -> Iterator[dict[str, str]]:
    """Return each article with the story it is in; one without a story is with its copies, or by itself.

    With ``by_case`` the case takes the place of the story, where the story belongs to one.
    """
    rows = database.execute(
        "select articles.id, name, articles.story, duplicate_of, case_stories.number from articles "
        f"join {NAMES} on article = articles.id left join case_stories on case_stories.story = articles.story "
        "order by articles.id, name"
    )
    for article, name, story, original, case in rows:
        cluster = f"article-{original or article}" if story is None else f"story-{story}"
        yield {"id": document_name(name), "cluster": f"case-{case}" if by_case and case else cluster}


def case_link_rows(database: Database) -> Iterator[dict[str, str | float | bool]]:
    """Return every link from an article (a) to the earlier chapter of its case (b), under the first name of each."""
    first = "(select min(name) from {names} where article = {column})"
    rows = database.execute(
        f"select {first.format(names=NAMES, column='case_links.article')} as later, "
        f"{first.format(names=NAMES, column='case_links.earlier')} as earlier, score, {HOLDS} as holds from case_links "
        "where confirmed is not 0 order by case_links.article"
    )
    for later, earlier, score, holds in rows:
        yield {"a": document_name(later), "b": document_name(earlier), "score": score, "certain": bool(holds)}


def pair_rows(database: Database) -> Iterator[dict[str, str]]:
    """Return every two articles that are copies of one text, or of which one reuses the other, with the kind."""
    same = "select coalesce(duplicate_of, id) from articles where id = "
    rows = database.execute(
        "select one.name as earlier_name, two.name as later_name, kind from reuse "
        f"join {NAMES} one on one.article = earlier join {NAMES} two on two.article = later "
        f"where ({same} earlier) <> ({same} later) order by earlier, later, 1, 2"
    )
    for one, two, kind in rows:
        yield {"a": document_name(one), "b": document_name(two), "kind": kind}
    yield from copy_rows(database)


def copy_rows(database: Database) -> Iterator[dict[str, str]]:
    """Return every two names of one text, be they of one article or of its copies."""
    rows = database.execute(
        f"select coalesce(duplicate_of, id) as original, name from articles join {NAMES} on article = id "
        "order by original, id, name"
    )
    for _, group in groupby(rows, key=lambda row: row.original):
        for one, two in combinations((document_name(row.name) for row in group), 2):
            yield {"a": one, "b": two, "kind": "copy"}


def document_name(url: str) -> str:
    """Return the id of a document that was loaded by its id, else its address."""
    return url.removeprefix(BY_ID)
