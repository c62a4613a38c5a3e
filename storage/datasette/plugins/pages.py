"""What the templates of the pages can call and know."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette import text, times
from storage.datasette.dictionary import load
from storage.datasette.elements import zone_of

hookimpl = HookimplMarker("datasette")

DESCRIPTION = load()

#: failures in a row after which a source is taken to be down
FAILING = 3

#: by what the search page narrows its results
FACETS = ("year", "source", "kind", "country", "language")

#: what the front page calls the outcomes of pages, in its order; the latter ones were not looked at
OUTCOMES = {
    "stored": "kept, on topic or near it",
    "duplicate": "copies and further addresses",
    "off_topic": "off topic",
    "not_an_article": "no articles",
    "too_short": "too short to judge",
    "not_modified": "unchanged",
    "pending": "not looked at: still waiting",
    "error": "not looked at: failed",
    "blocked_by_robots": "not looked at: refused to robots",
    "blocked_by_wall": "not looked at: behind a wall",
    "too_large": "not looked at: too large",
}

SNIPPETS = """
select rowid as id, snippet(articles_fts, 2, char(2), char(3), '…', 40) as snippet
from articles_fts
where articles_fts match match_expression(:q) and rowid in (select value from json_each(:ids))
"""


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Our front page in place of Datasette's, which counts the rows of every table first."""
    return [(r"/$", front_page)]


async def front_page(datasette: Any, request: Any) -> Response:
    """The stories of the last days."""
    await datasette.ensure_permissions(request.actor, ["view-instance"])
    return Response.html(await datasette.render_template("index.html", request=request))


@hookimpl
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """The database's name, its named queries, the words around hits, and the beginnings of days."""
    zone = zone_of(datasette)
    room = datasette.get_database().name

    async def query(query_name: str, **values: object) -> list[sqlite3.Row]:
        """The rows of a query that database.yaml describes."""
        result = await datasette.execute(room, DESCRIPTION["queries"][query_name]["sql"], values)
        return list(result.rows)

    async def snippets_of(asked: str, rows: Iterable[sqlite3.Row]) -> dict[int, str]:
        """By article, the words around the hits in its text."""
        ids = json.dumps([row["id"] for row in rows])
        result = await datasette.execute(room, SNIPPETS, {"q": asked, "ids": ids})
        return {row["id"]: row["snippet"] for row in result.rows}

    def days_ago(days: int) -> str:
        return times.days_ago(days, datetime.now(UTC), zone)

    functions = (query, snippets_of, days_ago, search_arguments, evidence, health_of)
    values = {"room": room, "zone": zone.key, "description": DESCRIPTION, "facets": FACETS, "outcomes": OUTCOMES}
    return {function.__name__: function for function in functions} | values


def search_arguments(request: Any) -> dict[str, str]:
    """What the search page was asked, every field present."""
    return {name: request.args.get(name) or "" for name in ("q", "order", "everything", *FACETS)}


def evidence(matches: Iterable[sqlite3.Row]) -> tuple[list[str], list[str]]:
    """What to mark in an article's text: the terms, and the sentences of those terms that name words apart."""
    rows = list(matches)
    apart = [row for row in rows if not text.mentions(row["sentence"], row["term"])]
    return [row["term"] for row in rows if row not in apart], [row["sentence"] for row in apart]


def health_of(source: sqlite3.Row, late: str) -> str:
    """How a source fares, in words; from its last answers where no run has judged it yet.

    ``late`` is the time before which a last success is too long ago.
    """
    if source["health"]:
        return str(source["health"])
    if source["failures"]:
        return "failing" if source["failures"] >= FAILING else "in trouble"
    if not source["last_success"]:
        return "not asked yet"
    return "not asked lately" if source["last_success"] < late else "healthy"
