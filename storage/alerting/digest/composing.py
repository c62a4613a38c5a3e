"""A digest in HTML and plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from sqlite_utils import Database

from storage.alerting.digest.periods import Period
from storage.alerting.masking import address_to_send, words_to_send
from storage.alerting.orders import Notification
from storage.clock import stamp
from storage.datasette.safe_text import web_address
from storage.tables.alerting import digest
from storage.tables.alerting.digest import DigestLine, DigestStory

#: entries of a section; chosen, not measured, so that a phone shows the digest in some twenty screens
MOST_ENTRIES: Final = 30
#: characters of a headline and of what a text begins with
_MOST_OF_TITLE, _MOST_OF_OPENING = 200, 280

#: what renders the templates beside this file
TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(["html"]), undefined=StrictUndefined
)

Found = TypeVar("Found")


class Entry(NamedTuple):
    """One entry as it is shown."""

    title: str
    opening: str
    remark: str
    url: str


class Section(NamedTuple):
    """A section: its heading, its entries, and how many were left out."""

    heading: str
    entries: list[Entry]
    left: int


def compose_digest(database: Database, period: Period, base: str) -> Notification:
    """Return the digest of a period as it can be told now, with addresses in the reading room at ``base``."""
    sections = sections_of(database, period, base)
    is_empty = not any(section.entries for section in sections[:-1])
    about = f"the week from {period.first}" if period.days > 1 else f"{period.first}"
    values = {"title": f"osecwatch: {about}", "sections": sections, "is_empty": is_empty}
    html, plain = (TEMPLATES.get_template(name).render(values) for name in ("digest.html", "digest.txt"))
    return Notification(str(values["title"]), plain, html)


def sections_of(database: Database, period: Period, base: str) -> list[Section]:
    """Return the sections of a period; the last one says what could not be looked at."""
    begin, end = stamp(period.begin), stamp(period.end)

    def story(one: DigestStory) -> Entry:
        url = (
            f"{base.rstrip('/')}/story/{one.story}"
            if base and one.story
            else address(database, one.article, one.url, base)
        )
        growth = f"{one.new} new of {one.articles} articles: " if one.articles > 1 else ""
        remark = f"{growth}{one.sources.replace(',', ', ')}, {one.time[:10]}"
        return Entry(headline_to_send(database, one.article, one.title), first_words(database, one), remark, url)

    def line(one: DigestLine) -> Entry:
        remark = one.remark.replace(",", ", ")
        return Entry(
            headline_to_send(database, one.article, one.title),
            "",
            remark,
            address(database, one.article, one.url, base),
        )

    unread = [*map(line, digest.unread_sources(database))]
    unread += [
        Entry(f"{count} pages", "", outcome.replace("_", " "), "")
        for outcome, count in digest.unread_pages(database, begin, end)
    ]
    return [
        section("New stories", digest.new_stories(database, begin, end), story),
        section("Growing stories", digest.growing_stories(database, begin, end), story),
        section("Releases, and who wrote on them", digest.covered_releases(database, begin, end), line),
        section("Corrected, withdrawn, no longer on topic", digest.weighty_changes(database, begin, end), line),
        Section("What could not be looked at", unread[:MOST_ENTRIES], max(0, len(unread) - MOST_ENTRIES)),
    ]


def section(heading: str, found: Sequence[Found], show: Callable[[Found], Entry]) -> Section:
    """Return a section of the first of what was found."""
    shown: Iterable[Found] = found[:MOST_ENTRIES]
    return Section(heading, [show(one) for one in shown], max(0, len(found) - MOST_ENTRIES))


def headline_to_send(database: Database, article: int, text: str) -> str:
    """Return a headline, cut where it is long; of a source, which has no article, as it is."""
    told = words_to_send(database, article, text) if article else text
    return told if len(told) <= _MOST_OF_TITLE else f"{told[:_MOST_OF_TITLE]}..."


def first_words(database: Database, one: DigestStory) -> str:
    """Return what an article begins with, on one line and up to the end of a word."""
    told = " ".join(words_to_send(database, one.article, one.opening).split())
    return told if len(told) <= _MOST_OF_OPENING else f"{told[:_MOST_OF_OPENING].rpartition(' ')[0]}..."


def address(database: Database, article: int, url: str, base: str) -> str:
    """Return where an entry can be read; empty where that is no address of the web."""
    return (
        f"{base.rstrip('/')}/article/{article}"
        if base and article
        else (web_address(address_to_send(database, article, url)) or "")
    )
