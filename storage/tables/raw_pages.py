"""Pages as they came, packed with zstd, in a database of their own beside the articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database, Migrations

from storage.clock import stamp
from storage.schema.database import make_private
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


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came from ``final_url``; ``hint`` as in ``pages.hint``."""

    url: str
    source: str
    final_url: str
    content_type: str
    hint: str
    body: bytes


def path_of(setting: str, database: str) -> str:
    """Return where raw pages are archived: as ``setting`` says, or beside the database; in memory where that is."""
    if setting or database == ":memory:":
        return setting or database
    beside = Path(database)
    return str(beside.with_name("pages.db" if beside.name == "osecwatch.db" else f"{beside.stem}-pages.db"))


def open_raw_pages(path: str | Path) -> Database:
    """Open the database of raw pages, made or migrated where needed."""
    make_private(Path(path))
    database = Database(path)
    database.conn.row_factory = named_row
    database.enable_wal()
    database.execute("pragma synchronous = normal")
    database.execute("pragma secure_delete = on")
    raw_page_migrations.apply(database)
    return database


def archive_page(database: Database, page: RawPage, at: datetime) -> None:
    """Archive a page in place of its last answer."""
    database.execute(
        "insert or replace into raw (url, source, final_url, fetched, content_type, hint, body) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        [
            page.url,
            page.source,
            page.final_url,
            stamp(at),
            page.content_type,
            page.hint,
            zstd.compress(page.body, level=LEVEL),
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
        "select url, source, final_url, content_type, hint, body from raw where url = ?", [url]
    ).fetchone()
    if row is None:
        return None
    url, source, final_url, content_type, hint, body = row
    return RawPage(url, source, final_url, content_type, hint, zstd.decompress(body))


def archived_urls(database: Database) -> Iterator[str]:
    """Return the addresses of all archived pages, in order."""
    for row in database.execute("select url from raw order by url").fetchall():
        yield row.url
