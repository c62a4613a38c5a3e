"""Reads topics.toml: the terms by which an article is judged, checked so that a slip is named with its line."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.relevance.phrase_matcher import PhraseMatcher

TEXT_PLACES = ("title", "standfirst", "opening", "body")
TERM_LANGUAGES = ("any", "english", "tagalog", "cebuano", "german", "dutch")
#: the rules that earn points by themselves; support only adds to them and against takes away
EARNING_ROLES = ("terms", "near", "acronyms")
ROLES = (*EARNING_ROLES, "support", "against")
_LENGTHS = ("opening_words", "least_words", "most_words")

#: the keys of a heading besides weight and places, where they are not just the languages
_KEYS = {
    "terms": (*TERM_LANGUAGES, "needs"),
    "near": ("lists", "within", "needs"),
    "acronyms": ("expansions", "others", "needs"),
}

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_NOT_A_WORD = re.compile(r"[\W_]+")


class TopicsError(Exception):
    """The topics file cannot be used; the message names file, line, entry, key, value and the mend."""


#: stands before the name of a list of words among the names of what was found
WORD_LIST_PREFIX = "list:"
#: names of lists of words, any of which will do, as they are found
ListChoice = tuple[str, ...]
#: the name of a table in the file, by its parts
TablePath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one heading of the file says: who speaks (``role``), how loud (``weight``) and where it is heard."""

    heading: str
    role: str
    weight: float
    places: frozenset[str] = frozenset(TEXT_PLACES)
    #: phrases as written in the file; any of them counts
    phrases: tuple[str, ...] = ()
    #: a near-condition: a word of each choice of lists, within so many neighbouring sentences
    lists: tuple[ListChoice, ...] = ()
    within: int = 1
    #: what the article must have anywhere, a word of each choice of lists
    needs: tuple[ListChoice, ...] = ()
    #: an acronym counts beside one of its expansions, or where its needs are met and none of its other meanings
    #: stands in the text
    expansions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every phrase that speaks for the rule."""
        return (*self.phrases, *self.expansions)

    def possible(self, found: Collection[str]) -> bool:
        """Whether the rule could earn points where all of this was found somewhere."""
        if self.role == "acronyms" and _any(self.expansions, found):
            return True
        if self.role not in EARNING_ROLES or not all_choices_found(self.needs, found):
            return False
        if self.role == "near":
            return all_choices_found(self.lists, found)
        return _any(self.phrases, found) and not _any(self.others, found)


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its rules and the points an article needs."""

    slug: str
    name: str
    threshold: float
    support_limit: float
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """The whole file, with what finds every phrase and word of it in a folded text (see ``fold``)."""

    topics: tuple[Topic, ...]
    words: Mapping[str, tuple[str, ...]]
    #: how much a sentence counts by where it stands
    places: Mapping[str, float]
    opening_words: int
    #: articles shorter than the first or longer than the second are taken to have that many words
    length_words: tuple[int, int]
    matcher: PhraseMatcher = field(repr=False, compare=False)


def all_choices_found(choices: tuple[ListChoice, ...], found: Collection[str]) -> bool:
    """Whether a word of each choice of lists was found."""
    return all(_any(choice, found) for choice in choices)


def _any(names: Iterable[str], found: Collection[str]) -> bool:
    return any(map(found.__contains__, names))  # asked some hundred times for every page


def fold(text: str) -> str:
    """The text in small letters, every word between single spaces, hyphens and punctuation gone."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return f" {_NOT_A_WORD.sub(' ', text.lower()).strip()} "


def search_pattern(phrase: str) -> str:
    """What is looked for in folded text; a phrase that ends in ``*`` also finds longer words."""
    folded = fold(phrase)
    return folded.rstrip() if phrase.endswith("*") else folded


def load_topics(path: str | Path) -> Topics:
    """Reads and checks the file at ``path``. Raises TopicsError."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        raise TopicsError(f"{path}: cannot be read ({error.strerror}); set TOPICS to a topics file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TopicsError(f"{path}: not valid TOML: {error}; mend that line") from error
    return _Reader(path, text).topics(tables)


class _Reader:
    """Turns tables into values and complains with the line where an entry stands.

    A table is named by its keys from the top, such as ``("topic", "osaec", "terms", "Laws")``.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.words: dict[str, tuple[str, ...]] = {}

    def topics(self, file: dict[str, Any]) -> Topics:
        self._known(file, ("places", "length", "words", "topic"), ())
        self.words = {where[-1]: self._word_list(table, where) for where, table in self._tables(file, ("words",))}
        topics = tuple(self._topic(table, where) for where, table in self._tables(file, ("topic",)))
        if not topics:
            raise self._error((), "topic", "is missing; add a table such as [topic.osaec]")
        places, length = file.get("places", {}), file.get("length", {})
        self._known(places, TEXT_PLACES, ("places",))
        self._known(length, _LENGTHS, ("length",))
        opening, least, most = (self._number(length, key, ("length",)) for key in _LENGTHS)
        factors = {place: self._number(places, place, ("places",)) for place in TEXT_PLACES}
        matcher = _phrase_matcher(topics, self.words)
        return Topics(topics, self.words, factors, int(opening), (max(int(least), 1), int(most)), matcher)

    def _topic(self, table: dict[str, Any], where: TablePath) -> Topic:
        self._known(table, ("name", "threshold", "support_limit", *ROLES), where)
        rules = tuple(self._rule(entry, at) for role in ROLES for at, entry in self._tables(table, (*where, role)))
        if not any(rule.role in EARNING_ROLES for rule in rules):
            raise self._error(
                where, "", f"has none of {', '.join(EARNING_ROLES)}, so that nothing could ever count; add some"
            )
        threshold = self._number(table, "threshold", where)
        if threshold <= 0:
            raise self._error(where, "threshold", f"= {threshold} must be above zero")
        limit = self._number(table, "support_limit", where)
        return Topic(where[-1], self._text(table, "name", where), threshold, limit, rules)

    def _rule(self, table: dict[str, Any], where: TablePath) -> Rule:
        _, _, role, heading = where
        self._known(table, ("weight", "places", *_KEYS.get(role, TERM_LANGUAGES)), where)
        phrases = (heading,) if role == "acronyms" else self._phrases(table, where)
        if not phrases and role != "near":
            raise self._error(where, "", "has no phrases; add a line such as english = [...]")
        return Rule(
            heading,
            role,
            self._weight(table, where),
            self._places(table, where),
            phrases,
            lists=self._choices(table, "lists", where),
            within=self._within(table, where),
            needs=self._choices(table, "needs", where),
            expansions=self._strings(table, "expansions", where),
            others=self._strings(table, "others", where),
        )

    def _weight(self, table: dict[str, Any], where: TablePath) -> float:
        weight = self._number(table, "weight", where)
        below = where[2] == "against"
        if weight == 0 or (weight < 0) != below:
            raise self._error(where, "weight", f"= {weight} must be {'below' if below else 'above'} zero")
        return weight

    def _phrases(self, table: dict[str, Any], where: TablePath) -> tuple[str, ...]:
        return tuple(dict.fromkeys(phrase for key in TERM_LANGUAGES for phrase in self._strings(table, key, where)))

    def _word_list(self, table: dict[str, Any], where: TablePath) -> tuple[str, ...]:
        self._known(table, TERM_LANGUAGES, where)
        if words := self._phrases(table, where):
            return words
        raise self._error(where, "", "is empty; give it words or take it out")

    def _places(self, table: dict[str, Any], where: TablePath) -> frozenset[str]:
        places = self._strings(table, "places", where)
        for place in places:
            if place not in TEXT_PLACES:
                raise self._error(where, "places", f"has {place!r}, which is not one of {', '.join(TEXT_PLACES)}")
        return frozenset(places or TEXT_PLACES)

    def _within(self, table: dict[str, Any], where: TablePath) -> int:
        within = table.get("within", 1)
        if type(within) is int and within > 0:
            return within
        raise self._error(where, "within", f"= {within!r} must be a number of sentences: 1, 2, 3 ...")

    def _choices(self, table: dict[str, Any], key: str, where: TablePath) -> tuple[ListChoice, ...]:
        """Lists of words by name; ``"sexual or abuse"`` takes a word of either."""
        choices = [text.split(" or ") for text in self._strings(table, key, where)]
        for name in (name for choice in choices for name in choice if name not in self.words):
            known = ", ".join(self.words)
            raise self._error(where, key, f"names {name!r}, but there is no [words.{name}]; the lists are {known}")
        if key == "lists" and where[2] == "near" and len(choices) < 2:
            raise self._error(where, key, "must name at least two lists of words")
        return tuple(tuple(WORD_LIST_PREFIX + name for name in choice) for choice in choices)

    def _strings(self, table: dict[str, Any], key: str, where: TablePath) -> tuple[str, ...]:
        values = table.get(key, [])
        if not isinstance(values, list):
            raise self._error(where, key, f'= {values!r} must be a list of texts, such as ["one", "two"]')
        for value in values:
            if not isinstance(value, str) or fold(value).isspace():
                raise self._error(where, key, f"has {value!r}, which is not a text with letters in it")
        return tuple(values)

    def _text(self, table: dict[str, Any], key: str, where: TablePath) -> str:
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value
        raise self._error(where, key, f"= {value!r} must be a text in quotation marks")

    def _number(self, table: dict[str, Any], key: str, where: TablePath) -> float:
        value = table.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        raise self._error(where, key, f"= {value!r} must be a number, such as 3 or 0.5")

    def _tables(self, table: dict[str, Any], where: TablePath) -> Iterator[tuple[TablePath, dict[str, Any]]]:
        """The tables in the entry of ``table`` that ``where`` ends in, each with its own name."""
        entries = table.get(where[-1], {})
        if not isinstance(entries, dict):
            raise self._error(where, "", f"= {entries!r} must hold tables: [{'.'.join(where)}.NAME]")
        for name, value in entries.items():
            if not isinstance(value, dict):
                raise self._error(where, name, f"= {value!r} must be a table of its own: [{'.'.join(where)}.{name}]")
            yield (*where, name), value

    def _known(self, table: dict[str, Any], keys: tuple[str, ...], where: TablePath) -> None:
        for key in table:
            if key not in keys:
                raise self._error(where, key, f"is not a key that is known here; use one of {', '.join(keys)}")

    def _error(self, where: TablePath, key: str, problem: str) -> TopicsError:
        table = ".".join(part if re.fullmatch(r"[\w-]+", part) else f'"{part}"' for part in where)
        entry = f"[{table}] {key}".strip() if where else key
        return TopicsError(f"{self.path}: line {self._line(where, key)}: {entry} {problem}")

    def _line(self, where: TablePath, key: str) -> int:
        """The line of ``key`` in its table, else of the table's head, else 1 (tomllib tells no positions)."""
        table, name = r"\.".join(rf'"?{re.escape(part)}"?' for part in where), rf'"?{re.escape(key)}"?'
        head = self._first(rf"\[{table}\]", 0)
        as_table = self._first(rf"\[{table}\.{name}[].]" if where else rf"\[{name}[].]", 0)
        as_key = self._first(rf"{name}\s*=", head)
        return (key and (as_table or as_key)) or head or 1

    def _first(self, text: str, start: int) -> int:
        """The first line after ``start`` that begins with the pattern ``text``, 0 where there is none."""
        return next((n for n, line in enumerate(self.lines, 1) if n > start and re.match(rf"\s*{text}", line)), 0)


def _phrase_matcher(topics: tuple[Topic, ...], words: Mapping[str, tuple[str, ...]]) -> PhraseMatcher:
    """Finds every phrase and word of the file, by all the names under which it is asked for."""
    names: dict[str, set[str]] = {}
    for topic in topics:
        for rule in topic.rules:
            for phrase in (*rule.phrases, *rule.expansions, *rule.others):
                names.setdefault(search_pattern(phrase), set()).add(phrase)
    for name, entries in words.items():
        for word in entries:
            names.setdefault(search_pattern(word), set()).add(WORD_LIST_PREFIX + name)
    return PhraseMatcher({key: tuple(sorted(value)) for key, value in names.items()})
