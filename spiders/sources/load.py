"""The sources file: one short table a source, checked as a whole before anything is fetched."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

KINDS = ("ngo", "government", "newspaper", "broadcaster", "wire", "aggregator", "blog", "search")
_REQUIRED = ("name", "kind", "country", "language", "homepage")
_MECHANISMS = ("feed", "sitemap", "listing")

_SLUG = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}|INT")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HOST = re.compile(r"[^\s.:/]+(?:\.[^\s.:/]+)*")
_HEADER = re.compile(r"^[ \t]*\[[ \t]*([\"']?)([^\[\]\"']+?)\1[ \t]*\]", re.MULTILINE)


class SourcesError(ValueError):
    """The sources file cannot be used; the message has a line for every fault and says how to mend it."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One site or search to watch. Exactly one of ``feeds``, ``sitemaps`` and ``listings`` has addresses in it."""

    slug: str
    name: str
    kind: str
    #: ISO 3166-1 alpha-2, EU, or INT for a body of many countries
    country: str
    #: BCP 47, of most of its articles
    language: str
    homepage: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    #: searched in the address of an article: it must be found, or must not be found
    include: re.Pattern[str] | None = None
    exclude: re.Pattern[str] | None = None
    #: seconds between two requests; None leaves it to the settings
    delay: float | None = None
    #: articles a week of any topic; None where nobody knows yet
    expect: float | None = None
    #: why its certificate is not verified; empty where it is
    insecure: str = ""


def load_sources(path: str | Path) -> tuple[Source, ...]:
    """Read a sources file, in its own order. Raises SourcesError with every fault that it has."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesError([f"{path}: cannot be read ({error}); give a TOML file in UTF-8"]) from error
    sources, faults = parse_sources(text)
    if faults:
        raise SourcesError(f"{path}: {fault}" for fault in faults)
    return sources


def parse_sources(text: str) -> tuple[tuple[Source, ...], list[str]]:
    """The sources of a TOML text, and a sentence for every fault in it."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (), _repeated_slugs(text) or [
            f"not valid TOML: {error}; texts stand in quotes, and no key stands twice in a table"
        ]
    if not tables:
        return (), ["holds no source; add a table such as [rappler]"]
    sources, faults = [], []
    for slug, table in tables.items():
        values, wrong = _parse_entry(slug, table)
        faults += [f"[{slug}] {fault}" for fault in wrong]
        if not wrong:
            sources.append(Source(slug=slug, **values))
    return tuple(sources), faults


def select_sources(sources: Iterable[Source], slugs: Iterable[str]) -> tuple[Source, ...]:
    """The sources with these slugs, in the order of the file; all of them where none is named."""
    known = {source.slug: source for source in sources}
    wanted = set(slugs)
    unknown = sorted(wanted - known.keys())
    if unknown:
        raise SourcesError(
            f"no source is called {slug!r}{_suggestion(slug, known) or '; scrapy sources lists them all'}"
            for slug in unknown
        )
    return tuple(source for slug, source in known.items() if slug in wanted or not wanted)


def _parse_entry(slug: str, table: object) -> tuple[dict[str, Any], list[str]]:
    """The checked values of one table by field of Source, and what is wrong with it."""
    if not isinstance(table, Mapping):
        return {}, [f"is {_show(table)}, not a table; put it under the [slug] of its source"]
    values: dict[str, Any] = {}
    faults = _check_slug(slug) + _check_keys(table)
    for key in table.keys() & _PARSERS.keys():
        field, parse = _PARSERS[key]
        try:
            values[field] = parse(table[key])
        except ValueError as error:
            faults.append(f"{key} = {_show(table[key])}: {error}")
    return values, sorted(faults)


def _check_slug(slug: str) -> list[str]:
    if _SLUG.fullmatch(slug):
        return []
    return ["is no slug; use small letters, digits and single _ or - between them, such as [manila_times]"]


def _check_keys(table: Mapping[str, object]) -> list[str]:
    """What is wrong with the choice of keys, whatever their values."""
    unknown = [f"{key} is an unknown key{_suggestion(key, _PARSERS)}" for key in table if key not in _PARSERS]
    missing = [f"{key} is missing; add it" for key in _REQUIRED if key not in table]
    ways = [key for key in _MECHANISMS if key in table]
    if len(ways) == 1:
        return unknown + missing
    found = " and ".join(ways) or "none"
    return [*unknown, *missing, f"needs exactly one of feed, sitemap and listing, but has {found}"]


def _repeated_slugs(text: str) -> list[str]:
    """A sentence for every table header that stands more than once, which is not valid TOML."""
    lines: dict[str, list[int]] = {}
    for header in _HEADER.finditer(text):
        lines.setdefault(header[2].strip(), []).append(text.count("\n", 0, header.start()) + 1)
    return [
        f"[{slug}] is there {len(at)} times, on lines {', '.join(map(str, at))}; keep one of them or rename the others"
        for slug, at in lines.items()
        if len(at) > 1
    ]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("must be a line of text in quotes")
    return value.strip()


def _kind(value: object) -> str:
    if value not in KINDS:
        raise ValueError(f"is no kind{_suggestion(str(value), KINDS)}; use one of {', '.join(KINDS)}")
    return str(value)


def _country(value: object) -> str:
    if not _COUNTRY.fullmatch(_text(value)):
        raise ValueError('must be a country code of two capital letters such as "PH", or "INT"')
    return _text(value)


def _language(value: object) -> str:
    if not _LANGUAGE.fullmatch(_text(value)):
        raise ValueError('must be a language tag such as "en", "tl" or "en-PH"')
    return _text(value)


def _url(value: object) -> str:
    """A public address. Hosts that only this machine or network knows are refused by the crawler, not here."""
    url = _text(value)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueError(f"is no address ({error})") from error
    if any(character.isspace() for character in url):
        raise ValueError("has a space in it; write it as %20")
    if parts.scheme not in {"http", "https"}:
        raise ValueError("must begin with https:// or http://")
    if "@" in parts.netloc:
        raise ValueError("holds a user name; only pages that anyone may open are watched")
    if not _HOST.fullmatch(host) and "[" not in parts.netloc:
        raise ValueError("names no host; write it as https://www.example.org/feed/")
    return url


def _urls(value: object) -> tuple[str, ...]:
    urls = tuple(_url(item) for item in (value if isinstance(value, list) else [value]))
    if not urls:
        raise ValueError("is empty; give an address or a list of addresses")
    if len(set(urls)) < len(urls):
        raise ValueError("names the same address twice; keep one of them")
    return urls


def _pattern(value: object) -> re.Pattern[str]:
    try:
        return re.compile(_text(value))
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression ({error}); put it in 'single quotes'") from error


def _number(value: object, least: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise ValueError(f"must be a number without quotes, {least}")
    return float(value)


def _delay(value: object) -> float:
    return _number(value, "0 or more seconds")


def _expect(value: object) -> float:
    number = _number(value, "more than 0 articles a week")
    if not number:
        raise ValueError("must be more than 0 articles a week; leave it out where nobody knows")
    return number


def _reason(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must say in words why the certificate cannot be verified")
    return _text(value)


#: what may stand in a table: key -> field of Source, and the function that checks its value
_PARSERS: Mapping[str, tuple[str, Callable[[object], object]]] = {
    "name": ("name", _text),
    "kind": ("kind", _kind),
    "country": ("country", _country),
    "language": ("language", _language),
    "homepage": ("homepage", _url),
    "feed": ("feeds", _urls),
    "sitemap": ("sitemaps", _urls),
    "listing": ("listings", _urls),
    "include": ("include", _pattern),
    "exclude": ("exclude", _pattern),
    "delay": ("delay", _delay),
    "expect": ("expect", _expect),
    "insecure": ("insecure", _reason),
}


def _suggestion(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing."""
    near = get_close_matches(word, list(known), n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _show(value: object) -> str:
    """A value as a person can find it in the file, cut where it is long."""
    shown = repr(value)
    return shown if len(shown) <= 100 else f"{shown[:100]}..."
