"""Pages as they came, packed with zstd, in a database of their own beside the articles."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database, Migrations

from storage.clock import stamp
from storage.schema.database import DatabaseError, make_private
from storage.schema.failures import describe_failure
from storage.sql import execute_many, named_row

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: packs six times in under a millisecond a page; a higher level gains little
LEVEL = 3

raw_page_migrations = Migrations("rawpages")


@raw_page_migrations()
def first_table(db: Database) -> None:
    """Create one row a page, of its latest answer only."""
    db.executescript("""
    create table raw (
        url text primary key,
        source text not null,
        final_url text not null,
        fetched text not null,
        content_type text not null,
        hint text not null,
        body blob not null
    );
    create index raw_fetched on raw(fetched);
    """)


@raw_page_migrations()
def further_pages(db: Database) -> None:
    """An article may have several pages, in their order; those after the first name it."""
    db.executescript("""
    alter table raw add column first text not null default '';
    alter table raw add column number integer not null default 1;
    create index raw_first on raw(first, number) where first <> '';
    """)


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came from ``final_url``; ``hint`` as in ``pages.hint``."""

    url: str
    source: str
    final_url: str
    content_type: str
    hint: str
    body: bytes
    #: of a page that continues an article: the address of its first page, and which page it is
    first: str = ""
    number: int = 1


def path_of(setting: str, database: str) -> str:
    """Return where raw pages are archived: as ``setting`` says, or beside the database; in memory where that is."""
    if setting or database == ":memory:":
        return setting or database
    beside = Path(database)
    return str(beside.with_name("pages.db" if beside.name == "osecwatch.db" else f"{beside.stem}-pages.db"))


def open_raw_pages(path: str | Path) -> Database:
    """Open the database of raw pages, made or migrated where needed. Raise DatabaseError where it cannot be used."""
    try:
        make_private(Path(path))
        database = Database(path)
        database.conn.row_factory = named_row
        database.enable_wal()
        database.execute("pragma synchronous = normal")
        raw_page_migrations.apply(database)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(f"the archive of raw pages {path} cannot be opened: {describe_failure(error)}") from error
    return database


def archive_page(database: Database, page: RawPage, at: datetime) -> None:
    """Archive a page in place of its last answer."""
    database.execute(
        "insert or replace into raw (url, source, final_url, fetched, content_type, hint, body, first, number) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            page.url,
            page.source,
            page.final_url,
            stamp(at),
            page.content_type,
            page.hint,
            zstd.compress(page.body, level=LEVEL),
            page.first,
            page.number,
        ],
    )


def delete_older(database: Database, at: datetime, days: float) -> int:
    """Delete the pages fetched more than ``days`` ago; return how many."""
    return int(database.execute("delete from raw where fetched < ?", [stamp(at - timedelta(days=days))]).rowcount)


def delete(database: Database, urls: Iterable[str]) -> None:
    """Delete these pages and overwrite what they held."""
    execute_many(database, "delete from raw where url = ?", [(url,) for url in urls])


def read_raw_page(database: Database, url: str) -> RawPage | None:
    """Return the page archived under an address."""
    row = database.execute(
        "select url, source, final_url, content_type, hint, body, first, number from raw where url = ?", [url]
    ).fetchone()
    if row is None:
        return None
    url, source, final_url, content_type, hint, body, first, number = row
    return RawPage(url, source, final_url, content_type, hint, zstd.decompress(body), first, number)


def delete_following_pages(database: Database, url: str) -> None:
    """Delete the pages on which the article goes on that begins at an address."""
    database.execute("delete from raw where first = ?", [url])


def read_following_pages(database: Database, url: str) -> Iterator[RawPage]:
    """Yield the archived pages on which the article goes on that begins at an address, in their order."""
    rows = database.execute("select url from raw where first = ? order by number", [url]).fetchall()
    yield from filter(None, (read_raw_page(database, row.url) for row in rows))


def archived_urls(database: Database) -> Iterator[str]:
    """Return the addresses of all archived pages, in order, but for those that continue an article."""
    for row in database.execute("select url from raw where first = '' order by url").fetchall():
        yield row.url
