"""Pages of many short pieces: listings and live blogs, by their address and by how they are built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

_ANY = re.IGNORECASE
_LIVE = re.compile(r"/live(?:/|$)|(?<![a-z])live-?(?:blog|ticker|updates?|coverage)\b", _ANY)
#: entries with a time of day that make a live blog of a page
_ENTRIES = 4
_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
#: characters before an entry in which its time and its heading stand, and by which an entry is found
_BEFORE = 60
_START = 40
_HOME = re.compile(r"/?(?:index\.\w+)?", _ANY)
_SHELF = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|authors?|search|archives?|page|sections?|label|thema|themen|onderwerp)"
    r"/[^/]*/?(?:page/\d+/?)?$",
    _ANY,
)
_ONE = re.compile(r"p|n|post|node|article|artikel|story|news|item|\w*id", _ANY)
#: headline links for one sentence of a text that only leads to others
_LINKS_A_SENTENCE = 4
_FEWEST_LINKS = 10


def is_live_path(url: str) -> bool:
    """Whether an address is that of a live blog; an article on live-streams is none."""
    return bool(_LIVE.search(urlsplit(url).path))


def has_timed_entries(paragraphs: Sequence[str], shown: str) -> bool:
    """Whether several paragraphs follow each on another time of day."""
    places = [at for text in paragraphs if (at := shown.find(text[:_START])) >= 0]
    times = {found[-1] for at in places if (found := _CLOCK.findall(shown[max(0, at - _BEFORE) : at]))}
    return len(times) >= _ENTRIES


def is_home_path(url: str) -> bool:
    """Whether an address is a site's front page; one that asks for a numbered document is not."""
    return bool(_HOME.fullmatch(urlsplit(url).path)) and not _asks_for_one(url)


def is_shelf(url: str, sentences: int, links: int) -> bool:
    """Whether an address names a section or a tag, and the page holds more headlines than sentences of its own."""
    few = links >= _FEWEST_LINKS and sentences * _LINKS_A_SENTENCE < links
    return few and bool(_SHELF.search(urlsplit(url).path)) and not _asks_for_one(url)


def _asks_for_one(url: str) -> bool:
    return any(_ONE.fullmatch(name) and any(map(str.isdigit, value)) for name, value in parse_qsl(urlsplit(url).query))
