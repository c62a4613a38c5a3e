"""When it was published, by vote: the moment, how exactly it is known, and the zone it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from htmldate import find_date
from lxml.html import HtmlElement

from items import Hint
from pipelines.cleaning.structured import Structured, plain
from pipelines.cleaning.votes import Candidate

#: nothing was published on the web before it was public
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_FINE = {"second": 2, "day": 1, "month": 0}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar januari enero ene janvier gennaio jän",
            "february feb februar februari pebrero peb febrero février",
            "march mar märz maart marso marzo mars mrz mrt",
            "april apr abril avril aprile",
            "may mai mei mayo maggio",
            "june jun juni hunyo junio juin giugno",
            "july jul juli hulyo julio juillet luglio",
            "august aug augustus agosto ago août",
            "september sep sept setyembre septiembre septembre settembre",
            "october oct oktober okt oktubre octubre octobre ottobre",
            "november nov nobyembre noviembre novembre",
            "december dec dezember dez disyembre diciembre décembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?:-(\d\d)(?:[T\s]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|"
    r"[+-]\d\d:?\d\d(?!\d)|[A-Z]{2,4}\b)?)?)?(?!\d)"
)
#: the year may stand glued to the reading time: "Apr 29 20213 min read"
_YEAR = r"((?:19|20)\d\d)(?=\D|$|\d{1,2}\s*min)"
_NAMED = (
    re.compile(rf"\b({_MONTH})\.?\s+(?:ika-)?(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*{_YEAR}", re.IGNORECASE),
    re.compile(
        (
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?:ng\s+|de\s+|sa\s+|"
            rf"of\s+)?({_MONTH})\b\.?,?[\s-]+(?:de\s+)?{_YEAR}"
        ),
        re.IGNORECASE,
    ),
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:.](\d\d)(?::(\d\d))?\s*(a\.?m|p\.?m|uhr|uur)?\b\.?\s*([A-Z]{2,4}\b|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
#: abbreviations that mean one zone wherever our sources write them
_ZONES = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "PHT": 480,
    "PHST": 480,
    "SGT": 480,
    "HKT": 480,
    "MYT": 480,
    "JST": 540,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "MEZ": 60,
    "MESZ": 120,
    "EST": -300,
    "EDT": -240,
    "PST": -480,
    "PDT": -420,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "WIB": 420,
}
_URL_DAY = re.compile(
    r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)|[/_-](20\d\d)-?(0[1-9]|1[0-2])-?([0-3]\d)(?:[/_.-]|$)"
)
_URL_MONTH = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])/")
_NOT_PUBLISHED = re.compile(r"updat|modif|comment|related|teaser|recommend|sidebar|footer|most-|latest|expir|event")
_PUBLISHED = re.compile(r"publi|posted|entry-date|post-date|article-date|dateline|byline|article__date|created")
_METAS = (
    (4.0, "article:published_time", "og:article:published_time", "og:published_time", "article:published"),
    (
        3.5,
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
    ),
    (
        2.5,
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
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in UTC, its precision (second, day, month) and the zone it was written in, "" for none."""

    when: datetime
    precision: str
    zone: str = ""

    @property
    def day(self) -> str:
        """The calendar day as it was written."""
        return (self.when + (offset(self.zone) or timedelta())).date().isoformat()


def offset(zone: str) -> timedelta | None:
    """What a zone such as "+08:00", "Z" or "PHT" adds to UTC; nothing for an unknown one."""
    if match := re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone):
        span = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return (-span if match[1] == "-" else span) if span <= timedelta(hours=14) else None
    minutes = _ZONES.get(zone.upper())
    return timedelta(minutes=minutes) if minutes is not None else None


def moment_of(when: datetime) -> Moment:
    """A moment from an aware time, such as a feed gives; midnight in its own zone is still a second."""
    span = when.utcoffset() or timedelta()
    hours, minutes = divmod(abs(int(span.total_seconds())) // 60, 60)
    sign = "-" if span < timedelta() else "+"
    return Moment(when.astimezone(UTC), "second", f"{sign}{hours:02}:{minutes:02}")


def parse(text: str) -> Moment | None:
    """The first date written in the text, in ISO form or with a named month; nothing where there is none."""
    text = text[:200]
    if match := _ISO.search(text):
        return _iso(match)
    for pattern in _NAMED:
        if match := pattern.search(text):
            named, number = (match[1], match[2]) if match[2].isdigit() else (match[2], match[1])
            return _moment(match[3], _MONTHS[named.lower()], number, text[match.end() :])
    if match := _NUMERIC.search(text):
        return _numeric(match, text)
    return None


def choose_date(
    structured: Structured, url: str, lead: Iterable[str] = (), hint: Hint | None = None, *, now: datetime
) -> tuple[Moment | None, str]:
    """When the page was published and where that came from; ``lead`` holds the lines shown near the headline.

    Statements that name the same day (or the next one: zones differ) support each other. The future and the time
    before the web never win.
    """
    sound = [c for c in _candidates(structured, url, lead, hint) if possible(c.value, now)]
    if not sound:
        return None, ""
    winner = max(sound, key=lambda c: (_support(c, sound), c.weight))
    group = [c for c in sound if _agree(c.value, winner.value)]
    best = max(group, key=lambda c: (_FINE[c.value.precision], c.weight))
    return best.value, ", ".join(dict.fromkeys(c.evidence for c in sorted(group, key=lambda c: c is not best)))


def guess(tree: HtmlElement, url: str, *, now: datetime) -> tuple[Moment | None, str]:
    """What htmldate makes of the page; for pages that state no date in any of the usual places."""
    found = find_date(deepcopy(tree), extensive_search=False, original_date=True, url=url or None, max_date=now)
    moment = parse(found) if found else None
    return (moment, "htmldate") if moment and possible(moment, now) else (None, "")


def choose_modified(structured: Structured, hint: Hint | None = None, *, now: datetime) -> Moment | None:
    """When the page says it was last changed; nothing where it does not say."""
    texts = (plain(structured.article.get("dateModified")), structured.meta(*_MODIFIED))
    moments = [moment for text in texts if text and (moment := parse(text))]
    if hint and hint.modified:
        moments.append(moment_of(hint.modified))
    return next((moment for moment in moments if possible(moment, now)), None)


def _candidates(
    structured: Structured, url: str, lead: Iterable[str], hint: Hint | None
) -> Iterator[Candidate[Moment]]:
    if hint and hint.published:
        yield Candidate(moment_of(hint.published), "feed", 4.0)
    for text, evidence, weight in _statements(structured, lead):
        if moment := parse(text):
            yield Candidate(moment, evidence, weight)
    if match := _URL_DAY.search(url):
        year, month, day = (group for group in match.groups() if group)
        if moment := _moment(year, int(month), day, ""):
            yield Candidate(moment, "url", 2.5)
    elif (match := _URL_MONTH.search(url)) and (moment := _moment(match[1], int(match[2]), "1", "")):
        yield Candidate(Moment(moment.when, "month"), "url", 1.0)


def _statements(structured: Structured, lead: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    yield plain(structured.article.get("datePublished")), "json-ld datePublished", 5.0
    yield plain(structured.article.get("dateCreated")), "json-ld dateCreated", 1.5
    for weight, *names in _METAS:
        yield from ((structured.metas[name][0], f"meta {name}", weight) for name in names if name in structured.metas)
    yield from _times(structured)
    for position, line in enumerate(lead):
        yield line, "visible date", max(2.4 - 0.2 * position, 1.0)


def _times(structured: Structured) -> Iterator[tuple[str, str, float]]:
    """``<time>`` elements: those called published first, the first unnamed one next, updates and teasers never."""
    for position, mark in enumerate(structured.times[:8]):
        if not _NOT_PUBLISHED.search(mark.context):
            weight = 3.0 if _PUBLISHED.search(mark.context) else 2.0
            yield mark.value or mark.text, "time", weight / (position + 1)


def _support(candidate: Candidate[Moment], others: list[Candidate[Moment]]) -> float:
    """The weight of all places that agree; a second mention by the same kind of place adds nothing."""
    strongest: dict[str, float] = {}
    for other in others:
        if _agree(candidate.value, other.value):
            kind = other.evidence.split()[0]
            strongest[kind] = max(strongest.get(kind, 0.0), other.weight)
    return sum(strongest.values())


def _agree(one: Moment, other: Moment) -> bool:
    if "month" in (one.precision, other.precision):
        return one.day[:7] == other.day[:7]
    if one.precision == other.precision == "second":
        return abs(one.when - other.when) <= timedelta(hours=26)
    return one.day == other.day or abs(one.when - other.when) <= timedelta(hours=24)


def possible(moment: Moment, now: datetime) -> bool:
    """Not in the future (clocks and zones differ by less than a day), not before the web."""
    slack = timedelta(hours=1) if moment.precision == "second" and moment.zone else timedelta(hours=14)
    return EARLIEST <= moment.when <= now + slack


def _iso(match: re.Match[str]) -> Moment | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if day is None:
        first = _moment(year, int(month), "1", "")
        return Moment(first.when, "month") if first else None
    if hour is None:
        return _moment(year, int(month), day, "")
    return _at(int(year), int(month), int(day), (int(hour), int(minute), int(second or 0)), zone or "")


def _numeric(match: re.Match[str], text: str) -> Moment | None:
    """Day, month, year in figures; read only where the order is certain (dots, or a number above twelve)."""
    first, dot, second, year = int(match[1]), match[2] == ".", int(match[3]), match[4]
    if dot or first > 12 or first == second:
        return _moment(year, second, str(first), text[match.end() :])
    return _moment(year, first, str(second), text[match.end() :]) if second > 12 else None


def _moment(year: str, month: int, day: str, rest: str) -> Moment | None:
    """The day, with the time of day where ``rest`` begins with one."""
    clock = _CLOCK.search(rest[:40])
    if not clock:
        return _at(int(year), month, int(day), None, "")
    hour = int(clock[1]) % 12 + 12 if (half := (clock[4] or "").lower()).startswith("p") else int(clock[1])
    hour = 0 if half.startswith("a") and hour == 12 else hour
    time = (hour, int(clock[2]), int(clock[3] or 0))
    return _at(int(year), month, int(day), time, clock[5] or "") or _at(int(year), month, int(day), None, "")


def _at(year: int, month: int, day: int, clock: tuple[int, int, int] | None, zone: str) -> Moment | None:
    span = offset(zone)
    try:
        local = datetime(year, month, day, *(clock or (0, 0, 0)), tzinfo=timezone(span or timedelta()))
        written = "" if span is None else "+00:00" if zone == "Z" else zone
        return Moment(local.astimezone(UTC), "second" if clock else "day", written if clock else "")
    except (ValueError, OverflowError):
        return None
