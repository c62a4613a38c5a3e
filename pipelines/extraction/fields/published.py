"""When it was published, by vote among all places that date a page; an update counts only where nothing else does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from items import Hint
from pipelines.extraction.fields.date_weights import DATE_WEIGHTS, MODIFIED_METAS
from pipelines.extraction.fields.page_dates import find_page_dates
from pipelines.extraction.fields.visible_dates import MAX_LABEL_WORDS, labelled_dates, plain_words, visible_dates
from pipelines.extraction.fields.voting import Candidate
from pipelines.extraction.markup.json_ld import plain_value
from pipelines.extraction.markup.structured_data import StructuredData, read_structured_data
from text.dates.addresses import date_in_url
from text.dates.finding import ambiguous_days, find_first_date, find_stated_date
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
    winner = max(sound, key=lambda c: (_support(c, sound), c.weight))
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
    tree: HtmlElement, url: str, headlines: Sequence[str], shown_update: DateWithPrecision | None, *, now: datetime
) -> tuple[DateWithPrecision | None, str]:
    """Return the date of a page that states none in any of the usual places, by what speaks most for one.

    That is the place beside the headline, a label anywhere, the last update that readers see (an update that only a
    template states comes years later), and what htmldate makes of the page.
    """
    shown = find_page_dates(tree, headlines, now=now)
    for date, evidence in (
        (shown.beside_headline, "beside the headline"),
        (shown.published, "label on the page"),
        (shown_update or shown.updated, "last update"),
    ):
        if date:
            return date, evidence
    return guess_date(tree, url, now=now)


def guess_date(tree: HtmlElement, url: str, *, now: datetime) -> tuple[DateWithPrecision | None, str]:
    """Return what htmldate makes of the page; for pages that state no date in any of the usual places.

    It never gives the date of an update, nor one that only sentences name.
    """
    address = url if next(_url_dates(url), None) else ""  # other figures in an address are no date
    found = find_date(_main_part(tree), extensive_search=False, original_date=True, url=address, max_date=now)
    date = find_first_date(found) if found else None
    if not date or not is_possible_date(date, now):
        return None, ""
    modified = choose_modified(read_structured_data(tree), now=now)
    if modified and modified.day == date.day:
        return None, ""
    lines = [text for node in tree.itertext() if (text := " ".join(node.split()))]
    places = [(lines[n], kind) for n, mention, kind in labelled_dates(lines) if mention.date.day == date.day]
    if places and all(kind == "updated" or len(plain_words(line)) > MAX_LABEL_WORDS for line, kind in places):
        return None, ""
    if not places and any(date.day in ambiguous_days(line) for line in lines):
        return None, ""
    return date, "htmldate"


def _main_part(tree: HtmlElement) -> HtmlElement:
    """Return a copy of the page without its margins, and without what stands for the server's headers."""
    copy = deepcopy(tree)
    for element in list(copy.iter("footer", "nav", "aside", "meta")):
        if element.getparent() is not None and (element.tag != "meta" or element.get("http-equiv")):
            element.drop_tree()
    return copy


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
    yield (
        _value_text(structured.article.get("datePublished")),
        "json-ld datePublished",
        DATE_WEIGHTS["json-ld datePublished"],
    )
    yield _value_text(structured.article.get("dateCreated")), "json-ld dateCreated", DATE_WEIGHTS["json-ld dateCreated"]
    for group, *names in _METAS:
        weight = DATE_WEIGHTS[group]
        yield from ((structured.metas[name][0], f"meta {name}", weight) for name in names if name in structured.metas)


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
