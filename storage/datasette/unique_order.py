"""Every page of a table in one order that is the same each time, so that turning pages passes over no row.

Datasette 0.65.5 goes on behind a row's value and key, but orders the first page by the value alone; views have no keys.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from datasette.database import Database  # type: ignore[import-untyped]
from datasette.utils import escape_sqlite, tilde_decode  # type: ignore[import-untyped]
from datasette.views.table import TableView  # type: ignore[import-untyped]

#: how Datasette ends the statement that asks for a page, and how it orders by one column before that
_LIMIT = re.compile(r" ?limit \d+(?: offset \d+)?$")
_ORDER = re.compile(r" ?order by (?P<column>\[[^\]]+\]|\w+)(?P<desc> desc)? *$")


@dataclass(frozen=True, slots=True)
class Keys:
    """The columns that tell the rows of a table apart, or of a view, which Datasette does not order at all."""

    columns: tuple[str, ...]
    is_view: bool = False


#: those of the table that is being shown; none where none is
_shown: ContextVar[Keys | None] = ContextVar("shown", default=None)


def with_unique_order(sql: str, keys: Keys | None) -> str:
    """Return the statement for a page with its order made unique by the keys; any other statement as it is."""
    limit = _LIMIT.search(sql)
    if not limit or not keys:
        return sql
    head = sql[: limit.start()]
    ordered = _ORDER.search(head)
    if not ordered and not keys.is_view:
        return sql
    order = [ordered["column"] + (ordered["desc"] or "")] if ordered else []
    order += [column for column in map(escape_sqlite, keys.columns) if column not in order]
    begin = head[: ordered.start()] if ordered else head
    return f"{begin} order by {', '.join(order)}{' ' + limit[0].lstrip()}"


async def keys_of(datasette: Any, request: Any) -> Keys | None:
    """Return the keys of the table or view that a request asks for; none where it asks for something else."""
    name, table = (tilde_decode(request.url_vars[part]) for part in ("database", "table"))
    try:
        database = datasette.get_database(route=name)
    except KeyError:
        return None
    if await database.get_view_definition(table):
        return Keys(tuple(await database.table_columns(table)), is_view=True)
    if not await database.table_exists(table):
        return None
    return Keys(tuple(await database.primary_keys(table)) or ("rowid",))


async def untyped_columns(database: Database, table: str) -> set[str]:
    """Return the columns of a table whose values compare otherwise as text in an address: of bytes, or of no type.

    The page behind such a value would begin anywhere. Views are paged by counting, so all of theirs will do; types of
    a masked table are those of the table itself.
    """
    if await database.get_view_definition(table):
        return set()
    sql = "select name from pragma_table_xinfo(?, 'main') where type in ('', 'BLOB')"
    rows = await database.execute_fn(lambda connection: connection.execute(sql, [table]).fetchall())
    return {row["name"] for row in rows}


def order_every_page_uniquely() -> None:
    """Have Datasette show tables in an order that is the same for every page, once."""
    if hasattr(TableView.data, "replaced"):
        return
    data, execute, sortable = TableView.data, Database.execute, TableView.sortable_columns_for_table

    async def data_in_order(self: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        token = _shown.set(await keys_of(self.ds, request))
        try:
            return await data(self, request, *args, **kwargs)
        finally:
            _shown.reset(token)

    async def execute_in_order(self: Any, sql: str, *args: Any, **kwargs: Any) -> Any:
        return await execute(self, with_unique_order(sql, _shown.get()), *args, **kwargs)

    async def sortable_in_order(self: Any, database_name: str, table: str, *args: Any, **kwargs: Any) -> set[str]:
        columns: set[str] = await sortable(self, database_name, table, *args, **kwargs)
        return columns - await untyped_columns(self.ds.databases[database_name], table)

    data_in_order.replaced = data  # type: ignore[attr-defined]
    TableView.data, Database.execute = data_in_order, execute_in_order
    TableView.sortable_columns_for_table = sortable_in_order
