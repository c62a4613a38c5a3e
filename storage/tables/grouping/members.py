"""Which articles a story has: how a changed group is written, and what the story's row says of its members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlite_utils import Database

from storage.clock import now
from storage.sql import placeholders
from storage.tables.grouping.stories import ORDER, RELEASING
from storage.tables.history.events import EventKind, record_event


def write_groups(database: Database, groups: Iterable[tuple[int | None, Sequence[int]]]) -> set[int]:
    """Make the members of each group the members of its story, a new one where the story is None.

    Returns the stories that have gained members or lost some.
    """
    moved: dict[int, Counter[int]] = {}
    for known, members in groups:
        story = story_left_empty(database, members) or add_story(database) if known is None else known
        moved.setdefault(story, Counter())[story] += 0
        for article, left in database.execute(
            f"select id, story from articles where id in ({placeholders(members)}) order by id", members
        ).fetchall():
            if left is not None:
                moved.setdefault(left, Counter())[story] += 1
            if left not in {None, story}:
                record_event(database, article, EventKind.REGROUPED, now(), f"from story {left} to story {story}")
        database.execute(f"update articles set story = ? where id in ({placeholders(members)})", [story, *members])
    for story, heirs in moved.items():
        update_story(database, story, heirs.most_common(1)[0][0])
    return set(moved)


def story_left_empty(database: Database, members: Sequence[int]) -> int | None:
    """Return the story that these articles are all there is of, so that its number may stay theirs."""
    names = placeholders(members)
    row = database.execute(
        f"select story from articles as mine where id in ({names}) and story is not null and not exists "
        f"(select 1 from articles where story = mine.story and id not in ({names})) order by story limit 1",
        [*members, *members],
    ).fetchone()
    return int(row.story) if row else None


def add_story(database: Database) -> int:
    """Return a new story, still empty, under a number that none has had before."""
    row = database.execute(
        "insert into stories (id, title) values (?, '') returning id", [highest_number(database) + 1]
    ).fetchone()
    return int(row.id)


def highest_number(database: Database) -> int:
    """Return the highest number that a story has or had."""
    row = database.execute(
        "select max(coalesce((select max(id) from stories), 0), coalesce((select max(old) from moved_stories), 0)) "
        "as highest"
    ).fetchone()
    return int(row.highest)


def update_story(database: Database, story: int, heir: int) -> None:
    """Renew what a story's row says of its members; a story without any is dropped, its number leads to the heir."""
    rows = database.execute(
        f"select articles.id, title, time, source, kind, duplicate_of "
        f"from articles join sources on sources.slug = source where story = ? order by {ORDER}, articles.id",
        [story],
    ).fetchall()
    if not rows:
        drop_story(database, story, heir)
        return
    first = rows[0]
    release = release_of(database, [(row.id, row.kind in RELEASING) for row in rows])
    title = next((row.title for row in rows if row.id == release), first.title)
    database.execute(
        "update stories set title = ?, first_published = ?, last_published = ?, articles = ?, sources = ?, "
        "first_publisher = ?, release = ?, independent_texts = ? where id = ?",
        [
            title,
            first.time,
            max(row.time for row in rows),
            len(rows),
            len({row.source for row in rows}),
            first.source,
            release,
            sum(row.duplicate_of is None for row in rows),
            story,
        ],
    )


def release_of(database: Database, members: Sequence[tuple[int, bool]]) -> int | None:
    """Return the article that the others draw on: of those by an NGO or an authority, the most drawn on.

    ``members`` are in the order of their time, each with whether it is of such a source; one that comes first is the
    release even where nobody draws on it.
    """
    drawn = drawn_on(database, [article for article, _ in members])
    first = members[0][0]
    releases = [article for article, releasing in members if releasing and (drawn[article] or article == first)]
    return max(releases, key=lambda article: drawn[article], default=None)


def drawn_on(database: Database, articles: Collection[int]) -> Mapping[int, int]:
    """Return how many later articles draw on each of these."""
    rows = database.execute(
        "select earlier, count(*) as later_articles from reuse "
        f"where earlier in ({placeholders(articles)}) group by earlier",
        list(articles),
    )
    return Counter(dict(rows))


def drop_story(database: Database, story: int, heir: int) -> None:
    """Drop an empty story; its number, and those that already led to it, lead to the heir."""
    if story == heir:
        return
    database.execute("update moved_stories set story = ? where story = ?", [heir, story])
    database.execute("delete from stories where id = ?", [story])
    database.execute("insert or replace into moved_stories (old, story) values (?, ?)", [story, heir])
