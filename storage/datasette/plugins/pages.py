"""The reading room's own pages: which address shows what, once the reader may see it."""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from click import ClickException
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]
from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette import saved_searches
from storage.datasette.access import is_anonymous, is_public, search_scope
from storage.datasette.answering import Gather, View, answered
from storage.datasette.data_dictionary import load_description
from storage.datasette.desk.permission import editor_of
from storage.datasette.exporting.spreadsheet_cells import XLSX, workbook
from storage.datasette.front_pages import front_pages_of
from storage.datasette.html_elements import zone_of
from storage.datasette.page_context import Missing, PageContext, Values
from storage.datasette.views import (
    alerts,
    articles,
    cases,
    changes,
    charts,
    collections,
    desk,
    front,
    ledgers,
    search,
    watch,
)
from storage.datasette.views.releases import files, report, uptake
from storage.datasette.views.subjects import country, network
from storage.datasette.views.subjects import pages as subjects
from storage.datasette.views.usage import pages as usage
from storage.monitoring.present import watch_of
from storage.tables import runs

hookimpl = HookimplMarker("datasette")

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


async def nothing(_context: PageContext) -> Values:
    """Return for a page that says the same to everyone."""
    return {}


async def inside(context: PageContext) -> Values:
    """Return for a page that only leads to others, which anonymous visitors have not."""
    if context.anonymous:
        raise Missing
    return {}


PAGES: dict[str, tuple[str, Gather]] = {
    r"/story/(?P<id>\d+)$": ("story.html", articles.story),
    r"/story/(?P<id>\d+)/ledger$": ("ledger.html", ledgers.story_ledger),
    r"/case/(?P<id>\d+)$": ("case.html", cases.case),
    r"/article/(?P<id>\d+)$": ("article.html", articles.article),
    r"/compare/(?P<earlier>\d+)/(?P<later>\d+)$": ("compare.html", articles.compare),
    r"/search$": ("search.html", search.search),
    r"/sources$": ("sources.html", watch.sources),
    r"/runs$": ("runs.html", watch.runs),
    r"/changes$": ("changes.html", changes.show_changes),
    r"/charts$": ("charts.html", charts.charts),
    r"/collections$": ("collections.html", collections.all_collections),
    r"/collection/(?P<id>\d+)$": ("collection.html", collections.one_collection),
    r"/alerts$": ("alerts.html", alerts.show_alerts),
    r"/desk$": ("desk.html", desk.show_desk),
    r"/desk/(?P<what>takedown|redact|candidate)/(?P<id>\d+)$": ("takedown.html", desk.second_step),
    r"/help$": ("help.html", nothing),
    r"/data$": ("data.html", inside),
    r"/ledgers$": ("ledgers.html", inside),
    r"/releases$": ("releases.html", uptake.releases_page),
    r"/release/(?P<id>\d+)$": ("release.html", report.release_page),
    r"/words$": ("words.html", usage.words_page),
    r"/words/(?P<word>[\w-]+)$": ("word.html", usage.word_page),
    r"/places$": ("places.html", country.country_page),
    r"/place/(?P<value>\d{10})$": ("subject.html", subjects.place_page),
    r"/bodies$": ("bodies.html", network.bodies_page),
    r"/body/(?P<value>[\w-]+)$": ("subject.html", subjects.body_page),
    r"/speakers$": ("speakers.html", subjects.speakers_page),
    r"/speaker/(?P<value>[\w-]+)$": ("subject.html", subjects.speaker_page),
    r"/law/(?P<value>[\w-]+)$": ("subject.html", subjects.law_page),
}


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """Return every page of ours, and robots.txt."""
    return [
        (r"/$", answered(front_page, html_page)),
        *((path, page(*shown)) for path, shown in PAGES.items()),
        (r"/story/(?P<id>\d+)/ledger\.csv$", answered(ledgers.story_ledger_csv, csv_file)),
        (r"/releases/outlets\.csv$", answered(uptake.outlets_file, csv_file)),
        (r"/release/(?P<id>\d+)\.csv$", answered(files.release_file, csv_file)),
        (r"/release/(?P<id>\d+)\.xlsx$", answered(files.release_book, xlsx_file)),
        (r"/robots\.txt$", robots),
    ]


def page(template: str, gather: Gather) -> View:
    """Return the view that shows a template with what was gathered for it."""

    async def shown(datasette: Any, request: Any, values: Values) -> Response:
        return Response.html(await datasette.render_template(template, values, request=request))

    return answered(gather, shown)


async def front_page(context: PageContext) -> Values:
    """Return the front page as it was made last for such a reader, or made now."""

    async def make() -> str:
        values = await front.front(context) | {"saved": searches()}
        return str(await context.datasette.render_template("front.html", values, request=context.request))

    key = (context.anonymous, context.editor, context.asked("before"), context.asked("id"))
    return {"body": await front_pages_of(context.datasette).page(key, make)}


async def html_page(_datasette: Any, _request: Any, values: Values) -> Response:
    """Return a page that is made."""
    return Response.html(values["body"])


async def csv_file(_datasette: Any, _request: Any, values: Values) -> Response:
    """Return a table as a file to keep; what a spreadsheet could run is taken care of where all CSV is sent."""
    written = io.StringIO()
    csv.writer(written).writerows([values["columns"], *values["rows"]])
    return Response(written.getvalue(), headers=kept_as(values["name"]), content_type="text/csv; charset=utf-8")


async def xlsx_file(_datasette: Any, _request: Any, values: Values) -> Response:
    """Return tables as one spreadsheet to keep."""
    book = await asyncio.to_thread(workbook, values["sheets"])
    return Response(book, headers=kept_as(values["name"]), content_type=XLSX)


def kept_as(name: str) -> dict[str, str]:
    """Return the header by which an answer becomes a file of this name."""
    return {"content-disposition": f'attachment; filename="{name}"'}


async def robots() -> Response:
    """Keep search engines away from everything."""
    return Response.text("User-agent: *\nDisallow: /\n")


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> Callable[[], Awaitable[Values]]:
    """Return what every template may show: the database and its description, the zone, who is reading, the last run."""

    async def values() -> Values:
        return fixed_values(datasette, request) | {"watch": await state_of_watch(datasette)}

    return values


def fixed_values(datasette: Any, request: Any) -> Values:
    """Return what every template may show without asking the database."""
    return {
        "database_name": datasette.get_database().name,
        "zone": zone_of(datasette).key,
        "description": load_description(),
        "outcomes": OUTCOMES,
        "public": is_public(datasette),
        "anonymous": is_anonymous(datasette, request.actor if request else None),
        "editor": editor_of(datasette, request.actor if request else None),
    }


async def state_of_watch(datasette: Any) -> Values:
    """Return when the last run ended and whether that is too long ago; nothing where the database does not answer."""
    try:
        rows = (await datasette.execute(datasette.get_database().name, runs.LATEST)).rows
    except (QueryInterrupted, sqlite3.Error):
        return {}
    watch = watch_of(dict(rows[0]))
    return {
        "ended": rows[0]["finished"],
        "outcome": watch.outcome,
        "good": rows[0]["good"],
        "overdue": watch.is_overdue(datetime.now(UTC)),
    }


def searches() -> list[saved_searches.SavedSearch]:
    """Return the saved searches; raise ClickException, which is shown as one sentence."""
    try:
        return saved_searches.load_saved_searches()
    except saved_searches.SearchesError as error:
        raise ClickException(str(error)) from error


@hookimpl
def register_magic_parameters(datasette: Any) -> list[tuple[str, Callable[[str, Any], str]]]:
    """Tell the named queries what may be searched and whose marks count: no address can set ``:_reader_scope``."""

    def reader(key: str, request: Any) -> str:
        if key == "account":
            return editor_of(datasette, request.actor)
        if key != "scope":
            raise KeyError(key)
        return search_scope(is_anonymous(datasette, request.actor))

    return [("reader", reader)]


@hookimpl
def startup() -> None:
    """Refuse to start with saved searches that cannot be used."""
    searches()
