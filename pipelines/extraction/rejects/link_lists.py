"""Pages of many short pieces: listings and live blogs, by their address and by how they are built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

_IGNORE_CASE = re.IGNORECASE
_LIVE_PATH = re.compile(r"/live(?:/|$)|(?<![a-z])live-?(?:blog|ticker|updates?|coverage)\b", _IGNORE_CASE)
#: entries with a time of day that make a live blog of a page
_MIN_LIVE_ENTRIES = 4
#: share of the paragraphs that begin an entry; the longest entries of live blogs have some ten (chosen, not measured)
_MIN_LIVE_SHARE = 0.1
_TIME_OF_DAY = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
#: characters before an entry in which its time and its heading stand, and by which an entry is found
_ENTRY_HEADER_CHARACTERS = 60
_ENTRY_START_CHARACTERS = 40
_HOME_PATH = re.compile(r"/?(?:index\.\w+)?", _IGNORE_CASE)
_SECTION_PATH = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|authors?|search|archives?|page|sections?|label|thema|themen|onderwerp)"
    r"/[^/]*/?(?:page/\d+/?)?$",
    _IGNORE_CASE,
)
_DOCUMENT_PARAMETER = re.compile(r"p|n|post|node|article|artikel|story|news|item|\w*id", _IGNORE_CASE)
#: headline links for one sentence of a text that only leads to others
_MIN_LINKS_PER_SENTENCE = 4
_MIN_SECTION_LINKS = 10


def is_live_path(url: str) -> bool:
    """Return whether an address is that of a live blog; an article on live-streams is none."""
    return bool(_LIVE_PATH.search(urlsplit(url).path))


def has_timed_entries(paragraphs: Sequence[str], shown: str) -> bool:
    """Return whether several paragraphs, and a good part of all, follow each on another time of day."""
    places = [at for text in paragraphs if (at := shown.find(text[:_ENTRY_START_CHARACTERS])) >= 0]
    times = {
        found[-1] for at in places if (found := _TIME_OF_DAY.findall(shown[max(0, at - _ENTRY_HEADER_CHARACTERS) : at]))
    }
    return len(times) >= max(_MIN_LIVE_ENTRIES, len(places) * _MIN_LIVE_SHARE)


def is_home_path(url: str) -> bool:
    """Return whether an address is a site's front page; one that asks for a numbered document is not."""
    return bool(_HOME_PATH.fullmatch(urlsplit(url).path)) and not _asks_for_one(url)


def is_section_page(url: str, sentences: int, links: int) -> bool:
    """Return whether an address names a section or a tag, and the page has more headlines than sentences of its own."""
    few = links >= _MIN_SECTION_LINKS and sentences * _MIN_LINKS_PER_SENTENCE < links
    return few and bool(_SECTION_PATH.search(urlsplit(url).path)) and not _asks_for_one(url)


def _asks_for_one(url: str) -> bool:
    return any(
        _DOCUMENT_PARAMETER.fullmatch(name) and any(map(str.isdigit, value))
        for name, value in parse_qsl(urlsplit(url).query)
    )
