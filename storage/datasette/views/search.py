"""The search page: results, what they can be narrowed by, and addresses to take them away by."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from storage.datasette.access import search_scope
from storage.datasette.exporting.rows_left_out import MAX_QUERY_ROWS
from storage.datasette.local_time import month_edges
from storage.datasette.page_context import PageContext, Values
from text.bodies.catalogue import bodies_by_slug
from text.places.gazetteer import places_by_code

#: by what results can be narrowed, in the order of the page
COLUMN_FACETS = ("year", "source", "kind", "country", "language")
#: those of which an article has several, by the query that counts them
ENTRY_FACETS = {"term": "terms_of", "place": "places_of", "body": "bodies_of"}
SEARCH_FIELDS = ("q", "order", "everything", "marked", *COLUMN_FACETS, *ENTRY_FACETS)
#: an account's own marks, and how they are shown
OWN_MARKS = {"star": "starred", "unread": "unread", "read": "read", "note": "with a note"}
RESULTS_PER_PAGE = 20
#: before the first page of the web; New Year in the reader's zone is looked at from then on
FIRST_YEAR = 1990
#: file name endings of the query's results, and what a reader calls them
EXPORTS = {"csv": "table (CSV)", "xlsx": "spreadsheet (xlsx)", "json": "JSON", "md": "citations (Markdown)"} | {
    "ris": "citations (RIS)",
    "bib": "citations (BibTeX)",
}

#: a value, how it is shown, and the number of articles
Choice = tuple[str, str, int]


async def search(context: PageContext) -> Values:
    """Return one page of results with their snippets."""
    asked = {name: context.asked(name) for name in SEARCH_FIELDS}
    page = max(1, int(number)) if (number := context.asked("page")[:6]).isdecimal() else 1
    reader = {"_reader_scope": search_scope(context.anonymous), "_reader_account": context.editor}
    found = await context.rows("search", **reader, **asked)
    hits, is_cut = found[:MAX_QUERY_ROWS], len(found) > MAX_QUERY_ROWS
    shown = hits[(page - 1) * RESULTS_PER_PAGE : page * RESULTS_PER_PAGE]
    rows = await context.rows_by_query(asked_of_hits(context, asked, hits, shown, is_cut=is_cut))
    # of everything, the counts of triggers tell how much there is beyond what a search finds
    counted = rows["facets"] or hits
    choices = narrowed(rows, counted)
    return {
        "asked": asked,
        "marks": marks_to_choose(rows["tags_of"]) if context.editor else {},
        "first": (page - 1) * RESULTS_PER_PAGE + 1,
        "previous": page - 1,
        "shown": shown,
        "next": page + 1 if len(hits) > page * RESULTS_PER_PAGE else 0,
        "most": MAX_QUERY_ROWS,
        "cut": is_cut,
        "total": number_of_articles(counted),
        "choices": choices,
        "others": {name: without(asked, name) for name in choices},
        "narrowing": {name: shown_value(name, asked[name]) for name in (*COLUMN_FACETS, *ENTRY_FACETS)},
        "snippets": {row["id"]: row["snippet"] for row in rows["snippets"]},
        **export_links(context, asked),
    }


def asked_of_hits(
    context: PageContext,
    asked: Mapping[str, str],
    hits: Sequence[sqlite3.Row],
    shown: Sequence[sqlite3.Row],
    *,
    is_cut: bool,
) -> dict[str, Values]:
    """Return the queries for what stands beside the hits, with their values."""
    ids = json.dumps([row["id"] for row in hits])
    queries: dict[str, Values] = {query: {"ids": ids} for query in ENTRY_FACETS.values()}
    if is_cut and not any(asked[name] for name in ("q", "marked", *ENTRY_FACETS)):
        fields = ("everything", "source", "kind", "country", "language", "year")
        years = range(FIRST_YEAR, context.now.year + 2)
        edges = json.dumps(month_edges([f"{year}-01" for year in years], context.zone))
        queries["facets"] = {"edges": edges} | {name: asked[name] for name in fields}
    if asked["q"] and not context.anonymous:
        queries["snippets"] = {"q": asked["q"], "ids": json.dumps([row["id"] for row in shown])}
    if context.editor:
        queries["tags_of"] = {"account": context.editor}
    return queries


def marks_to_choose(tags: Iterable[sqlite3.Row]) -> dict[str, str]:
    """Return what an account may narrow a search by of its own marks."""
    return OWN_MARKS | {f"tag:{row['text']}": f"tagged {row['text']}" for row in tags}


def narrowed(rows: Mapping[str, list[sqlite3.Row]], counted: list[sqlite3.Row]) -> dict[str, list[Choice]]:
    """Return what narrows the results: each facet that has several values."""
    choices = {name: tally(counted, name) for name in COLUMN_FACETS}
    for name, query in ENTRY_FACETS.items():
        choices[name] = [(row["value"], shown_value(name, row["value"]), row["articles"]) for row in rows[query]]
    return {name: values for name, values in choices.items() if len(values) > 1}


def shown_value(facet: str, value: str) -> str:
    """Return how a value that narrows the results is called."""
    if facet == "place" and value in places_by_code():
        return places_by_code()[value].name
    if facet == "body" and value in bodies_by_slug():
        return bodies_by_slug()[value].name
    return value


def tally(rows: list[sqlite3.Row], column: str) -> list[Choice]:
    """Return each value of a column with its name and number of articles, most frequent first, without empty ones."""
    if not rows:
        return []
    names = rows[0].keys()
    # by place, since a name is looked for anew in every row
    value, shown = names.index(column), names.index("publisher" if column == "source" else column)
    counts: Counter[tuple[str, str]] = Counter()
    if "articles" in names:
        for row in rows:
            counts[row[value], row[shown]] += row["articles"]
    else:
        counts.update([(row[value], row[shown]) for row in rows])
    return [(value, name, count) for (value, name), count in counts.most_common() if value]


def number_of_articles(rows: list[sqlite3.Row]) -> int:
    """Return for how many articles rows stand: one each, unless they are counts."""
    return sum(row["articles"] for row in rows) if rows and "articles" in rows[0].keys() else len(rows)  # noqa: SIM118 - "in" a Row looks at its values


def without(asked: Mapping[str, str], facet: str) -> str:
    """Return what is asked for but for one facet, to be put behind another value of it in an address."""
    others = urlencode({name: value for name, value in asked.items() if value and name != facet})
    return f"&{others}" if others else ""


def export_links(context: PageContext, asked: Mapping[str, str]) -> Values:
    """Return where the same results are to be had in other forms; the feed's address is whole, to be copied."""
    given = {name: value for name, value in asked.items() if value}
    query = context.datasette.urls.query(context.database, "search")
    feed = context.datasette.urls.query(context.database, "new_articles")
    narrowing = {name: value for name, value in given.items() if name not in {"order", "everything", "marked"}}
    return {
        "exports": [(label, f"{query}.{kind}?{urlencode(shaped(given, kind))}") for kind, label in EXPORTS.items()],
        "as_sql": f"{query}?{urlencode(given)}",
        "feed": context.datasette.absolute_url(context.request, f"{feed}.atom?{urlencode(narrowing)}".rstrip("?")),
        "tell": f"{context.datasette.urls.path('/alerts')}?{urlencode(given)}",
        "json_feed": f"{feed}.jsonfeed?{urlencode(narrowing)}".rstrip("?"),
    }


def shaped(given: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return the parameters of an export: CSV as a file to keep, JSON as a plain list."""
    return dict(given) | {"csv": {"_dl": "1"}, "json": {"_shape": "array"}}.get(kind, {})
