"""How a source is reached, in one word, and the lines that mend its entry; decided from values alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote, urlsplit

from storage.monitoring.health import Trouble

#: failures in a row after which a list of several is called dead
DEAD_AFTER: Final = 3
MECHANISM_KEYS: Final = ("feed", "sitemap", "listing")
#: the table of the shipped list that holds searches for outlets that let no robot in
CLOSED_OUTLETS: Final = "bing_closed_outlets"


class Access(StrEnum):
    """How a source is reached; the values of ``sources.access``."""

    #: by what its entry names
    CONFIRMED = "confirmed"
    #: by what was found on its site
    DISCOVERED = "discovered"
    #: not now; it may be again
    FAILING = "failing"
    REFUSES_ROBOTS = "refuses robots"
    #: not, and nothing was found in place of what its entry names
    NEEDS_A_HAND = "needs a hand"


@dataclass(frozen=True, slots=True)
class ListState:
    """How a feed, sitemap or listing did when it was last asked for."""

    mechanism: str
    url: str
    #: in a row; None where it was never asked for
    failures: int | None = None
    trouble: str = ""

    @property
    def works(self) -> bool:
        """Whether it could be read."""
        return self.failures == 0


@dataclass(frozen=True, slots=True)
class Reach:
    """What a source is read by: the lists of its entry, those found on its site, and the probes that found none."""

    given: Sequence[ListState] = ()
    found: Sequence[ListState] = ()
    empty_probes: int = 0


def assess_access(reach: Reach) -> Access | None:
    """Return how a source is reached; None where nothing of it was asked for yet."""
    asked = [state for state in (*reach.given, *reach.found) if state.failures is not None]
    failing = [state for state in reach.given if state.failures]
    if any(state.works for state in reach.given):
        return _assess_partly_dead(reach) if any(_is_dead(state) for state in failing) else Access.CONFIRMED
    if any(state.works for state in reach.found):
        return Access.DISCOVERED
    if asked and all(state.trouble == Trouble.BLOCKED for state in asked):
        return Access.REFUSES_ROBOTS
    if reach.empty_probes or any(_is_dead(state) for state in failing):
        return Access.NEEDS_A_HAND
    return Access.FAILING if asked else None


def _assess_partly_dead(reach: Reach) -> Access:
    return Access.DISCOVERED if any(state.works for state in reach.found) else Access.NEEDS_A_HAND


def _is_dead(state: ListState) -> bool:
    return (state.failures or 0) >= DEAD_AFTER


def remedy_of(access: Access | None, reach: Reach, homepage: str, market: str) -> str:
    """Return the lines for the sources file that mend an entry; empty where nothing is to be mended.

    ``market`` is Bing's name for the source's country and language, such as "en-PH".
    """
    working = [state for state in (*reach.given, *reach.found) if state.works]
    if access in {Access.DISCOVERED, Access.NEEDS_A_HAND} and working:
        # an entry that names nothing asks for no line: its site is looked through whenever that is needed
        return entry_lines(working) if any(not state.works for state in reach.given) else ""
    if access in {Access.REFUSES_ROBOTS, Access.NEEDS_A_HAND}:
        return f'"{site_search(homepage, market)}",  # into the feed of [{CLOSED_OUTLETS}]'
    return ""


def entry_lines(states: Iterable[ListState]) -> str:
    """Return the lines by which an entry names lists, a line a mechanism."""
    states = list(states)
    lines = []
    for key in MECHANISM_KEYS:
        urls = [state.url for state in states if state.mechanism == key]
        if urls:
            lines.append(f"{key} = {json.dumps(urls[0] if len(urls) == 1 else urls, ensure_ascii=False)}")
    return "\n".join(lines)


def site_search(homepage: str, market: str) -> str:
    """Return the address of a search feed for what is said of children on one site."""
    host = (urlsplit(homepage).hostname or "").removeprefix("www.")
    return f"https://www.bing.com/news/search?q=site%3A{quote(host)}+child+exploitation&format=rss&mkt={market}"
