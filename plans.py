"""What is decided of an article and of those it affects, for storage to carry out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

#: stands in a grouping plan for the article that is planned, which has no number before it is stored
THIS_ARTICLE = 0


@dataclass(frozen=True, slots=True)
class Link:
    """How surely two articles tell the same event, as log-odds; ``translated`` where their languages differ."""

    article: int
    other: int
    score: float
    translated: bool


@dataclass(frozen=True, slots=True)
class TextReuse:
    """How a later article reuses the text of an earlier one."""

    earlier: int
    later: int
    #: verbatim, edited, paraphrased, quote only or figures only
    kind: str
    #: shares of each text's words, 0 to 1
    share_of_earlier: float
    share_of_later: float
    lag_hours: float
    #: sentences that correspond: where each begins and ends in the earlier and in the later text, in characters
    sentences: tuple[tuple[int, int, int, int], ...] = ()


class StoryGroup(NamedTuple):
    """The articles of one story; ``story`` is None where a new one begins."""

    story: int | None
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What is indexed of an article so that later ones find it: fingerprints of its text; words, where it may join a
    story."""

    #: days since 1970
    day: int
    fingerprints: tuple[int, ...] = ()
    terms: tuple[int, ...] = ()
    profile: bytes = b""
    vocabulary: tuple[int, ...] = ()


class SharedName(NamedTuple):
    """A name or number that two chapters of a case share, and in how many cases it was known by then."""

    text: str
    cases: int


@dataclass(frozen=True, slots=True)
class CaseLink:
    """How surely an article goes on with the case of an earlier one, 0 to 1, and by what they share."""

    article: int
    earlier: int
    score: float
    certain: bool
    evidence: tuple[SharedName, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """What is indexed of an article so that later chapters of its case find it, and the chapters it is linked to."""

    #: hashes of names and docket numbers, each with its flags
    names: tuple[tuple[int, int], ...] = ()
    links: tuple[CaseLink, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupingPlan:
    """What is decided of one article and of those already stored that it affects, for storage to carry out."""

    index_entry: IndexEntry
    duplicate_of: int | None = None
    #: stored copies, each with the article that it is to point to from now on
    repointed: Mapping[int, int] = field(default_factory=dict)
    #: stored articles that are copies of this one no more
    released: tuple[int, ...] = ()
    #: stored articles that need a plan of their own once this one is carried out
    in_doubt: tuple[int, ...] = ()
    #: articles further apart than this tell different stories; those in doubt are planned within the same window
    window_days: float = 0.0
    #: the stored article that this is, under an address it has moved to
    moved_from: int | None = None
    links: tuple[Link, ...] = ()
    groups: tuple[StoryGroup, ...] = ()
    reuse: tuple[TextReuse, ...] = ()
    case: CaseEntry = CaseEntry()
