"""Read the topics file, checked so that a slip is named with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipelines.relevance.phrase_matcher import PhraseMatcher
from pipelines.relevance.topics import (
    ROLES,
    TEXT_PLACES,
    WORD_LIST_PREFIX,
    ListChoice,
    Rule,
    Topic,
    Topics,
    search_pattern,
)
from pipelines.relevance.topics_model import OR, Acronym, Heading, Near, Support, Terms, TopicsFile, TopicTable
from storage.errors import UserError
from text.config_errors import Fault, KeyPath, Problem, faults_of, known_keys
from text.suggestions import quote_value


class TopicsError(UserError):
    """The topics file cannot be used; a line for every fault names file, line, entry, key, value and the remedy.

    Raised by ``load_topics``.
    """


def load_topics(path: str | Path) -> Topics:
    """Read and check the file at ``path``. Raise TopicsError with every fault that it has."""
    path = Path(path)
    try:
        return read_topics(path, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TopicsError(f"{path}: cannot be read ({error.strerror}); set TOPICS to a topics file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TopicsError(f"{path}: not valid TOML: {error}; mend that line") from error


@lru_cache(maxsize=1)  # a crawl's steps all want the same
def read_topics(path: Path, text: str) -> Topics:
    """Read and check what the file at ``path`` says. Raise TopicsError or TOMLDecodeError."""
    tables = tomllib.loads(text)
    try:
        file = TopicsFile.model_validate(tables, context={"words": names_of_word_lists(tables)})
    except ValidationError as error:
        faults = (f"{path}: line {line}: {sentence}" for line, sentence in _report(error, text.splitlines()))
        raise TopicsError("\n".join(faults)) from error
    return _topics(file)


def names_of_word_lists(tables: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the tables [words.NAME]."""
    words = tables.get("words")
    return tuple(words) if isinstance(words, dict) else ()


def _report(error: ValidationError, lines: list[str]) -> list[tuple[int, str]]:
    """Line and sentence of every fault; unknown keys come first, since one misspelt makes another one missing."""
    faults = [
        (fault.problem is not Problem.UNKNOWN_KEY, _locate(*_entry(fault), lines), fault) for fault in faults_of(error)
    ]
    return [(line, _describe_topics_fault(fault)) for _, line, fault in sorted(faults, key=lambda entry: entry[:2])]


def _entry(fault: Fault) -> tuple[KeyPath, str]:
    """The table that a fault is in, and the key; the key is empty where it is about the table as a whole."""
    if fault.problem is Problem.NOT_TABLES or (fault.problem is Problem.VALUE and isinstance(fault.value, dict)):
        return fault.path, ""
    return fault.path[:-1], fault.path[-1]


def _describe_topics_fault(fault: Fault) -> str:
    """What is wrong, beginning with the table and the key."""
    where, key = _entry(fault)
    problem = fault.sentence
    if fault.problem is Problem.UNKNOWN_KEY:
        keys = ", ".join(known_keys(TopicsFile, where))
        problem = f"is not a key that is known here; use one of {keys}"
    elif fault.problem is Problem.NOT_TABLES:
        problem = f"= {quote_value(fault.value)} must hold tables: [{'.'.join(where)}.NAME]"
    elif fault.problem is Problem.NOT_A_TABLE:
        problem = f"= {quote_value(fault.value)} must be a table of its own: [{'.'.join(fault.path)}]"
    if len(fault.path) == 1:
        return f"{fault.path[0]} {problem}"
    table = ".".join(part if re.fullmatch(r"[\w-]+", part) else f'"{part}"' for part in where)
    return " ".join(filter(None, (f"[{table}]", key, problem)))


def _locate(where: KeyPath, key: str, lines: list[str]) -> int:
    """The line of the key in its table, else of the table's head, else 1: the TOML reader tells no positions."""
    table, name = r"\.".join(rf'"?{re.escape(part)}"?' for part in where), rf'"?{re.escape(key)}"?'
    head = _first_line(lines, rf"\[{table}\]", 0)
    if not key:
        return head or (_locate(where[:-1], where[-1], lines) if where else 1)
    next_head = _first_line(lines, r"\[", head) or len(lines) + 1
    as_table = _first_line(lines, rf"\[{table}\.{name}[].]" if where else rf"\[{name}[].]", 0)
    as_key = _first_line(lines, rf"{name}\s*=", head)
    return as_table or (as_key if as_key < next_head else 0) or head or 1


def _first_line(lines: list[str], pattern: str, after: int) -> int:
    """The first line after line ``after`` that begins with the pattern; 0 where there is none."""
    return next((n for n, line in enumerate(lines, 1) if n > after and re.match(rf"\s*{pattern}", line)), 0)


def _topics(file: TopicsFile) -> Topics:
    topics = tuple(_topic(slug, table) for slug, table in file.topic.items())
    words = {name: table.phrases for name, table in file.words.items()}
    length = file.length
    return Topics(
        topics,
        words,
        places=file.places.model_dump(),
        opening_words=int(length.opening_words),
        length_words=(max(int(length.least_words), 1), int(length.most_words)),
        matcher=matcher_of(topics, words),
    )


def _topic(slug: str, table: TopicTable) -> Topic:
    return Topic(slug, table.name, table.threshold, table.support_limit, tuple(_rules(table)))


def _rules(table: TopicTable) -> Iterator[Rule]:
    for role in ROLES:
        headings: Mapping[str, Heading] = getattr(table, role)
        yield from (_rule(role, heading, entry) for heading, entry in headings.items())


def _rule(role: str, heading: str, entry: Heading) -> Rule:
    rule = Rule(heading, role, entry.weight, frozenset(entry.places or TEXT_PLACES))
    if isinstance(entry, Support):
        rule = replace(rule, phrases=entry.phrases)
    if isinstance(entry, Near):
        rule = replace(rule, lists=_choices(entry.lists), within=entry.within)
    if isinstance(entry, Acronym):
        expansions, others = tuple(entry.expansions), tuple(entry.others)
        rule = replace(rule, phrases=(heading,), expansions=expansions, others=others)
    if isinstance(entry, Terms | Near | Acronym):
        rule = replace(rule, needs=_choices(entry.needs))
    return rule


def _choices(texts: Iterable[str]) -> tuple[ListChoice, ...]:
    """Return the lists of words by name; ``"sexual or abuse"`` takes a word of either."""
    return tuple(tuple(WORD_LIST_PREFIX + name for name in text.split(OR)) for text in texts)


def matcher_of(topics: tuple[Topic, ...], words: Mapping[str, tuple[str, ...]]) -> PhraseMatcher:
    """Return what finds every phrase and word of the file, by all the names under which it is asked for."""
    names: dict[str, set[str]] = {}
    for topic in topics:
        for rule in topic.rules:
            for phrase in (*rule.phrases, *rule.expansions, *rule.others):
                names.setdefault(search_pattern(phrase), set()).add(phrase)
    for name, entries in words.items():
        for word in entries:
            names.setdefault(search_pattern(word), set()).add(WORD_LIST_PREFIX + name)
    return PhraseMatcher({key: tuple(sorted(value)) for key, value in names.items()})
