"""The values that travel from discovery to the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from plans import GroupingPlan

#: characters of a text; chosen, not measured: articles have no novel's length, and what has more costs minutes
MAX_TEXT_CHARACTERS = 2_000_000


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


class Basis(StrEnum):
    """What an article was read from; the values of ``articles.basis``."""

    PAGE = "page"
    FEED_TEXT = "feed_text"
    HEADLINE_ONLY = "headline_only"


@dataclass(frozen=True, slots=True)
class Hint:
    """What a feed, a sitemap or a listing says of a page before it is fetched.

    Times are aware and keep the zone they were written in.
    """

    #: empty for an entry of a feed that names no page
    url: str
    title: str = ""
    summary: str = ""
    #: names an entry that names no page: the feed's address with a fragment; empty for all others
    key: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    #: day or month where no more of ``published`` is known; else empty
    published_precision: str = ""
    #: the outlet that a search or an aggregator names
    outlet: str = ""
    #: the time zone of its source, "" where nobody knows it; None where no source was asked. Not stored
    timezone: str | None = None
    #: the feed's own full text, as paragraphs; only on its way from the feed to the database
    text: str = ""


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
    #: only a part of it could be read, and why
    partial: bool = False
    partial_reason: str = ""
    basis: Basis = Basis.PAGE
    #: the outlet that a search or an aggregator names for it
    outlet: str = ""
    #: the encoding that the page was read in, and what named it, such as "utf-8 (header)"
    encoding: str = ""
    title_evidence: str = ""
    authors_evidence: str = ""
    published_evidence: str = ""


class ArticleReading(NamedTuple):
    """What a worker has read of an article: by ledger its rows, by the words of a field what may identify a child."""

    text: str
    language: str
    sentences: Sequence[tuple[int, int, tuple[str, ...], frozenset[str], frozenset[str]]]
    sample: Mapping[str, int]
    #: whole names and docket numbers, and single words: each as written, its key and its flags
    case_names: tuple[Sequence[tuple[str, str, int]], Sequence[tuple[str, str, int]]]
    entries: Mapping[str, Sequence[tuple[object, ...]]]
    identifying: Mapping[str, Sequence[tuple[str, int, int]]]


@dataclass(frozen=True, slots=True)
class ExtractionResult:
    """What came of a page: an article with the outcome pending, or another outcome and why.

    A live blog comes with its text, for who wants it all the same.
    """

    article: Article | None
    outcome: Outcome
    reason: str
    #: where in the extractor an exception came from; empty without one
    traceback: str = ""
    #: where the article goes on, and where the one begins that the page continues; empty where neither is so
    next_page: str = ""
    first_page: str = ""
    #: what is archived of a PDF in place of the file; empty for other pages
    text_layer: bytes = b""


@dataclass(frozen=True, slots=True)
class Match:
    """One term of a topic met in an article: how often, with what weight, and the first sentence it stands in."""

    topic: str
    term: str
    count: int
    weight: float
    sentence: str = ""


class Resemblance(NamedTuple):
    """How much an article has of a text that was taken down."""

    #: number of the text in takedown_texts
    text: int
    #: same text, quote or same case
    kind: str
    #: shares of each text's fingerprints, 0 to 1
    share_of_removed: float
    share_of_text: float


class Availability(StrEnum):
    """How far the page of an article can still be read; the values of ``articles.availability``."""

    READABLE = ""
    BEHIND_WALL = "behind a wall"
    CUT_SHORT = "cut short"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class BoilerplateCut:
    """A stored article that loses paragraphs which a new page shows to be boilerplate, and the text that remains."""

    article: int
    text: str


@dataclass(frozen=True, slots=True)
class FollowingPage:
    """A page on which an article goes on, as it came; one that did not come has another outcome than pending."""

    url: str
    number: int
    outcome: Outcome = Outcome.PENDING
    reason: str = ""
    status: int | None = None
    final_url: str = ""
    body: bytes = b""
    content_type: str = ""


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
    #: outcome and reason of the page itself, where what its list said of it has taken its place
    unread: tuple[Outcome, str] | None = None
    #: parameters of its address that tell pages of its host apart, and those that do not, as their texts have shown
    identifying_parameters: frozenset[str] = frozenset()
    ignored_parameters: frozenset[str] = frozenset()
    #: what was wrong with how the body came, in words; empty where nothing was
    delivery_fault: str = ""
    #: only a part of the body came
    incomplete: bool = False
    #: of an archive of millions, where the ledger counts what is refused, and only what is kept or broken has a row
    is_refused_without_row: bool = False
    #: when a web archive fetched it, which is no date of the article; None for every other page
    captured: datetime | None = None
    #: the body comes from the archive of raw pages, for an article that is extracted again
    archived: bool = False
    article: Article | None = None
    reading: ArticleReading | None = None
    #: where the article goes on, as long as that has not been read; the pages on which it does
    next_page: str = ""
    following: tuple[FollowingPage, ...] = ()
    #: where the article begins that this page only continues
    first_page: str = ""
    #: name and version of what read the body, also where that failed; empty where nothing tried
    extractor: str = ""
    #: fingerprints of the article's paragraphs as they came, before a source's boilerplate was cut
    paragraphs: tuple[str, ...] = ()
    relevance: float = 0.0
    on_topic: bool = False
    matches: tuple[Match, ...] = ()
    #: the stored article that one of the page's addresses leads to, looked up by pipelines.remove_boilerplate
    known_article: int | None = None
    #: what pipelines.deduplicate decided of the article and of others of its source, for the store to carry out
    grouping_plan: GroupingPlan | None = None
    #: what it has of texts that were taken down; where that is the same text, the page is kept out
    resemblances: tuple[Resemblance, ...] = ()
    #: what a second look at a known article found: how far its page can still be read; None where nobody looked
    availability: Availability | None = None
    #: what the page shows of a known article by now, where that is poorer than what is stored
    poorer: Article | None = None
    #: the stored article that stood at its address before
    replaces: int | None = None
    #: the place of what changed, where nothing else did, since the last look
    unsteady_places: tuple[int, ...] = ()
    boilerplate_cuts: tuple[BoilerplateCut, ...] = ()
