"""The sources file: one short table a source, checked as a whole before anything is fetched."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from spiders.sources.model import SLUG_KEY, Source
from storage.errors import UserError
from text.config_errors import Fault, Problem, faults_of, known_keys
from text.suggestions import quote_value, suggest_spelling

_MECHANISM_KEYS: Final = ("feed", "sitemap", "listing")
#: the kind that has no site on which they could be found
_SEARCH_KIND: Final = "search"
_KEYS: Final = [key for key in known_keys(Source, ()) if key != SLUG_KEY]
_TABLE_HEADER: Final = re.compile(r"^[ \t]*\[[ \t]*([\"']?)([^\[\]\"'\s][^\[\]\"']*?)\1[ \t]*\]", re.MULTILINE)


class SourcesError(UserError, ValueError):
    """The sources file cannot be used; the message has a line for every fault and says what to do about it.

    Raised by ``load_sources``, and by ``select_sources`` for a name that no source has.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def load_sources(path: str | Path) -> tuple[Source, ...]:
    """Read a sources file, in its own order. Raise SourcesError with every fault that it has."""
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
    """Return the sources of a TOML text, and a sentence for every fault in it."""
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
        source, wrong = _parse_entry(slug, table)
        faults += [f"[{slug}] {fault}" for fault in wrong]
        if source is not None:
            sources.append(source)
    return tuple(sources), faults


def select_sources(sources: Iterable[Source], slugs: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources with these slugs, in the order of the file, or all. Raise SourcesError for an unknown one."""
    known = {source.slug: source for source in sources}
    wanted = set(slugs)
    unknown = sorted(wanted - known.keys())
    if unknown:
        raise SourcesError(
            f"no source is called {slug!r}{suggest_spelling(slug, known) or '; scrapy sources lists them all'}"
            for slug in unknown
        )
    return tuple(source for slug, source in known.items() if slug in wanted or not wanted)


def _parse_entry(slug: str, table: object) -> tuple[Source | None, list[str]]:
    """Return the source of one table, or None and what is wrong with it."""
    if not isinstance(table, Mapping):
        return None, [f"is {quote_value(table)}, not a table; put it under the [slug] of its source"]
    faults = _check_mechanisms(table)
    try:
        source = Source.model_validate({**table, SLUG_KEY: slug}, by_alias=True, by_name=False)
    except ValidationError as error:
        faults += _describe_faults(error, table)
    return (None, sorted(faults)) if faults else (source, [])


def _check_mechanisms(table: Mapping[str, object]) -> list[str]:
    if table.get("kind") != _SEARCH_KIND or any(key in table for key in _MECHANISM_KEYS):
        return []
    return ["is a search and needs a feed: there is no site on which it could be found"]


def _describe_faults(error: ValidationError, table: Mapping[str, object]) -> Iterator[str]:
    """Yield a sentence for every key that something is wrong with."""
    first = {fault.path[0]: fault for fault in reversed(list(faults_of(error)))}
    for key, fault in first.items():
        yield fault.sentence if key == SLUG_KEY else _describe_source_fault(key, fault, table)


def _describe_source_fault(key: str, fault: Fault, table: Mapping[str, object]) -> str:
    if fault.problem is Problem.MISSING:
        return f"{key} is missing; add it"
    if fault.problem is Problem.UNKNOWN_KEY:
        return f"{key} is an unknown key{suggest_spelling(key, _KEYS)}"
    return f"{key} = {quote_value(table[key])}: {fault.sentence}"


def _repeated_slugs(text: str) -> list[str]:
    """Return a sentence for every table header that stands more than once, which is not valid TOML."""
    lines: dict[str, list[int]] = {}
    for header in _TABLE_HEADER.finditer(text):
        lines.setdefault(header[2].strip(), []).append(text.count("\n", 0, header.start()) + 1)
    return [
        f"[{slug}] is there {len(at)} times, on lines {', '.join(map(str, at))}; keep one of them or rename the others"
        for slug, at in lines.items()
        if len(at) > 1
    ]
