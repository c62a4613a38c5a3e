"""How a source is doing: one word for it and the reason, judged from values alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import exp

from storage.tables.sources import LONGEST_REST


class Health(StrEnum):
    """The states of a source; the values of ``sources.health``."""

    HEALTHY = "healthy"
    LATE = "late"
    QUIET = "quiet"
    FAILING = "failing"
    BLOCKED = "blocked"
    BROKEN_FEED = "broken feed"
    SUDDENLY_EMPTY = "suddenly empty"
    CHANGED_LAYOUT = "changed layout"


class Trouble(StrEnum):
    """Why a feed, sitemap or listing could not be read; the values of ``discovery.trouble``."""

    FAILING = "failing"
    BLOCKED = "blocked"
    BROKEN = "broken"


#: people are told of these
ILL = frozenset(Health) - {Health.HEALTHY}
#: how much one failed run counts: what refuses us or is gone will hardly be back within the hour
WEIGHTS = {Trouble.FAILING: 1.0, Trouble.BLOCKED: 2.0, Trouble.BROKEN: 1.5}
#: from this weight of failures in a row on, a source rests between two tries
PATIENCE = 5.0
REST = timedelta(hours=6)
#: a silence less likely than these, at a source's usual rate, makes it late or quiet
LATE = 0.01
QUIET = 0.000_001
#: days and pages that a rate can be learned from, and how far back it is looked for
LEARN_DAYS = 14
LEARN_PAGES = 8
MEMORY = timedelta(days=56)
#: the latest articles, whose fields are held against those of at least as many before, and how far a share has to
#: fall to tell of a changed layout: by chance, one in twenty thousand
RECENT = 6
FALL = 0.7


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a source: its trouble, its silence, and the share of its articles that have a field."""

    trouble: Trouble | None = None
    reason: str = ""
    #: days since it last listed a new page, and the pages that were to be expected in them; None where unknown
    silent: int = 0
    expected: float | None = None
    #: that a list is empty for the first time; empty where none is
    emptied: str = ""
    #: by field: the share of earlier articles that have it, and that of the recent ones
    coverage: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def assess_health(signs: Signs) -> tuple[Health, str]:
    """Return the state of a source, and the reason for it; a healthy one needs none."""
    if signs.trouble is not None:
        state = Health.BROKEN_FEED if signs.trouble is Trouble.BROKEN else Health(signs.trouble)
        return state, signs.reason
    if signs.emptied:
        return Health.SUDDENLY_EMPTY, signs.emptied
    for name, (before, lately) in signs.coverage.items():
        if before - lately >= FALL:
            return Health.CHANGED_LAYOUT, f"{lately:.0%} of its recent articles have {name}, before it was {before:.0%}"
    if signs.expected is not None and (likelihood := exp(-signs.expected)) < LATE:
        reason = f"nothing new for {signs.silent} days, in which {signs.expected:.0f} pages were to be expected"
        return (Health.QUIET if likelihood < QUIET else Health.LATE), reason
    return Health.HEALTHY, ""


def rates(days: Mapping[date, int], expect: float | None) -> tuple[float, ...] | None:
    """Return pages that a source usually lists on each weekday, Monday first; None where nobody knows.

    ``days`` holds its new pages by day, without the day it was first read, when all its archive was new. ``expect``
    is a person's estimate of pages a week, taken until enough was seen.
    """
    span = (max(days) - min(days)).days + 1 if days else 0
    if span < LEARN_DAYS or sum(days.values()) < LEARN_PAGES:
        return None if expect is None else (expect / 7,) * 7
    mean = sum(days.values()) / span
    seen: Counter[int] = Counter()
    for day, pages in days.items():
        seen[day.weekday()] += pages
    first = min(days)
    often = Counter((first + timedelta(number)).weekday() for number in range(span))
    # a weekday seen only twice says little: it is drawn towards the mean
    return tuple((seen[weekday] + mean) / (often[weekday] + 1) for weekday in range(7))


def expected_since(last: date, today: date, usual: Sequence[float] | None) -> float | None:
    """Return the pages that were to be expected on the days between the last new page and today, both left out."""
    if usual is None:
        return None
    return sum(usual[(last + timedelta(number)).weekday()] for number in range(1, (today - last).days))


def coverage(has: Sequence[bool]) -> tuple[float, float] | None:
    """Return the share of earlier articles that have a field, and of the recent, which come first; None for too few."""
    recent, earlier = has[:RECENT], has[RECENT:]
    if len(earlier) < RECENT:
        return None
    return sum(earlier) / len(earlier), sum(recent) / len(recent)


def next_try(weight: float, at: datetime) -> datetime | None:
    """Return when a source is asked again after failures of this weight; None for the next run. None is given up."""
    if weight < PATIENCE:
        return None
    return at + min(REST * (weight - PATIENCE + 1), LONGEST_REST)
