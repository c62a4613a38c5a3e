"""The values that travel from discovery to the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of a page; the values of ``pages.outcome``."""

    STORED = "stored"
    OFF_TOPIC = "off_topic"
    DUPLICATE = "duplicate"
    NOT_MODIFIED = "not_modified"
    BLOCKED_BY_ROBOTS = "blocked_by_robots"
    BLOCKED_BY_WALL = "blocked_by_wall"
    NOT_AN_ARTICLE = "not_an_article"
    TOO_SHORT = "too_short"
    TOO_LARGE = "too_large"
    ERROR = "error"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Hint:
    """What a feed, a sitemap or a listing says of a page before it is fetched.

    Times are aware and keep the zone they were written in.
    """

    url: str
    title: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article. ``text`` holds paragraphs joined by an empty line; times are aware, in UTC."""

    title: str
    text: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    #: second, day or month; empty where no date was found
    published_precision: str = ""
    #: the zone the date was written in, such as "+08:00"; empty where none was given
    published_zone: str = ""
    modified: datetime | None = None
    language: str = ""
    standfirst: str = ""
    caption: str = ""
    #: the address that the page itself calls its own, where that is sound
    canonical_url: str = ""
    #: only the beginning was given, the rest is behind a paywall
    partial: bool = False
    #: the encoding that the page was read in, and what named it, such as "utf-8 (header)"
    encoding: str = ""
    title_evidence: str = ""
    authors_evidence: str = ""
    published_evidence: str = ""


@dataclass(frozen=True, slots=True)
class ExtractionResult:
    """What came of a page: an article with the outcome pending, or another outcome and why.

    A live blog comes with its text, for who wants it all the same.
    """

    article: Article | None
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """One term of a topic met in an article: how often, with what weight, and the first sentence it stands in."""

    topic: str
    term: str
    count: int
    weight: float
    sentence: str = ""


@dataclass(slots=True)
class Page:
    """One page on its way through the pipelines; each step fills in what it has decided.

    A step leaves a page alone once ``outcome`` is no longer pending, so every page reaches the store.
    """

    url: str
    source: str
    outcome: Outcome = Outcome.PENDING
    reason: str = ""
    status: int | None = None
    #: where redirects ended
    final_url: str = ""
    body: bytes = b""
    #: what the body is compared by with the last answer; empty where nobody has computed it yet
    body_hash: str = ""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    hint: Hint | None = None
    #: the body comes from the store of raw pages, for an article that is extracted again
    kept: bool = False
    article: Article | None = None
    #: name and version of what extracted the article
    extractor: str = ""
    #: fingerprints of the article's paragraphs as they came, before a source's furniture was cut
    paragraphs: tuple[str, ...] = ()
    relevance: float = 0.0
    on_topic: bool = False
    matches: tuple[Match, ...] = ()
    #: what the deduplicator decided, for the store to carry out (pipelines.grouping)
    kinship: Any = None
