"""The groups of articles as rows for others to read: clusters, and pairs that share text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby

from sqlite_utils import Database

#: before the id of a document that was loaded by its id and has no address
BY_ID = "urn:id:"


def clusters(database: Database) -> Iterator[dict[str, str]]:
    """Each article with the story it is in; one without a story is with its copies, or by itself."""
    rows = database.conn.execute("select id, url, story, duplicate_of from articles order by id")
    for article, url, story, original in rows:
        yield {"id": name_of(url), "cluster": f"article-{original or article}" if story is None else f"story-{story}"}


def pairs(database: Database) -> Iterator[dict[str, str]]:
    """Every two articles that are copies of one text, or of which one draws on the other, with the kind of reuse."""
    same = "select coalesce(duplicate_of, id) from articles where id = "
    rows = database.conn.execute(
        "select one.url, two.url, kind from reuse "
        "join articles one on one.id = earlier join articles two on two.id = later "
        f"where ({same} earlier) <> ({same} later) order by earlier, later"
    )
    for one, two, kind in rows:
        yield {"a": name_of(one), "b": name_of(two), "kind": kind}
    yield from copies(database)


def copies(database: Database) -> Iterator[dict[str, str]]:
    """Every two articles that are copies of one text."""
    rows = database.conn.execute(
        "select coalesce(duplicate_of, id) as original, url from articles "
        "where duplicate_of is not null or id in (select duplicate_of from articles) order by original, id"
    )
    for _, group in groupby(rows, key=lambda row: row[0]):
        for one, two in combinations((name_of(row[1]) for row in group), 2):
            yield {"a": one, "b": two, "kind": "copy"}


def name_of(url: str) -> str:
    """The id of a document that was loaded by its id, else its address."""
    return url.removeprefix(BY_ID)
