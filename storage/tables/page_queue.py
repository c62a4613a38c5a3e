"""The pages that are to be fetched: those that wait, may be tried again or are looked at again, with what they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from items import Hint, Outcome, Page
from storage.clock import parse_stamp, stamp
from storage.sql import placeholders
from storage.tables.hints import read_hint
from storage.tables.pages import (
    AGAIN,
    ATTEMPTS,
    UNREADABLE_ROBOTS,
    identity,
    is_known,
    record_outcome,
    register_listed,
)

#: the ages at which an article is looked at again; most corrections come within days
LOOKS = (timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7), timedelta(days=30))
#: how late the last look may come
GRACE = timedelta(days=7)
#: how long after each try a page behind a wall is asked for again; walls come and go with a publisher's settings, and
#: what is asked daily for weeks wears nobody's patience down (chosen, not measured)
WALL_AGAIN = (timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7), timedelta(days=21))
#: how far ahead of ours a time in the database may be before it is taken for that of a clock that was wrong
CLOCK_SLACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page that is to be fetched."""

    url: str
    source: str
    hint: Hint


def recent(database: Database, source: str, since: datetime) -> Iterator[WaitingPage]:
    """Return the pages of a source that wait and came out since then, those never fetched first, then the newest."""
    rows = database.execute(
        "select url, source, hint from pages where source = ? and outcome = 'pending' and listed_date > ? "
        "order by last_fetched is not null, listed_date desc, rowid",
        [source, stamp(since)],
    ).fetchall()
    yield from (WaitingPage(row.url, row.source, read_hint(row.url, row.hint)) for row in rows)


def waiting(database: Database, sources: Sequence[str], at: datetime) -> Iterator[WaitingPage]:
    """Return the pages of these sources that wait or may be tried again.

    Those never fetched come first, of these the newest, then those that their source calls changed, then failed ones.
    """
    condition, values = _waits(sources, at)
    rows = database.execute(
        f"select iif(continues = '', url, continues) as page from pages where {condition} "
        "order by last_fetched is not null, outcome <> 'pending', attempts, listed_date desc, rowid",
        values,
    ).fetchall()
    for page in dict.fromkeys(row.page for row in rows):
        # an article whose further page could not be had is fetched again from its first
        found = database.execute("select url, source, hint from pages where url = ?", [page]).fetchone()
        if found:
            yield WaitingPage(found.url, found.source, read_hint(found.url, found.hint))


def _waits(sources: Sequence[str], at: datetime) -> tuple[str, list[str | int]]:
    """Return the condition that a page waits or may be tried again, with its parameters.

    One that failed may be asked again after a while, which grows with each failure.
    """
    condition = (
        f"source in ({placeholders(sources)}) and (outcome = 'pending' "
        f"or (outcome = 'error' and ({_due_again(AGAIN)})) "
        "or ((outcome = 'blocked_by_wall' or (attempts > 0 and outcome in ('not_an_article', 'too_short'))) "
        f"and ({_due_again(WALL_AGAIN)})) "
        "or (outcome = 'blocked_by_robots' and reason like ?) "
        # fetched in the future: a clock was wrong, and nobody knows when it was
        "or ((outcome in ('error', 'blocked_by_wall') or attempts > 0) and attempts < ? and last_fetched > ?))"
    )
    pauses = (stamp(at - pause) for pause in (*AGAIN, *WALL_AGAIN))
    return condition, [*sources, *pauses, f"{UNREADABLE_ROBOTS}%", ATTEMPTS, stamp(at + CLOCK_SLACK)]


def _due_again(pauses: Sequence[timedelta]) -> str:
    """Return the condition that the pause after a page's last try is over; a parameter each, in their order."""
    # walls met before walls were counted have no attempts
    return " or ".join(f"(max(attempts, 1) = {number} and last_fetched <= ?)" for number in range(1, len(pauses) + 1))


def due(database: Database, sources: Sequence[str], at: datetime) -> Iterator[WaitingPage]:
    """Return the pages of on-topic articles that are to be looked at again for edits, by their age."""
    oldest = stamp(at - LOOKS[-1] - GRACE)
    rows = database.execute(
        "select pages.url, pages.source, pages.hint, pages.first_seen, pages.last_fetched from articles "
        "join pages on pages.url = articles.page where articles.first_seen > ? and articles.on_topic "
        f"and pages.source in ({placeholders(sources)}) and pages.outcome <> 'pending' order by pages.last_fetched",
        [oldest, *sources],
    ).fetchall()
    for url, source, hint, first_seen, last_fetched in rows:
        if last_fetched and is_due(parse_stamp(first_seen), parse_stamp(last_fetched), at):
            yield WaitingPage(url, source, read_hint(url, hint))


def is_due(first_seen: datetime, last_fetched: datetime, at: datetime) -> bool:
    """Return whether a look that the page's age asks for has not been taken yet."""
    if last_fetched > at + CLOCK_SLACK:
        return True
    return any(last_fetched < first_seen + age <= at for age in LOOKS)


def is_waiting(database: Database, url: str) -> bool:
    """Return whether a page is still to be fetched."""
    return bool(database.execute("select 1 from pages where url = ? and outcome = 'pending'", [url]).fetchone())


def count_waiting(database: Database, source: str) -> int:
    """Return how many pages of a source are still to be fetched."""
    row = database.execute(
        "select count(*) as waiting from pages where source = ? and outcome = 'pending'", [source]
    ).fetchone()
    return int(row.waiting)


def record_following_pages(database: Database, page: Page, article: int | None, at: datetime) -> None:
    """Write down the pages on which an article goes on; they are fetched with its first page only."""
    for part in page.following:
        row = Page(part.url, page.source, part.outcome, part.reason, part.status, part.final_url)
        record_outcome(database, row, "", article, at)
        database.execute("update pages set continues = ? where url = ?", [page.url, part.url])
        if article is not None and part.outcome is Outcome.DUPLICATE:
            database.execute(
                "insert or ignore into aliases (url, article) values (?, ?)", [identity(part.url), article]
            )


def record_continuation(database: Database, page: Page, at: datetime) -> None:
    """Note that a page only continues an article, whose first page waits to be fetched if it is not known yet."""
    database.execute("update pages set continues = ? where url = ?", [page.first_page, page.url])
    if not is_known(database, page.first_page):
        register_listed(database, page.source, replace(page.hint or Hint(""), url=page.first_page), at)
