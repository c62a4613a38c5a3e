"""Every list of articles as citations, to be taken away as a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette.exporting.citations import CITED_COLUMNS, FORMS
from storage.datasette.exporting.rows_left_out import ROWS_LEFT_OUT

#: a sentence behind the citations, in a form that who reads them takes for no citation, or for a plain one
NOTES = {"ris": "TY  - GEN\r\nTI  - {}\r\nER  - \r\n\r\n", "bib": "\n% {}\n", "md": "\n{}\n"}

hookimpl = HookimplMarker("datasette")


def renderer(ending: str) -> dict[str, Any]:
    """Return what writes a list in one of the forms, where it has the columns for it."""
    write, media_type = FORMS[ending]

    def answer(
        columns: Sequence[str], rows: Sequence[sqlite3.Row], query_name: str | None, data: dict[str, Any]
    ) -> Response:
        if missing := CITED_COLUMNS - set(columns):
            raise DatasetteError(f"a citation needs the column {min(missing)}", status=400)
        text = write(dict(zip(columns, row, strict=True)) for row in rows)
        if data.get("truncated"):
            text += NOTES[ending].format(ROWS_LEFT_OUT)
        headers = {"content-disposition": f'attachment; filename="{query_name or "articles"}.{ending}"'}
        return Response(text, headers=headers, content_type=media_type)

    can: Callable[[Sequence[str]], bool] = lambda columns: set(columns) >= CITED_COLUMNS  # noqa: E731
    return {"extension": ending, "render": answer, "can_render": can}


@hookimpl
def register_output_renderer() -> list[dict[str, Any]]:
    """Add the forms of citations to what a list can be taken away as."""
    return [renderer(ending) for ending in FORMS]
