"""Describe the tables, give SQL its functions, and make cells readable."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from click import ClickException
from markupsafe import Markup
from pluggy import HookimplMarker

from storage.datasette import fts_query, local_time, safe_text
from storage.datasette.data_dictionary import load_description
from storage.datasette.html_elements import time_element, zone_of
from storage.datasette.unique_order import order_every_page_uniquely
from storage.monitoring.present import present_health

hookimpl = HookimplMarker("datasette")

#: columns that hold a time, in whichever table
TIMES = frozenset(
    {"published", "modified", "first_published", "last_published", "first_seen", "last_seen", "seen_at", "at", "until"}
    | {"last_fetched", "last_success", "last_full", "started", "finished", "decided_at", "labelled_at", "since"}
    | {"next_try", "health_since", "time"}
)
#: every column that the description names, and those that a database has (generated ones too)
DESCRIBED = {(name, column) for name, table in load_description()["tables"].items() for column in table["columns"]}
EXISTING_COLUMNS = (
    "select tables.name as table_name, columns.name as column_name "
    "from sqlite_master as tables, pragma_table_xinfo(tables.name) as columns where tables.type in ('table', 'view')"
)
PAGE_OF_TABLE = {"articles": "article", "stories": "story"}


@hookimpl(specname="startup")
def order_tables() -> None:
    """Have every table turned page by page without passing over a row."""
    order_every_page_uniquely()


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Refuse a file whose tables are not ours; raise ClickException, which is shown as one sentence."""

    async def check() -> None:
        database = datasette.get_database()
        rows = (await database.execute(EXISTING_COLUMNS)).rows
        if missing := DESCRIBED - {(row["table_name"], row["column_name"]) for row in rows}:
            table, column = min(missing)
            what = f"column {column} in {table}" if table in {row["table_name"] for row in rows} else f"table {table}"
            raise ClickException(
                f"{database.path} has no {what}: it is no archive of osecwatch, or of an older version; "
                "run `make watch` once to bring it up to date"
            )

    return check


@hookimpl
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Describe every attached database as ours, since the name of its file is the owner's choice."""
    return {"databases": {name: load_description() for name in datasette.databases if name != "_internal"}}


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, datasette: Any) -> None:
    """Give SQL the functions that make what people type, or what others wrote, harmless."""
    expression = partial(fts_query.match_expression, known=fts_query.words_of_index(conn))
    # the search of a table page asks for the first, and Datasette's own fails on a lone quotation mark
    for name, arguments in (("escape_fts", 1), ("match_expression", 1), ("match_expression", 2)):
        conn.create_function(name, arguments, expression, deterministic=True)
    for name, local in (("reader_year", local_time.local_year), ("reader_month", local_time.local_month)):
        conn.create_function(name, 2, partial(local, zone=zone_of(datasette)), deterministic=True)
    conn.create_function("health_now", 5, health_now)
    conn.create_function("plain", 1, lambda value: safe_text.displayable(value or ""), deterministic=True)
    conn.create_function("basis_note", 2, safe_text.basis_note, deterministic=True)
    conn.create_function("web_address", 1, safe_text.web_address, deterministic=True)


def health_now(
    health: str, failures: int, last_success: str | None, last_asked: str | None, dropped: str | None
) -> str:
    """Return how a source is doing at the moment."""
    return present_health(health, failures, last_success, last_asked, dropped, datetime.now(UTC))


@hookimpl
def render_cell(row: sqlite3.Row, value: object, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Show times in words, and let titles lead to the page of their article or story."""
    if isinstance(value, str) and column in TIMES:
        known = row["published_precision"] if column == "published" and "published_precision" in row.keys() else ""  # noqa: SIM118 - "in" a Row looks at its values
        return time_element(value, known, datetime.now(UTC), zone_of(datasette))
    if column == "title" and table in PAGE_OF_TABLE:
        path = datasette.urls.path(f"/{PAGE_OF_TABLE[table]}/{row['id']}")
        return Markup('<a href="%s"><bdi>%s</bdi></a>') % (path, value or "(no title)")
    return None
