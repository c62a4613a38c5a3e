"""A person's word on which stories are chapters of one case: it stands before every score."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp
from storage.tables.cases.links import update_cases


def first_texts(database: Database, stories: tuple[int, int]) -> list[int]:
    """Return the first article of each of two stories, the earlier one first; one that has none is left out."""
    rows = database.execute(
        "select story, id, min(time) as time from articles where story in (?, ?) and duplicate_of is null "
        "group by story order by time, id",
        list(stories),
    )
    return [row.id for row in rows]


def confirm_link(database: Database, stories: tuple[int, int], by: str, at: datetime) -> None:
    """Make two stories chapters of one case. Belongs into the caller's transaction."""
    earlier, later = first_texts(database, stories)
    database.execute(
        "insert into case_links (article, earlier, score, certain, confirmed, decided_by, decided_at) "
        "values (?, ?, 1, 0, 1, ?, ?) on conflict (article) do update set earlier = excluded.earlier, confirmed = 1, "
        "decided_by = excluded.decided_by, decided_at = excluded.decided_at",
        [later, earlier, by, stamp(at)],
    )
    update_cases(database, stories)


def refuse_links(database: Database, story: int, by: str, at: datetime, other: int | None = None) -> int:
    """Refuse every link between a story and others, or one other; return how many there were."""
    of_story = "select id from articles where story = ?1"
    of_others = "select id from articles where ?4 is null and story is not ?1 or story = ?4"
    refused = database.execute(
        "update case_links set confirmed = 0, decided_by = ?2, decided_at = ?3 where confirmed is not 0 and "
        f"(article in ({of_story}) and earlier in ({of_others}) "
        f"or earlier in ({of_story}) and article in ({of_others})) returning article",
        [story, by, stamp(at), other],
    ).fetchall()
    update_cases(database, {story} if other is None else {story, other})
    return len(refused)
