"""Stories and their members: what the grouping reads of the archive, and how a changed group is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.times import moment

#: a term that leads to more articles than this is asked for the nearest days only
MOST_PER_TERM = 200
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
    duplicate_of: int | None = None
    story: int | None = None
    #: of ``time``: second, day or month
    precision: str = "second"
    #: whether its source is one whose own texts others draw on
    releasing: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """One of the asked fingerprints in a stored article."""

    fingerprint: int
    article: int
    source: str
    #: when the article was published, as in "2021-04"
    month: str


@dataclass(frozen=True, slots=True)
class Peer:
    """An article that may tell the same event: its time, its story and its packed profile."""

    id: int
    time: datetime
    story: int | None
    profile: bytes


@dataclass(frozen=True, slots=True)
class Tie:
    """The score between two articles, as log-odds; ``translated`` where they are in different languages."""

    article: int
    other: int
    score: float
    translated: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An article's place: its story, and what it is a copy of."""

    id: int
    story: int
    duplicate_of: int | None


def sightings(database: Database, fingerprints: Collection[int], article: int) -> list[Sighting]:
    """Where these fingerprints stand in other articles."""
    rows = database.conn.execute(
        "select hash, article, source, substr(coalesce(published, first_seen), 1, 7) from fingerprints "
        f"join articles on articles.id = article where hash in ({marks(fingerprints)}) and article <> ?",
        [*fingerprints, article],
    )
    return [Sighting(*row) for row in rows]


def with_terms(database: Database, terms: Mapping[int, float], day: int, window: int) -> Counter[int]:
    """The articles of the days around ``day`` that some of these terms lead to, with the terms' weights added up."""
    found: Counter[int] = Counter()
    for term, weight in terms.items():
        for article in with_term(database, term, day, window):
            found[article] += weight  # type: ignore[assignment]
    return found


def with_term(database: Database, term: int, day: int, window: int) -> list[int]:
    """The articles of the days around ``day`` that a term leads to; of a frequent term, those of the nearest days."""
    while True:
        rows = database.conn.execute(
            "select article from terms where term = ? and day between ? and ? limit ?",
            [term, day - window, day + window, MOST_PER_TERM],
        ).fetchall()
        if len(rows) < MOST_PER_TERM or window < 2:
            return [row[0] for row in rows]
        window //= 4


def holding(database: Database, words: Collection[int]) -> dict[int, int]:
    """In how many articles each of these words stands."""
    rows = database.conn.execute(f"select word, articles from words where word in ({marks(words)})", list(words))
    return dict(rows.fetchall())


def read_articles(database: Database, ids: Collection[int]) -> list[Stored]:
    """These articles with their texts."""
    rows = database.conn.execute(
        "select articles.id, source, title, text, coalesce(published, first_seen), on_topic, duplicate_of, story, "
        "iif(published is null, '', published_precision), kind from articles "
        "join texts on texts.article = articles.id join sources on sources.slug = source "
        f"where articles.id in ({marks(ids)}) order by articles.id",
        list(ids),
    )
    return [
        Stored(
            row[0],
            row[1],
            row[2],
            row[3],
            moment(row[4]),
            bool(row[5]),
            row[6],
            row[7],
            row[8] or "second",
            row[9] in RELEASING,
        )
        for row in rows
    ]


def read_peers(database: Database, ids: Collection[int]) -> list[Peer]:
    """Those of these articles that can be joined: on topic, and no copies."""
    rows = database.conn.execute(
        "select id, coalesce(published, first_seen), story, profile from articles "
        "join profiles on profiles.article = articles.id "
        f"where id in ({marks(ids)}) and on_topic and duplicate_of is null order by id",
        list(ids),
    )
    return [Peer(row[0], moment(row[1]), row[2], row[3]) for row in rows]


def stories_of(database: Database, articles: Collection[int]) -> set[int]:
    """The stories that these articles are in."""
    rows = database.conn.execute(
        f"select distinct story from articles where id in ({marks(articles)}) and story is not null", list(articles)
    )
    return {row[0] for row in rows}


def read_members(database: Database, stories: Collection[int]) -> list[Member]:
    """Every article of these stories."""
    rows = database.conn.execute(
        f"select id, story, duplicate_of from articles where story in ({marks(stories)}) order by id", list(stories)
    )
    return [Member(*row) for row in rows]


def copies_of(database: Database, articles: Collection[int]) -> dict[int, int]:
    """The copies of these articles, each with what it is a copy of."""
    rows = database.conn.execute(
        f"select id, duplicate_of from articles where duplicate_of in ({marks(articles)})", list(articles)
    )
    return dict(rows.fetchall())


def ties_of(database: Database, articles: Collection[int]) -> list[Tie]:
    """The scores between these articles and all others."""
    rows = database.conn.execute(
        f"select article, other, score, translated from links where article in ({marks(articles)}) union "
        f"select article, other, score, translated from links where other in ({marks(articles)})",
        [*articles, *articles],
    )
    return [Tie(row[0], row[1], row[2], bool(row[3])) for row in rows]


def decisions_on(database: Database, articles: Collection[int]) -> dict[tuple[int, int], bool]:
    """What a person has decided of these articles and others, by pair in ascending order: together, or apart."""
    rows = database.conn.execute(
        f"select article, other, together from decisions where article in ({marks(articles)}) union "
        f"select article, other, together from decisions where other in ({marks(articles)})",
        [*articles, *articles],
    )
    return {(article, other): bool(together) for article, other, together in rows}


def number_now(database: Database, story: int) -> int | None:
    """The number under which a story is found now, where it has moved; None where there never was such a story."""
    row = database.execute(
        "select id from stories where id = ?1 union all select story from moved_stories where old = ?1", [story]
    ).fetchone()
    return int(row[0]) if row else None


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
    """A new story, still empty, under a number that none has had before."""
    row = database.execute(
        "insert into stories (id, title) values (?, '') returning id", [highest(database) + 1]
    ).fetchone()
    return int(row[0])


def highest(database: Database) -> int:
    """The highest number that a story has or had."""
    row = database.execute(
        "select max(coalesce((select max(id) from stories), 0), coalesce((select max(old) from moved_stories), 0))"
    ).fetchone()
    return int(row[0])


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
    release = release_of(database, [(row[0], row[4] in RELEASING) for row in rows])
    title = next((row[1] for row in rows if row[0] == release), rows[0][1])
    database.execute(
        "update stories set title = ?, first_published = ?, last_published = ?, articles = ?, sources = ?, "
        "first_publisher = ?, release = ?, independent_texts = ? where id = ?",
        [
            title,
            rows[0][2],
            rows[-1][2],
            len(rows),
            len({row[3] for row in rows}),
            rows[0][3],
            release,
            sum(row[5] is None for row in rows),
            story,
        ],
    )


def release_of(database: Database, members: Sequence[tuple[int, bool]]) -> int | None:
    """The article that the others draw on: of those that an NGO or an authority has published, the most drawn on.

    ``members`` are in the order of their time, each with whether it is of such a source; one that comes first is the
    release even where nobody draws on it.
    """
    drawn = drawn_on(database, [article for article, _ in members])
    first = members[0][0]
    releases = [article for article, releasing in members if releasing and (drawn[article] or article == first)]
    return max(releases, key=lambda article: drawn[article], default=None)


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
