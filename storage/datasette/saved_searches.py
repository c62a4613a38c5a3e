"""Saved searches (searches.toml), which the front page lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from storage.datasette.views.search import FIELDS

FILE = Path(__file__).parent / "searches.toml"


class SearchesError(Exception):
    """searches.toml cannot be used; the message names the entry, the value and the mend."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A search under a name; ``query`` is that of the search page's address."""

    name: str
    query: str


def load(path: Path = FILE) -> list[Saved]:
    """The saved searches in the order of the file.

    Raises SearchesError where the file is missing, is no TOML, or holds what the search page does not know.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("search", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SearchesError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(entries, list):
        raise SearchesError(f"{path.name}: search is {entries!r}; begin every search with the line [[search]]")
    return [saved(entry, f"{path.name}, search {place}") for place, entry in enumerate(entries, 1)]


def saved(entry: Any, where: str) -> Saved:
    """One entry; raises SearchesError, beginning with ``where``, for what the search page does not know."""
    if not isinstance(entry, dict):
        raise SearchesError(f"{where} is {entry!r}; begin every search with the line [[search]]")
    for key, value in entry.items():
        if key not in {"name", *FIELDS}:
            raise SearchesError(f"{where}: {key!r} is not known; write one of name, {', '.join(FIELDS)}")
        if not isinstance(value, str) or not value.strip():
            raise SearchesError(f'{where}: {key} = {value!r} is no text; write it as {key} = "..."')
    name = entry.get("name")
    asked = {key: value for key, value in entry.items() if key != "name"}
    if name is None or not asked:
        raise SearchesError(f"{where} needs a name and something to search for, such as q")
    return Saved(name, urlencode(asked))
