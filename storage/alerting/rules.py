"""What an entry of the alerts file may say: one model, whose types check every value."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from storage.datasette.fts_query import match_expression
from storage.tables.history.events import EventKind
from text.config_errors import ConfigModel, say

#: the key of a table's own name among its values
NAME_KEY: Final = "[name]"


class Subject(StrEnum):
    """What a rule is about; the values of the key ``on``."""

    ARTICLES = "articles"
    STORIES = "stories"
    PICKUPS = "pickups"
    CHANGES = "changes"
    FIGURES = "figures"
    SOURCES = "sources"
    SILENCE = "silence"
    DIGEST = "digest"


class Pace(StrEnum):
    """How often a rule may send a message; the values of the key ``every``."""

    RUN = "run"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


_SUBJECTS_WITH_ARTICLES: Final = frozenset(Subject) - {Subject.SOURCES, Subject.SILENCE, Subject.DIGEST}
_NARROWING: Final = ("query", "kind", "country", "language", "term")


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _one_of(kinds: type[StrEnum]) -> BeforeValidator:
    """Return what turns a text of the file into one of the values, which it names where it is none of them."""

    def read(value: object) -> object:
        if value not in set(kinds):
            raise ValueError(f"must be one of {', '.join(kinds)}")
        return kinds(str(value))

    return BeforeValidator(read)


def _check_query(value: str) -> str:
    if value.count('"') % 2:
        raise ValueError("has a quotation mark that is not closed")
    if match_expression(value) == '""':
        raise ValueError("has no word to look for; a search needs one that is not left out by a minus")
    return value


_Query = Annotated[str, say("must be words in quotes, as they are typed into the search"), AfterValidator(_check_query)]
_Values = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    say('must be a text in quotes or a list of them, such as ["PH", "DE"]'),
    BeforeValidator(_as_tuple),
]
_Channels = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], ...],
    say('must be names of small letters, digits and _, such as ["desk"]; their addresses stand elsewhere'),
    BeforeValidator(_as_tuple),
    Field(min_length=1),
]
_Changes = Annotated[tuple[Annotated[EventKind, _one_of(EventKind)], ...], BeforeValidator(_as_tuple)]
_Size = Annotated[int, Field(ge=1), say("must be a number of articles, 1 or more, without quotes")]


class AlertRule(ConfigModel):
    """One alerting rule: what to look for, whom to tell, and how often."""

    name: Annotated[
        str,
        Field(validation_alias=NAME_KEY, pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$"),
        say("is no name; use small letters, digits and single _ or - between them, such as [new_rulings]"),
    ]
    """The name of its table, by which commands and the database know it."""
    channels: _Channels
    """The channels that are told."""
    on: Annotated[Subject, _one_of(Subject)] = Subject.ARTICLES
    """What it is about."""
    every: Annotated[Pace, _one_of(Pace)] = Pace.RUN
    """How often it may send a message; what comes between is told together."""
    query: _Query = ""
    """Words, as in the reading room's search."""
    kind: _Values = ()
    """Kinds of source."""
    country: _Values = ()
    """Countries of the source."""
    language: _Values = ()
    """Languages of the article."""
    term: _Values = ()
    """Terms of the topics file, of which the article holds one."""
    source: _Values = ()
    """Slugs of sources; of pickups, those whose releases are followed."""
    size: _Size = 1
    """Articles that a story must have."""
    changes: _Changes = ()
    """Kinds of change; all where none is named."""

    @model_validator(mode="after")
    def check_together(self) -> Self:
        """Raise ValueError for keys that say nothing together."""
        given = self.model_fields_set
        if self.on not in _SUBJECTS_WITH_ARTICLES and (useless := given & {*_NARROWING, "size", "changes"}):
            raise ValueError(f"{min(useless)} says nothing of {self.on}; leave it out")
        if "changes" in given and self.on is not Subject.CHANGES:
            raise ValueError('changes is only for on = "changes"')
        if "size" in given and self.on not in {Subject.ARTICLES, Subject.STORIES, Subject.PICKUPS}:
            raise ValueError(f"size says nothing of {self.on}; leave it out")
        if self.on is Subject.PICKUPS and not self.source:
            raise ValueError('pickups need a source: the slug of whose releases are followed, such as source = "ijm"')
        if self.on in {Subject.SILENCE, Subject.DIGEST} and self.source:
            raise ValueError(f"source says nothing of {self.on}, which is about the whole watch; leave it out")
        if self.on is Subject.DIGEST and self.every not in {Pace.DAY, Pace.WEEK}:
            raise ValueError('a digest needs every = "day" or every = "week"')
        return self
