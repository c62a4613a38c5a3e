"""A list as an Atom feed (RFC 4287), with the dates of its entries; takes the place of datasette-atom's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree import ElementTree

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette.data_dictionary import load_description
from storage.datasette.safe_text import displayable

hookimpl = HookimplMarker("datasette")

NAMESPACE = "http://www.w3.org/2005/Atom"
NEEDED = {"atom_id", "atom_title", "atom_updated"}
#: the elements of an entry by the columns that hold their texts
TEXTS = {"id": "atom_id", "title": "atom_title", "updated": "atom_updated", "published": "atom_published"}


# the last to be asked counts for Datasette
@hookimpl(trylast=True)
def register_output_renderer() -> dict[str, Any]:
    """Add Atom to what a list can be taken away as, where it has the columns for it."""
    return {"extension": "atom", "render": render, "can_render": lambda columns: set(columns) >= NEEDED}


def render(
    datasette: Any, request: Any, columns: Sequence[str], rows: Sequence[sqlite3.Row], query_name: str | None
) -> Response:
    """Return the rows as a feed; raise DatasetteError where columns are missing."""
    if missing := NEEDED - set(columns):
        raise DatasetteError(f"a feed needs the column {min(missing)}", status=400)

    def whole(address: str) -> str:
        return str(datasette.absolute_url(request, datasette.urls.path(address))) if address[:1] == "/" else address

    query = load_description()["queries"].get(query_name, {})
    entries = [{name: displayable(str(row[name] or "")) for name in columns} for row in rows]
    for entry in entries:
        entry["atom_link"] = whole(entry.get("atom_link", ""))
    return Response(
        feed(whole(request.full_path), query.get("title", "osecwatch"), entries),
        content_type="application/atom+xml; charset=utf-8",
    )


def feed(address: str, title: str, entries: Iterable[dict[str, str]]) -> str:
    """Return a feed as XML; an entry's columns that are empty are left out."""
    shown = list(entries)
    root = ElementTree.Element("feed", xmlns=NAMESPACE)
    add(root, "id", address)
    add(root, "title", title)
    add(root, "updated", max((entry["atom_updated"] for entry in shown), default="1970-01-01T00:00:00Z"))
    add(root, "link", "", rel="self", href=address)
    for entry in shown:
        part = ElementTree.SubElement(root, "entry")
        for name, column in TEXTS.items():
            if entry.get(column):
                add(part, name, entry[column])
        if entry.get("atom_link"):
            add(part, "link", "", href=entry["atom_link"])
        if entry.get("atom_author_name"):
            add(ElementTree.SubElement(part, "author"), "name", entry["atom_author_name"])
        add(part, "content", entry.get("atom_content", ""), type="text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    """Add an element."""
    ElementTree.SubElement(parent, name, attributes).text = text
