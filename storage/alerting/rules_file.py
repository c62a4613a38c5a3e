"""Reading the alerts file: a rule that is wrong costs itself only, and keeps its place until it is mended."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from sqlite_utils import Database

from storage.alerting.rules import NAME_KEY, AlertRule
from storage.tables.alerting.asked import asked_alerts
from text.config_errors import Problem, faults_of, known_keys
from text.suggestions import quote_value, suggest_spelling


class RulesFile(NamedTuple):
    """The rules of a file, a sentence for every fault in it, and all names of rules; None where it cannot be read."""

    rules: tuple[AlertRule, ...]
    faults: tuple[str, ...]
    names: frozenset[str] | None


def load_rules(path: str | Path) -> RulesFile:
    """Read an alerts file; one that is not there holds no rules."""
    path = Path(path)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return RulesFile((), (), None)
    except (OSError, UnicodeDecodeError) as error:
        return RulesFile((), (f"{path}: cannot be read ({error}); give a TOML file in UTF-8",), None)
    except tomllib.TOMLDecodeError as error:
        fault = f"{path}: not valid TOML: {error}; texts stand in quotes, and no table stands twice"
        return RulesFile((), (fault,), None)
    rules, faults = [], []
    for name, table in tables.items():
        read = read_rule(name, table)
        if isinstance(read, AlertRule):
            rules.append(read)
        else:
            faults += [f"{path}: [{name}] {fault}" for fault in read]
    return RulesFile(tuple(rules), tuple(faults), frozenset(tables))


def with_asked_rules(file: RulesFile, database: Database) -> RulesFile:
    """Return the rules of a file and those that were asked for from searches, which are checked in the same way."""
    rules, faults, names = [*file.rules], [*file.faults], set[str]()
    for asked in asked_alerts(database):
        names.add(asked.name)
        read = read_rule(asked.name, asked.rule)
        if file.names and asked.name in file.names:
            read = [f"{asked.name} is also the name of a rule of the file, which holds; give that one another name"]
        if isinstance(read, AlertRule):
            rules.append(read)
        else:
            faults += [f"the alert {asked.name} that {asked.asked_by} asked for: {fault}" for fault in read]
    return RulesFile(tuple(rules), tuple(faults), None if file.names is None else file.names | names)


def read_rule(name: str, table: object) -> AlertRule | list[str]:
    """Return the rule of one table, or a sentence for everything that is wrong with it."""
    if not isinstance(table, Mapping):
        return [f"is {quote_value(table)}, not a table; put it under the [name] of its rule"]
    try:
        return AlertRule.model_validate({**table, NAME_KEY: name})
    except ValidationError as error:
        return list(describe_rule_faults(error, table))


def describe_rule_faults(error: ValidationError, table: Mapping[str, object]) -> Iterator[str]:
    """Yield a sentence for every key that something is wrong with."""
    keys = [key for key in known_keys(AlertRule, ()) if key != NAME_KEY]
    for fault in faults_of(error):
        key = fault.path[0] if fault.path else NAME_KEY
        if key == NAME_KEY:
            yield fault.sentence
        elif fault.problem is Problem.MISSING:
            yield f"{key} is missing; add it"
        elif fault.problem is Problem.UNKNOWN_KEY:
            yield f"{key} is an unknown key{suggest_spelling(key, keys) or '; use one of ' + ', '.join(keys)}"
        else:
            yield f"{key} = {quote_value(table[key])}: {fault.sentence}"
