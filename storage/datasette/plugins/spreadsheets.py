"""Every list as a spreadsheet (xlsx), its cells as text and numbers only."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from datasette.database import QueryInterrupted  # type: ignore[import-untyped]
from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette.exporting.spreadsheet_cells import XLSX, Sheet, workbook

hookimpl = HookimplMarker("datasette")

#: rows of one file: a sheet holds a million, but takes half a minute to write then; chosen, not measured
MAX_SHEET_ROWS = 50_000
SHEET_IS_CUT = "Only the first {:,} rows are given here; narrow the list, or take a table as CSV."
#: how Datasette ends the statement for a page of a table
PAGE_END = re.compile(r" limit \d+(?: offset \d+)?$")


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """Add xlsx to what a list can be taken away as."""
    return {"extension": "xlsx", "render": render}


async def render(
    datasette: Any,
    database: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    table: str | None,
    query_name: str | None,
    data: dict[str, Any],
) -> Any:
    """Return all rows of a table, or those that a query gave, as a file to keep; its last row says what is left out."""
    cut = bool(data.get("truncated"))
    if table and data.get("next"):
        rows, cut = await all_rows(datasette, database, data["query"], rows)
    notes = [[SHEET_IS_CUT.format(len(rows))]] if cut else []
    book = await asyncio.to_thread(workbook, [Sheet("", columns, [*rows, *notes])])
    headers = {"content-disposition": f'attachment; filename="{query_name or table or "rows"}.xlsx"'}
    return Response(book, headers=headers, content_type=XLSX)


async def all_rows(
    datasette: Any, database: str, query: dict[str, Any], shown: Sequence[Sequence[object]]
) -> tuple[Sequence[Sequence[object]], bool]:
    """Return the rows of a table, and whether some are left out: too many for a sheet, or too much for one question."""
    sql = f"{PAGE_END.sub('', query['sql'])} limit {MAX_SHEET_ROWS + 1}"
    try:
        found = (await datasette.execute(database, sql, query["params"], truncate=False)).rows
    except (QueryInterrupted, sqlite3.OperationalError):
        return shown, True
    return found[:MAX_SHEET_ROWS], len(found) > MAX_SHEET_ROWS
