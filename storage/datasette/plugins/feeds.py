"""A list as an Atom feed (RFC 4287), with the dates of its entries; takes the place of datasette-atom's."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr  # nothing of others is read here, only written

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette.data_dictionary import load_description
from storage.datasette.exporting.rows_left_out import ROWS_LEFT_OUT
from storage.datasette.safe_text import displayable

hookimpl = HookimplMarker("datasette")

NAMESPACE = "http://www.w3.org/2005/Atom"
NEEDED = {"atom_id", "atom_title", "atom_updated"}
#: the elements of an entry by the columns that hold their texts
TEXTS = {"id": "atom_id", "title": "atom_title", "updated": "atom_updated", "published": "atom_published"}
#: the entry that says so where rows are left out
LEFT_OUT = {"atom_id": "urn:osecwatch:left-out", "atom_title": "More than is given here", "atom_content": ROWS_LEFT_OUT}


# the last to be asked counts for Datasette
@hookimpl(trylast=True)
def register_output_renderer() -> dict[str, Any]:
    """Add Atom to what a list can be taken away as, where it has the columns for it."""
    return {"extension": "atom", "render": render, "can_render": lambda columns: set(columns) >= NEEDED}


def render(
    datasette: Any,
    request: Any,
    columns: Sequence[str],
    rows: Sequence[sqlite3.Row],
    query_name: str | None,
    data: dict[str, Any],
) -> Response:
    """Return the rows as a feed; raise DatasetteError where columns are missing."""
    if missing := NEEDED - set(columns):
        raise DatasetteError(f"a feed needs the column {min(missing)}", status=400)

    def whole(address: str) -> str:
        return str(datasette.absolute_url(request, datasette.urls.path(address))) if address[:1] == "/" else address

    query = load_description()["queries"].get(query_name, {})
    entries = [{name: displayable(str(value or "")) for name, value in zip(columns, row, strict=True)} for row in rows]
    for entry in entries:
        entry["atom_link"] = whole(entry.get("atom_link", ""))
    if data.get("truncated"):
        entries.append(LEFT_OUT | {"atom_updated": entries[-1]["atom_updated"]})
    return Response(
        feed(whole(request.full_path), query.get("title", "osecwatch"), entries),
        content_type="application/atom+xml; charset=utf-8",
    )


def feed(address: str, title: str, entries: Sequence[Mapping[str, str]]) -> str:
    """Return a feed as XML; an entry's columns that are empty are left out."""
    updated = max((entry["atom_updated"] for entry in entries), default="1970-01-01T00:00:00Z")
    head = [element("id", address), element("title", title), element("updated", updated)]
    head.append(element("link", rel="self", href=address))
    body = "".join([*head, *map(entry_element, entries)])
    return f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{NAMESPACE}">{body}</feed>'


def entry_element(row: Mapping[str, str]) -> str:
    """Return one entry as XML."""
    parts = [element(name, row[column]) for name, column in TEXTS.items() if row.get(column)]
    if row.get("atom_link"):
        parts.append(element("link", href=row["atom_link"]))
    if row.get("atom_author_name"):
        parts.append(f"<author>{element('name', row['atom_author_name'])}</author>")
    parts.append(element("content", row.get("atom_content", ""), type="text"))
    return f"<entry>{''.join(parts)}</entry>"


def element(name: str, text: str = "", /, **attributes: str) -> str:
    """Return an element as XML."""
    given = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{given}>{escape(text)}</{name}>"
