"""What is kept of an article and what its page shows by now: availability, poorer versions, unsteady places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from items import Article, Availability
from storage.clock import stamp
from storage.sql import execute_many
from storage.tables.history.events import EventKind, record_event

#: what befalls an article whose page can no longer be read as it is kept, or can be again
_EVENTS = {
    Availability.READABLE: EventKind.READABLE,
    Availability.BEHIND_WALL: EventKind.BEHIND_WALL,
    Availability.CUT_SHORT: EventKind.CUT_SHORT,
    Availability.WITHDRAWN: EventKind.WITHDRAWN,
    Availability.REPLACED: EventKind.REPLACED,
}


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as it is kept, and the page that it is read at."""

    id: int
    title: str
    text: str
    partial: bool
    basis: str
    page: str


def read_kept_article(database: Database, number: int) -> KeptArticle:
    """Return what is kept of an article."""
    row = database.execute(
        "select id, title, text, partial, basis, page from articles join texts on article = id where id = ?", [number]
    ).fetchone()
    return KeptArticle(row.id, row.title, row.text, bool(row.partial), row.basis, row.page)


def article_read_at(database: Database, url: str) -> int | None:
    """Return the article that is read at a page."""
    row = database.execute(
        "select articles.id from pages join articles on articles.id = pages.article and articles.page = pages.url "
        "where pages.url = ?",
        [url],
    ).fetchone()
    return int(row.id) if row else None


def mark_availability(
    database: Database, number: int, availability: Availability, at: datetime, detail: str = ""
) -> bool:
    """Say how far the page of an article can be read from now on; return whether that is news."""
    changed = database.execute(
        "update articles set availability = ?, availability_since = ? where id = ? and availability <> ? returning id",
        [availability, stamp(at) if availability else None, number, availability],
    ).fetchone()
    if changed:
        record_event(database, number, _EVENTS[availability], at, detail)
    return changed is not None


def keep_poorer_version(
    database: Database, number: int, shown: Article, content_hash: str, kind: Availability, at: datetime
) -> None:
    """Keep what a page shows in the place of an article, unless that is known already."""
    database.execute(
        "insert into versions (article, seen_at, title, text, content_hash, kind) select ?1, ?2, ?3, ?4, ?5, ?6 "
        "where not exists (select 1 from versions where article = ?1 and content_hash = ?5 and kind = ?6)",
        [number, stamp(at), shown.title, shown.text, content_hash, kind],
    )


def unsteady_places(database: Database, article: int) -> set[int]:
    """Return the places of an article at which its page has shown something else before."""
    rows = database.execute("select place from unsteady_places where article = ?", [article])
    return {row.place for row in rows}


def count_unsteady(database: Database, article: int, places: Collection[int]) -> None:
    """Count a change at each of these places of an article."""
    execute_many(
        database,
        "insert into unsteady_places (article, place, changes) values (?, ?, 1) "
        "on conflict (article, place) do update set changes = changes + 1",
        [(article, place) for place in places],
    )


def leave_address(database: Database, number: int, at: datetime) -> None:
    """Let other news stand at an article's address: it goes on under its own number, as what stood there until now."""
    mark = f"#until-{stamp(at)}"
    database.execute("update articles set url = url || ?, page = page || ? where id = ?", [mark, mark, number])
    database.execute("update pages set article = null where article = ?", [number])
    database.execute("delete from aliases where article = ?", [number])
    database.execute("insert into aliases (url, article) select url, id from articles where id = ?", [number])
