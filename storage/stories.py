"""Stories and their members: what the grouping reads of the archive, and how a changed group is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from storage.times import moment

#: how many articles one fingerprint may lead to; what stands in more of them is standing text anyway
MOST_PER_FINGERPRINT = 32
#: how many articles of the window one term may lead to
MOST_PER_TERM = 400
#: kinds of sources whose own texts others draw on
RELEASING = ("ngo", "government")


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as the archive holds it; ``time`` is when it was published, or first seen where that is not known."""

    id: int
    source: str
    title: str
    text: str
    time: datetime
    on_topic: bool
    duplicate_of: int | None
    story: int | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One of the asked fingerprints in a stored article."""

    fingerprint: int
    article: int
    source: str


def sightings(database: Database, fingerprints: Iterable[int]) -> list[Sighting]:
    """Where these fingerprints stand, for each at most MOST_PER_FINGERPRINT articles."""
    sql = (
        "select hash, article, source from (select hash, article from fingerprints where hash = ? limit ?) "
        "join articles on articles.id = article"
    )
    return [
        Sighting(*row)
        for fingerprint in fingerprints
        for row in database.execute(sql, [fingerprint, MOST_PER_FINGERPRINT])
    ]


def with_terms(database: Database, terms: Iterable[int], first_day: int, last_day: int) -> dict[int, list[int]]:
    """The articles of these days that each term leads to."""
    sql = "select article from terms where term = ? and day between ? and ? limit ?"
    return {
        term: [row[0] for row in database.execute(sql, [term, first_day, last_day, MOST_PER_TERM])] for term in terms
    }


def read_articles(database: Database, ids: Collection[int]) -> list[Stored]:
    """These articles with their texts."""
    return stored(database, f"articles.id in ({marks(ids)})", list(ids))


def read_members(database: Database, stories: Collection[int]) -> list[Stored]:
    """Every article of these stories."""
    return stored(database, f"articles.story in ({marks(stories)})", list(stories))


def stored(database: Database, condition: str, values: Sequence[Any]) -> list[Stored]:
    """The articles that meet a condition."""
    rows = database.execute(
        "select id, source, title, text, coalesce(published, first_seen), on_topic, duplicate_of, story "
        f"from articles join texts on texts.article = articles.id where {condition} order by id",
        values,
    )
    return [Stored(row[0], row[1], row[2], row[3], moment(row[4]), bool(row[5]), row[6], row[7]) for row in rows]


def links_among(database: Database, articles: Collection[int]) -> dict[tuple[int, int], float]:
    """The scores between these articles, by pair in ascending order."""
    rows = database.execute(
        "select article, other, score from links "
        f"where article in ({marks(articles)}) and other in ({marks(articles)})",
        [*articles, *articles],
    )
    return {(article, other): score for article, other, score in rows}


def decisions_among(database: Database, articles: Collection[int]) -> dict[tuple[int, int], bool]:
    """What a person has decided of pairs of these articles: together, or apart."""
    rows = database.execute(
        "select article, other, together from decisions "
        f"where article in ({marks(articles)}) and other in ({marks(articles)})",
        [*articles, *articles],
    )
    return {(article, other): bool(together) for article, other, together in rows}


def write_groups(database: Database, groups: Iterable[tuple[int | None, Sequence[int]]]) -> None:
    """Makes the members of each group the members of its story, a new one where the story is None."""
    moved: dict[int, Counter[int]] = {}
    for known, members in groups:
        story = begin(database) if known is None else known
        moved.setdefault(story, Counter())[story] += 0
        for (left,) in database.execute(
            f"select story from articles where id in ({marks(members)})", members
        ).fetchall():
            if left is not None:
                moved.setdefault(left, Counter())[story] += 1
        database.execute(f"update articles set story = ? where id in ({marks(members)})", [story, *members])
    for story, heirs in moved.items():
        summarise(database, story, heirs.most_common(1)[0][0])


def begin(database: Database) -> int:
    """A new story, still empty."""
    return int(database.execute("insert into stories (title) values ('') returning id").fetchone()[0])


def summarise(database: Database, story: int, heir: int) -> None:
    """Renews what a story's row says of its members; a story without any is dropped, its number leads to the heir."""
    rows = database.execute(
        "select articles.id, title, coalesce(published, first_seen), source, kind, duplicate_of "
        "from articles join sources on sources.slug = source where story = ? order by 3, 1",
        [story],
    ).fetchall()
    if not rows:
        forward(database, story, heir)
        return
    drawn = drawn_on(database, [row[0] for row in rows])
    releases = [row for row in rows if row[4] in RELEASING]
    release = max(releases, key=lambda row: (drawn[row[0]], -rows.index(row)), default=None)
    database.table("stories").update(
        story,
        {
            "title": (release or rows[0])[1],
            "first_published": rows[0][2],
            "last_published": rows[-1][2],
            "articles": len(rows),
            "sources": len({row[3] for row in rows}),
            "first_publisher": rows[0][3],
            "release": release and release[0],
            "independent_texts": sum(row[5] is None for row in rows),
        },
    )


def drawn_on(database: Database, articles: Collection[int]) -> Mapping[int, int]:
    """How many later articles draw on each of these."""
    rows = database.execute(
        f"select earlier, count(*) from reuse where earlier in ({marks(articles)}) group by earlier", list(articles)
    )
    return Counter(dict(rows))


def forward(database: Database, story: int, heir: int) -> None:
    """Drops an empty story; its number, and those that already led to it, lead to the heir."""
    if story == heir:
        return
    database.execute("update moved_stories set story = ? where story = ?", [heir, story])
    database.execute("delete from stories where id = ?", [story])
    database.execute("insert or replace into moved_stories (old, story) values (?, ?)", [story, heir])


def marks(values: Collection[object]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))
