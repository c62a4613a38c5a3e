"""The page of one place, body, law or speaker: how often it is named, in which articles, and beside whom."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from storage.datasette.charts import bars, period_of, periods, size_of
from storage.datasette.page_context import Missing, PageContext, Values
from storage.datasette.views.periods import YEAR, CountedMonths, period_asked
from text.bodies.catalogue import bodies_by_slug
from text.bodies.laws import law_names
from text.places.gazetteer import places_by_code

#: articles that are counted, the latest of those that name the subject, and those whose other entries are; this bounds
#: what a page costs
MAX_COUNTED, MAX_COMPARED = 10_000, 2_000
#: months that are counted where the address asks for none; older articles are few, and wrong dates many
MONTHS_BACK = 15 * 12
ARTICLES_PER_PAGE = 20
#: kinds of places that have a page; nothing below a city has one, as it helps to find a child
PLACE_KINDS = {"region", "province", "city"}


class LedgerSubject(NamedTuple):
    """What a page is about: which of the ledgers it is of, its value there, its name, and what is known of it."""

    ledger: str
    value: str
    name: str
    facts: Sequence[str]
    #: what the search is narrowed to it by; empty where it cannot be
    facet: str = ""


async def place_page(context: PageContext) -> Values:
    """Return the page of a region, a province or a city."""
    place = places_by_code().get(context.request.url_vars["value"])
    if place is None or place.kind not in PLACE_KINDS:
        raise Missing
    around = [code for code in (place.province, place.region) if code and code != place.code]
    facts = [place.kind, *(places_by_code()[code].name for code in around), f"PSGC {place.code}"]
    return await subject_page(context, LedgerSubject("place", place.code, place.name, facts, "place"))


async def body_page(context: PageContext) -> Values:
    """Return the page of a court, an agency or an organisation."""
    body = bodies_by_slug().get(context.request.url_vars["value"])
    if body is None:
        raise Missing
    return await subject_page(context, LedgerSubject("body", body.slug, body.name, [body.kind, body.country], "body"))


async def law_page(context: PageContext) -> Values:
    """Return the page of a law, whose address has a hyphen for the blank in its number."""
    number = context.request.url_vars["value"].replace("-", " ")
    return await subject_page(context, LedgerSubject("law", number, law_names().get(number) or number, [number]))


async def speaker_page(context: PageContext) -> Values:
    """Return the page of somebody quoted in an office, with what they are quoted with."""
    key = context.request.url_vars["value"]
    offices = await context.rows("offices_of", value=key)
    if not offices:
        raise Missing
    subject = LedgerSubject("speaker", key, offices[0]["name"], [row["office"] for row in offices])
    shown = await subject_page(context, subject)
    ids = json.dumps([row["id"] for row in shown["articles"]])
    return shown | {"quotations": await context.rows("quotations_of", value=key, ids=ids)}


async def speakers_page(context: PageContext) -> Values:
    """Return who is quoted in an office in a period."""
    if context.anonymous:
        raise Missing
    period = period_asked(context.asked("from"), context.asked("until"), context.now, YEAR)
    asked = {"since": period.first, "until": period.until, "most": MAX_COUNTED}
    return {"period": period, "most": MAX_COUNTED, "speakers": await context.rows("speakers_named", **asked)}


async def subject_page(context: PageContext, subject: LedgerSubject) -> Values:
    """Return a subject's counts by month, its articles of the period, and what these name beside it."""
    if context.anonymous:
        raise Missing
    other = context.asked("with") if subject.ledger == "body" and context.asked("with") in bodies_by_slug() else ""
    asked = {"value": subject.value, "most": MAX_COUNTED} | ({"other": other} if subject.ledger == "body" else {})
    rows = await context.rows(f"articles_of_{subject.ledger}", **asked)
    if not rows and subject.ledger not in {"place", "body"}:
        raise Missing
    period = period_asked(context.asked("from"), context.asked("until"), context.now, MONTHS_BACK)
    within = [row["id"] for row in rows if period.has(row["month"])]
    page = max(1, int(number)) if (number := context.asked("page")[:4]).isdecimal() else 1
    shown = within[(page - 1) * ARTICLES_PER_PAGE : page * ARTICLES_PER_PAGE]
    return {
        "subject": subject,
        "period": period,
        "other": bodies_by_slug()[other] if other else None,
        "cut": len(rows) >= MAX_COUNTED,
        "most": MAX_COUNTED,
        "compared": MAX_COMPARED if len(within) > MAX_COMPARED else 0,
        "total": len(within),
        "months": by_month(rows, period),
        "articles": await context.rows("listed_articles", ids=json.dumps(shown)),
        "first": (page - 1) * ARTICLES_PER_PAGE + 1,
        "previous": page - 1,
        "next": page + 1 if len(within) > page * ARTICLES_PER_PAGE else 0,
        "beside": await named_beside(context, subject, within[:MAX_COMPARED]),
    }


def by_month(rows: Sequence[sqlite3.Row], period: CountedMonths) -> Values:
    """Return the articles by month, or by longer periods where there are too many months, as bars."""
    found = [row["month"] for row in rows if period.has(row["month"])]
    first = max(period.first, min(found, default=period.last))
    size = size_of(first, period.last)
    names = periods(first, period.last, size)
    counts = Counter(period_of(month, size) for month in found)
    return {"bars": bars([counts[name] for name in names], names), "first": names[0], "last": names[-1]}


async def named_beside(context: PageContext, subject: LedgerSubject, articles: Sequence[int]) -> Values:
    """Return the bodies, places and laws that some articles name beside a subject, with the number of articles."""
    ids = json.dumps(articles)
    found = {ledger: await context.rows(f"{query}_of", ids=ids) for ledger, query in BESIDE.items()}
    return {
        ledger: [
            (row["value"], name_of(ledger, row["value"]), row["articles"])
            for row in rows
            if (ledger, row["value"]) != (subject.ledger, subject.value)
        ]
        for ledger, rows in found.items()
    }


#: ledgers that tell what articles name, by the beginning of the query
BESIDE = {"body": "bodies", "place": "places", "law": "laws"}


def name_of(ledger: str, value: str) -> str:
    """Return how a place, a body or a law is called."""
    if ledger == "place":
        return places_by_code()[value].name
    if ledger == "body":
        return bodies_by_slug()[value].name
    return f"{value}, {name}" if (name := law_names().get(value)) else value
