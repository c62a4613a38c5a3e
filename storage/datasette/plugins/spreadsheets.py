"""Every list as a spreadsheet (xlsx), its cells as text and numbers only."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from pluggy import HookimplMarker
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from storage.datasette.safe_text import displayable

hookimpl = HookimplMarker("datasette")

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: a cell of a spreadsheet holds no more characters
MAX_CELL_CHARACTERS = 32_767


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """Add xlsx to what a list can be taken away as."""
    return {"extension": "xlsx", "render": render}


def render(columns: Sequence[str], rows: Iterable[Sequence[object]], table: str | None, query_name: str | None) -> Any:
    """Return the rows as a file to keep."""
    name = query_name or table or "rows"
    headers = {"content-disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(workbook(columns, rows), headers=headers, content_type=MEDIA_TYPE)


def workbook(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet: no text is read as a formula, a link or a date."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            write_cell(sheet, place, column, value)
    book.close()
    return file.getvalue()


def write_cell(sheet: Any, row: int, column: int, value: object) -> None:
    """Write one cell; what is neither number nor text, as packed words, stays empty."""
    if isinstance(value, (int, float)) and abs(value) < 2**53:
        sheet.write_number(row, column, value)
    elif isinstance(value, (str, int)):
        sheet.write_string(row, column, displayable(str(value))[:MAX_CELL_CHARACTERS])
