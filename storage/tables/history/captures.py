"""Which pages a web archive need not be asked for again."""

from __future__ import annotations

from sqlite_utils import Database

from storage.tables.pages import identity


def is_read(database: Database, url: str) -> bool:
    """Return whether a page led to an article, or was read as a web archive has it, whatever came of that."""
    rows = database.execute(
        "select 1 from pages where (url = ? or canonical = ?) "
        "and (article is not null or captured is not null) limit 1",
        [url, identity(url)],
    )
    return rows.fetchone() is not None
