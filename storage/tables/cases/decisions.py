"""A person's word on which stories are chapters of one case: it stands before every score."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import placeholders, scalar
from storage.tables.cases.links import HOLDS, update_cases


def case_of(database: Database, story: int) -> int | None:
    """Return the number of the case that a story is a chapter of, if of any."""
    number = scalar(database, "select number from case_stories where story = ?", [story])
    return None if number is None else int(number)


def chapters_with(database: Database, story: int) -> list[int]:
    """Return the stories of the case that a story is a chapter of, else the story alone."""
    rows = database.execute("select story from case_stories where number = ?", [case_of(database, story)]).fetchall()
    return [row.story for row in rows] or [story]


def confirm_link(database: Database, stories: tuple[int, int], by: str, at: datetime) -> None:
    """Make two stories chapters of one case. Belongs into the caller's transaction.

    Links between the two are confirmed; without any, those that make them one case already; else the first chapter of
    the later case is linked to that of the earlier, so that none of them loses a link that it has.
    """
    if not confirm_between(database, stories, by, at):
        number = case_of(database, stories[0])
        if number is not None and number == case_of(database, stories[1]):
            confirm_case(database, number, by, at)
        else:
            link_first_chapters(database, stories, by, at)
    update_cases(database, stories)


def confirm_between(database: Database, stories: tuple[int, int], by: str, at: datetime) -> int:
    """Confirm every link between two stories; return how many there are."""
    of_one, of_other = (f"select id from articles where story = ?{place}" for place in (1, 2))
    return database.execute(
        "update case_links set confirmed = 1, decided_by = ?3, decided_at = ?4 where "
        f"article in ({of_one}) and earlier in ({of_other}) or article in ({of_other}) and earlier in ({of_one})",
        [*stories, by, stamp(at)],
    ).rowcount


def confirm_case(database: Database, number: int, by: str, at: datetime) -> None:
    """Confirm every link that makes a case."""
    chapters = "select articles.id from articles join case_stories using (story) where number = ?1"
    database.execute(
        "update case_links set confirmed = 1, decided_by = ?2, decided_at = ?3 "
        f"where {HOLDS} and article in ({chapters}) and earlier in ({chapters})",
        [number, by, stamp(at)],
    )


def link_first_chapters(database: Database, stories: tuple[int, int], by: str, at: datetime) -> None:
    """Link the first chapter of the later of two cases to that of the earlier."""
    cases = [chapters_with(database, story) for story in stories]
    first = [
        database.execute(
            f"select id, time from articles where story in ({placeholders(case)}) and duplicate_of is null "
            "order by time, id limit 1",
            case,
        ).fetchone()
        for case in cases
    ]
    earlier, later = sorted(first, key=lambda row: (row.time, row.id))
    database.execute(
        "insert into case_links (article, earlier, score, certain, confirmed, decided_by, decided_at) "
        "values (?, ?, 1, 0, 1, ?, ?) on conflict (article) do update set earlier = excluded.earlier, confirmed = 1, "
        "evidence = excluded.evidence, decided_by = excluded.decided_by, decided_at = excluded.decided_at",
        [later.id, earlier.id, by, stamp(at)],
    )


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
