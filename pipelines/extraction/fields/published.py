"""When it was published, by vote among all places that date a page; an update counts only where nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lxml.html import HtmlElement

from items import Hint
from pipelines.extraction.fields.date_weights import DATE_WEIGHTS, MODIFIED_METAS
from pipelines.extraction.fields.page_dates import PageDates, find_script_date
from pipelines.extraction.fields.visible_dates import visible_dates
from pipelines.extraction.fields.voting import Candidate
from pipelines.extraction.markup.json_ld import plain_value
from pipelines.extraction.markup.structured_data import StructuredData
from text.dates.addresses import date_in_url
from text.dates.finding import find_stated_date
from text.dates.parsing import DateWithPrecision, is_possible_date
from text.dates.places import localized

_FINENESS = {"second": 2, "day": 1, "month": 0}
#: a template's constant is far from what the page shows
_MAX_CONSTANT_DISTANCE = timedelta(days=30)
_METAS = (
    (
        "meta, published",
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "article:published",
    ),
    (
        "meta, date of publication",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "publish-date",
        "publishdate",
        "pubdate",
        "publish_date",
        "publication_date",
        "article.published",
        "dcterms.issued",
        "dc.date.issued",
        "citation_publication_date",
        "citation_date",
        "article_date_original",
        "originalpublicationdate",
        "rnews:datepublished",
        "date.published",
        "published",
    ),
    (
        "meta, any date",
        "date",
        "dc.date",
        "dcterms.created",
        "dcterms.date",
        "dc.date.created",
        "article:created",
        "datecreated",
        "created",
    ),
)
#: further names of meta tags for the same, in which some word for publishing stands beside one for a date
_PUBLISHED_META = re.compile(
    r"(?:^|[.:_-])(?:first[._-]?)?(?:publi(?:sh(?:ed)?|cation)|pub|posted|issued?|released?)[._-]?(?:date|time|on|at)$|"
    r"(?:^|[.:_-])date[._:-]?(?:publi(?:sh(?:ed)?|cation)|posted|issued|released)$"
)


def choose_published(
    structured: StructuredData, url: str, header: Iterable[str] = (), hint: Hint | None = None, *, now: datetime
) -> tuple[DateWithPrecision | None, str]:
    """Return when the page was published and where that came from; ``header`` holds the lines shown near the headline.

    Statements that name the same day (or the next one: zones differ) support each other. The future and the time
    before the web never win.
    """
    zone = hint.timezone if hint else None
    candidates = (replace(c, value=localized(c.value, zone)) for c in _date_candidates(structured, url, header, hint))
    stated_dates = [c for c in candidates if is_possible_date(c.value, now)]
    sound = [
        replace(c, weight=DATE_WEIGHTS["a template's constant"]) if _is_constant(c, stated_dates) else c
        for c in stated_dates
    ]
    if not sound:
        return None, ""
    winner = max(sound, key=lambda c: (_support(c, sound), c.weight, -c.value.when.timestamp()))
    group = [c for c in sound if _agree(c.value, winner.value)]
    best = max(group, key=lambda c: (_FINENESS[c.value.precision], c.weight))
    return best.value, ", ".join(dict.fromkeys(c.evidence for c in sorted(group, key=lambda c: c is not best)))


def choose_modified(
    structured: StructuredData, hint: Hint | None = None, header: Iterable[str] = (), *, now: datetime
) -> DateWithPrecision | None:
    """Return when the page says it was last changed; nothing where it does not say."""
    declared = (_value_text(structured.article.get("dateModified")), structured.meta(*MODIFIED_METAS))
    dates = [date for text in declared if text and (date := find_stated_date(text))]
    if hint and hint.modified:
        dates.append(DateWithPrecision.from_datetime(hint.modified))
    dates.extend(filter(None, [find_shown_update(structured, header, now=now)]))
    zoned = (localized(date, hint.timezone if hint else None) for date in dates)
    return next((date for date in zoned if is_possible_date(date, now)), None)


def find_shown_update(structured: StructuredData, header: Iterable[str], *, now: datetime) -> DateWithPrecision | None:
    """Return the date of the last change that readers see near the headline."""
    dates = (shown.statement.value for shown in visible_dates(structured, header) if shown.updated)
    return next((date for date in dates if is_possible_date(date, now)), None)


def find_unstated_date(
    tree: HtmlElement, shown: PageDates, shown_update: DateWithPrecision | None, *, now: datetime
) -> tuple[DateWithPrecision | None, str]:
    """Return the date of a page that states none in any of the usual places, by what speaks most for one.

    That is the place beside the headline, a label anywhere, the only day of publication that a script of the page
    names, and the last update that readers see (an update that only a template states comes years later). Nothing is
    guessed: a page without any of these has no date.
    """
    for date, evidence in (
        (shown.beside_headline, "beside the headline"),
        (shown.published, "label on the page"),
        (find_script_date(tree, now=now), "script"),
        (shown_update or shown.updated, "last update"),
    ):
        if date:
            return date, evidence
    return None, ""


def refine_month(month: DateWithPrecision, evidence: str, shown: PageDates) -> tuple[DateWithPrecision, str]:
    """Return the day in a month, such as an address gives, that the page names beside its headline or by a label."""
    for date, place in ((shown.beside_headline, "beside the headline"), (shown.published, "label on the page")):
        if date and date.precision != "month" and _agree(date, month):
            return date, f"{place}, {evidence}"
    return month, evidence


def _date_candidates(
    structured: StructuredData, url: str, header: Iterable[str], hint: Hint | None
) -> Iterator[Candidate[DateWithPrecision]]:
    if hint and hint.published:
        yield Candidate(
            DateWithPrecision.from_datetime(hint.published, hint.published_precision), "feed", DATE_WEIGHTS["feed"]
        )
    for text, evidence, weight in _declared_dates(structured):
        if date := find_stated_date(text):
            yield Candidate(date, evidence, weight)
    yield from (shown.statement for shown in visible_dates(structured, header) if not shown.updated)
    yield from _url_dates(url)


def _url_dates(url: str) -> Iterator[Candidate[DateWithPrecision]]:
    if date := date_in_url(url):
        yield Candidate(date, "url", DATE_WEIGHTS[f"url with a {date.precision}"])


def _declared_dates(structured: StructuredData) -> Iterator[tuple[str, str, float]]:
    for key in ("datePublished", "dateCreated"):
        weight = DATE_WEIGHTS[f"json-ld {key}"]
        weight = min(weight, DATE_WEIGHTS["json-ld, repaired"]) if structured.repaired else weight
        yield _value_text(structured.article.get(key)), f"json-ld {key}", weight
    for group, *names in _METAS:
        weight = DATE_WEIGHTS[group]
        yield from ((structured.metas[name][0], f"meta {name}", weight) for name in names if name in structured.metas)
    known = {name for _, *names in _METAS for name in names}
    for name in structured.metas:
        if name not in known and _PUBLISHED_META.search(name):
            yield structured.metas[name][0], f"meta {name}", DATE_WEIGHTS["meta, date of publication"]


def _value_text(value: Any) -> str:
    return str(value) if isinstance(value, int) else plain_value(value)


def _is_constant(candidate: Candidate[DateWithPrecision], others: list[Candidate[DateWithPrecision]]) -> bool:
    """Return whether a meta tag looks like a template's constant.

    It gives a midnight that no other place knows, long before the day that the address or the page's lines give.
    """
    local, kind = candidate.value.local, _kind_of_place(candidate)
    if kind != "meta" or (local.hour, local.minute, local.second) != (0, 0, 0):
        return False
    elsewhere = [other for other in others if _kind_of_place(other) != kind]
    if any(_agree(candidate.value, other.value) for other in elsewhere):
        return False
    return any(
        _kind_of_place(c) in {"url", "visible"} and c.value.when - candidate.value.when > _MAX_CONSTANT_DISTANCE
        for c in elsewhere
    )


def _kind_of_place(candidate: Candidate[DateWithPrecision]) -> str:
    return candidate.evidence.split()[0]


def _support(candidate: Candidate[DateWithPrecision], others: list[Candidate[DateWithPrecision]]) -> float:
    """Return the weight of all places that agree; a second mention by the same kind of place adds nothing."""
    strongest: dict[str, float] = {}
    for other in others:
        if _agree(candidate.value, other.value):
            kind = _kind_of_place(other)
            strongest[kind] = max(strongest.get(kind, 0.0), other.weight)
    return sum(strongest.values())


def _agree(one: DateWithPrecision, other: DateWithPrecision) -> bool:
    if "month" in (one.precision, other.precision):
        return one.day[:7] == other.day[:7]
    if one.precision == other.precision == "second":
        return abs(one.when - other.when) <= timedelta(hours=26)
    return one.day == other.day or abs(one.when - other.when) <= timedelta(hours=24)
