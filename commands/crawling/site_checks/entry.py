"""The table of a new source: what is guessed of it, what a person says instead, and its lines in the sources file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from spiders.sources.load import parse_sources
from spiders.sources.model import KINDS
from text.dates.places import zone_of_country
from text.urls.sections import bare_host

_SITE_NAME: Final = re.compile(
    r"<meta[^>]{1,200}property=[\"']og:site_name[\"'][^>]{0,200}content=[\"']([^\"'<>]{2,80})", re.IGNORECASE
)
_TITLE: Final = re.compile(r"<title[^>]{0,100}>([^<]{1,300})</title", re.IGNORECASE)
_TITLE_PARTS: Final = re.compile(r"(?<!\s)\s+[|–—·-]\s+")
_GENERAL_SUFFIXES: Final = ("com", "org", "net", "info", "news", "edu", "gov", "int", "co", "tv", "io", "me")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What the file is to say of a new source."""

    slug: str
    name: str
    kind: str
    country: str
    language: str
    homepage: str
    timezone: str = ""
    #: the lines that name its feeds, sitemaps and listings
    lists: str = ""

    def lines(self) -> str:
        """Return the table as it stands in the file."""
        keys = ("name", "kind", "country", "language", "homepage", "timezone")
        said = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key in keys if (value := getattr(self, key))]
        return "\n".join([f"[{self.slug}]", *said, *filter(None, [self.lists])]) + "\n"


def guess_entry(homepage: str, pages: Sequence[str], languages: Sequence[str]) -> NewEntry:
    """Guess an entry from the address of a homepage, the markup of some articles, and the languages of their texts."""
    host = bare_host(homepage)
    names = Counter(name for page in pages if (name := site_name(page)))
    ending = host.rpartition(".")[2]
    country = ending.upper().replace("UK", "GB") if len(ending) == 2 and ending not in _GENERAL_SUFFIXES else "INT"
    language = next((code for code, _ in Counter(filter(None, languages)).most_common(1)), "en")
    slug = re.sub(r"[^a-z0-9]+", "_", host.split(".")[0]).strip("_")
    return NewEntry(slug, names.most_common(1)[0][0] if names else host, guess_kind(host), country, language, homepage)


def site_name(page: str) -> str:
    """Return the name that a page gives its site: in its metadata, else behind the bar or dash in its title."""
    if stated := _SITE_NAME.search(page):
        return unescape(stated[1]).strip()
    title = _TITLE.search(page)
    parts = _TITLE_PARTS.split(unescape(title[1])) if title else []
    return parts[-1].strip() if len(parts) > 1 else ""


def guess_kind(host: str) -> str:
    """Return the kind of source that a host name speaks for."""
    labels = host.split(".")
    if "gov" in labels or "gob" in labels or "mil" in labels:
        return "government"
    if "org" in labels or "ngo" in labels:
        return "ngo"
    return "newspaper"


def ask_entry(guess: NewEntry, ask: Callable[[str], str]) -> NewEntry:
    """Return an entry with what a person says in place of each guess; an empty answer leaves the guess."""
    answers = {}
    for key in ("slug", "name", "kind", "country", "language"):
        choice = f" ({', '.join(KINDS)})" if key == "kind" else ""
        answers[key] = ask(f"{key}{choice} [{getattr(guess, key)}]: ").strip() or getattr(guess, key)
    entry = replace(guess, **answers)
    if not zone_of_country(entry.country):
        entry = replace(entry, timezone=ask("timezone, such as America/New_York, empty if unknown []: ").strip())
    return entry


def append_entry(text: str, entry: NewEntry) -> tuple[str, list[str]]:
    """Return a sources file with an entry at its end, all else as it was, and what is wrong with the result."""
    longer = f"{text.rstrip()}\n\n{entry.lines()}"
    return longer, parse_sources(longer)[1]


def unused_slug(slug: str, taken: Sequence[str]) -> str:
    """Return a slug that no source has: the one wished for, or one with a number."""
    numbered = (f"{slug or 'source'}_{number}" for number in range(2, len(taken) + 3))
    return slug if slug and slug not in taken else next(each for each in numbered if each not in taken)


def whole_address(address: str) -> str:
    """Return the address of a homepage as a person may give it, with its scheme."""
    whole = address if "://" in address else f"https://{address}"
    return whole if urlsplit(whole).path else f"{whole}/"
