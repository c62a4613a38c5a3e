"""Saved searches (searches.toml), which the front page lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from pydantic import Field, ValidationError

from storage.datasette.views.search import SEARCH_FIELDS
from text.config_errors import ConfigModel, Fault, Problem, faults_of
from text.suggestions import quote_value

SEARCHES_FILE: Final = Path(__file__).parent / "searches.toml"

_FieldText = Annotated[str, Field(pattern=r"\S")]


class SearchEntry(ConfigModel):
    """An entry of the file: a name, and what the search page can be asked for (FIELDS)."""

    name: _FieldText | None = None
    q: _FieldText | None = None
    order: _FieldText | None = None
    everything: _FieldText | None = None
    source: _FieldText | None = None
    kind: _FieldText | None = None
    country: _FieldText | None = None
    language: _FieldText | None = None
    year: _FieldText | None = None
    term: _FieldText | None = None
    place: _FieldText | None = None
    body: _FieldText | None = None


class SearchesError(Exception):
    """searches.toml cannot be used; the message names the entry, the value and the remedy.

    Raised by ``load_saved_searches``.
    """


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name; ``query`` is that of the search page's address."""

    name: str
    query: str


def load_saved_searches(path: Path = SEARCHES_FILE) -> list[SavedSearch]:
    """Return the saved searches in the order of the file.

    Raise SearchesError where the file is missing, is no TOML, or holds what the search page does not know.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("search", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SearchesError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(entries, list):
        raise SearchesError(f"{path.name}: search is {entries!r}; begin every search with the line [[search]]")
    return [_saved_search(entry, f"{path.name}, search {place}") for place, entry in enumerate(entries, 1)]


def _saved_search(entry: Any, where: str) -> SavedSearch:
    """Return one entry; raise SearchesError, beginning with ``where``, for what the search page does not know."""
    try:
        values = SearchEntry.model_validate(entry)
    except ValidationError as error:
        raise SearchesError(where + _describe_search_fault(next(faults_of(error)))) from error
    asked = values.model_dump(exclude={"name"}, exclude_unset=True)
    if values.name is None or not asked:
        raise SearchesError(f"{where} needs a name and something to search for, such as q")
    return SavedSearch(values.name, urlencode({key: asked[key] for key in entry if key in asked}))


def _describe_search_fault(fault: Fault) -> str:
    if fault.problem is Problem.NOT_A_TABLE:
        return f" is {quote_value(fault.value)}; begin every search with the line [[search]]"
    (key,) = fault.path
    if fault.problem is Problem.UNKNOWN_KEY:
        return f": {key!r} is not known; write one of name, {', '.join(SEARCH_FIELDS)}"
    return f': {key} = {quote_value(fault.value)} is no text; write it as {key} = "..."'
