"""The bodies that are known, and what each is called: bodies.toml."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from text.phrases.finding import PhraseIndex, fold_phrase, index_phrases


class Body(NamedTuple):
    """A court, an agency or an organisation."""

    slug: str
    name: str
    kind: str
    country: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    near: tuple[str, ...]
    unless: tuple[str, ...]


@cache
def bodies_by_slug() -> dict[str, Body]:
    """Return every body by its slug."""
    read = tomllib.loads(Path(__file__).with_name("bodies.toml").read_text("utf-8"))
    return {slug: _body(slug, values) for slug, values in read.items()}


def _body(slug: str, values: dict[str, str | list[str]]) -> Body:
    lists = (tuple(values.get(key, ())) for key in ("names", "acronyms", "near", "unless"))
    return Body(slug, str(values["name"]), str(values["kind"]), str(values["country"]), *lists)


@cache
def bodies_by_phrase() -> dict[str, tuple[Body, ...]]:
    """Return the bodies that a folded name or short form may mean."""
    found: dict[str, list[Body]] = defaultdict(list)
    for body in bodies_by_slug().values():
        for name in (*body.names, *body.acronyms):
            found[fold_phrase(name)].append(body)
    return {name: tuple(dict.fromkeys(bodies)) for name, bodies in found.items()}


@cache
def body_index() -> PhraseIndex:
    """Return the names of bodies by their first word."""
    return index_phrases(bodies_by_phrase())


@cache
def full_names_of(slug: str) -> frozenset[str]:
    """Return the folded names of a body that are not short for anything."""
    return frozenset(map(fold_phrase, bodies_by_slug()[slug].names))


@cache
def written_acronyms() -> frozenset[str]:
    """Return the short forms as they are written."""
    return frozenset(acronym for body in bodies_by_slug().values() for acronym in body.acronyms)
