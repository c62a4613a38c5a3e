"""What is read of an article before it is taken down, and how its words leave the database for good."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

#: pages of the full-text index that one step merges, which takes some hundredths of a second
_MERGED_PAGES = 500
#: rows that a step changes when nothing is left to merge (SQLite, "The 'merge' Command")
_NOTHING_MERGED = 2


def texts_of_article(database: Database, number: int) -> tuple[str, list[str]]:
    """Return an article's source, and every text that it has or had, the present one with its standfirst."""
    row = database.execute(
        "select source, standfirst, text from articles join texts on article = id where id = ?", [number]
    ).fetchone()
    versions = [one.text for one in database.execute("select text from versions where article = ?", [number])]
    return row.source, [f"{row.standfirst}\n\n{row.text}", *versions]


def related_articles(database: Database, number: int) -> set[int]:
    """Return the articles that may hold an article's text or tell its case: copies, reuse, links and its story."""
    rows = database.execute(
        """
        select other.id as other from articles as mine join articles as other
            on other.duplicate_of = mine.id or other.id = mine.duplicate_of
            or other.duplicate_of = mine.duplicate_of or other.story = mine.story where mine.id = ?1
        union select later from reuse where earlier = ?1 union select earlier from reuse where later = ?1
        union select other from links where article = ?1 union select article from links where other = ?1
        """,
        [number],
    ).fetchall()
    return {row.other for row in rows} - {number}


def scrub_index(database: Database) -> Iterator[None]:
    """Rewrite the full-text index in steps, each outside a transaction, so that no deleted word is left in it.

    SQLite keeps in an index what was deleted until its parts are merged.
    """
    for (table,) in database.execute("select name from sqlite_master where sql like '%using fts5%'").fetchall():
        pages = -_MERGED_PAGES
        while merge_index(database, table, pages) >= _NOTHING_MERGED:
            pages = _MERGED_PAGES
            yield


def merge_index(database: Database, table: str, pages: int) -> int:
    """Merge so many pages of a full-text index, of all its parts where that is negative; return the rows changed."""
    before = database.conn.total_changes
    with database.atomic():
        database.execute(f"insert into {table} ({table}, rank) values ('merge', ?)", [pages])
    return database.conn.total_changes - before


def empty_log(database: Database) -> None:
    """Move what was written into the database and empty the write-ahead log, as far as readers let it."""
    database.execute("pragma wal_checkpoint(truncate)").fetchall()
