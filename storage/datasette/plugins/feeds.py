"""Lists as Atom feeds and JSON feeds: those of named queries, which takes the place of datasette-atom, and our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette.answering import answered
from storage.datasette.data_dictionary import load_description
from storage.datasette.exporting.feeds import FORMATS, FeedEntry, NewsFeed
from storage.datasette.exporting.rows_left_out import ROWS_LEFT_OUT
from storage.datasette.views.feeds import FEEDS

hookimpl = HookimplMarker("datasette")

#: the entry that says so where rows are left out
LEFT_OUT_ID = "urn:osecwatch:left-out"
NEEDED = {"atom_id", "atom_title", "atom_updated"}
#: the fields of an entry, by the columns that give them
ENTRY_FIELDS = {f"atom_{name}": name for name in ("id", "title", "updated", "published", "link", "content")} | {
    "atom_author_name": "author"
}
#: what a list is asked for as, by the format: Datasette has a JSON of its own
FEED_ENDINGS = {"atom": "atom", "jsonfeed": "json"}


# the last to be asked counts for Datasette
@hookimpl(trylast=True)
def register_output_renderer() -> list[dict[str, Any]]:
    """Add the feeds to what a list can be taken away as, where it has the columns for them."""
    return [
        {
            "extension": ending,
            "render": partial(render, ending),
            "can_render": lambda columns: set(columns) >= NEEDED,
        }
        for ending in FEED_ENDINGS
    ]


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Return the addresses of our own feeds, and the short ones of the feed of new articles."""
    own = [(rf"/{name}\.(?P<form>atom|json)$", answered(gather, as_answer)) for name, gather in FEEDS.items()]
    return [*own, (r"/new\.(?P<form>atom|json)$", new_articles)]


async def as_answer(_datasette: Any, request: Any, feed: NewsFeed) -> Response:
    """Return a feed in the form that its address ends in."""
    return in_form(feed, request.url_vars["form"])


def in_form(feed: NewsFeed, form: str) -> Response:
    """Return a feed in a form."""
    write, media_type = FORMATS[form]
    return Response(write(feed), content_type=media_type)


async def new_articles(datasette: Any, request: Any) -> Response:
    """Lead to the feed of new articles, narrowed as it was asked for."""
    asked = f"?{request.query_string}" if request.query_string else ""
    ending = next(ending for ending, form in FEED_ENDINGS.items() if form == request.url_vars["form"])
    return Response.redirect(f"{datasette.urls.query(datasette.get_database().name, 'new_articles')}.{ending}{asked}")


def render(
    ending: str,
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
        if address.startswith("/search?") and request.query_string:
            # what stands in no entry is found by what the feed was narrowed by
            address = f"{address}&{request.query_string}"
        return str(datasette.absolute_url(request, datasette.urls.path(address))) if address[:1] == "/" else address

    query = load_description()["queries"].get(query_name, {})
    places = {ENTRY_FIELDS[column]: place for place, column in enumerate(columns) if column in ENTRY_FIELDS}
    entries = [feed_entry_of(row, places, whole) for row in rows]
    if data.get("truncated"):
        entries.append(FeedEntry(LEFT_OUT_ID, "More than is given here", entries[-1].updated, content=ROWS_LEFT_OUT))
    return in_form(NewsFeed(whole(request.full_path), query.get("title", "osecwatch"), entries), FEED_ENDINGS[ending])


def feed_entry_of(row: sqlite3.Row, places: Mapping[str, int], whole: Callable[[str], str]) -> FeedEntry:
    """Return the entry of a row, by the places of its fields in it."""
    told = {name: str(row[place] or "") for name, place in places.items()}
    return FeedEntry(**told | {"link": whole(told.get("link", ""))})
