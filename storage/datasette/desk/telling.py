"""Telling people when a search finds something new: the rule that a form asks for, and whom it can be told."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from storage.alerting.channels import ChannelsError, load_addresses
from storage.alerting.rules import AlertRule, Pace
from storage.alerting.rules_file import RulesFile, load_rules, read_rule
from storage.datasette.desk.forms import Fields, FormError
from storage.datasette.desk.writing import SmallChange
from storage.tables.alerting import asked

#: where settings.py has the alerts file
ALERTS_FILE: Final = Path(__file__).resolve().parents[3] / "alerts.toml"
#: what a search can be narrowed by, and the key of a rule that asks for the same
KEYS: Final = {"q": "query", "kind": "kind", "country": "country", "language": "language", "source": "source"} | {
    "term": "term"
}
#: what else a search can be narrowed by: places and bodies are read only once an article is stored, the others pass
OTHER_FIELDS: Final = ("year", "place", "body", "marked")
#: characters of a name; chosen, not measured, so that a message's title has room for more
_MOST_OF_NAME: Final = 30
PACES: Final = {
    Pace.RUN: "at once",
    Pace.HOUR: "once an hour at most",
    Pace.DAY: "once a day at most",
    Pace.WEEK: "once a week at most",
}


def rule_of_search(fields: Mapping[str, str]) -> dict[str, object]:
    """Return the keys of a rule that finds what a search finds. Raise FormError where no rule can."""
    if other := next((name for name in OTHER_FIELDS if fields.get(name)), ""):
        raise FormError(f"an alert cannot be narrowed by {other}; take that out of the search")
    return {key: fields[name] for name, key in KEYS.items() if fields.get(name)}


def read_asking(fields: Fields) -> tuple[str, dict[str, object]]:
    """Return the rule that a form asks for, checked, with what its name begins with. Raise FormError."""
    rule = rule_of_search(fields) | {"channels": [fields["channel"]], "every": fields.get("every") or Pace.RUN}
    if (size := fields.get("size", "").strip()) and size != "1":
        if not (size.isascii() and size.isdecimal() and len(size) < len("100000")):
            raise FormError("the articles of a story are a number, such as 3")
        rule["size"] = int(size)
    stem = stem_of_name(fields)
    if not isinstance(read := read_rule(stem, rule), AlertRule):
        raise FormError("; ".join(read))
    return stem, rule


def stem_of_name(fields: Mapping[str, str]) -> str:
    """Return what the name of a rule begins with: the first words that it looks for, in plain letters."""
    plain = unicodedata.normalize("NFKD", fields.get("q") or next(filter(None, map(fields.get, KEYS)), ""))
    words = re.findall(r"[a-z0-9]{1,30}", plain.encode("ascii", "ignore").decode().lower())
    return "-".join(words)[:_MOST_OF_NAME].strip("-") or "search"


def change_alert(fields: Fields) -> SmallChange:
    """Return what a form changes: a rule is asked for, ended, or takes up again. Raise FormError."""
    action = fields["action"]
    if action == "ask":
        stem, rule = read_asking(fields)

        def ask(database: Database, account: str, at: datetime) -> None:
            asked.ask_for_alert(database, stem, rule, account, at)

        return ask
    if action not in {"end", "renew"}:
        raise FormError(f"{action[:20]!r} is nothing that can be done with an alert")
    name = fields["name"]

    def end_or_renew(database: Database, account: str, at: datetime) -> None:
        if action == "end":
            asked.end_alert(database, name, account, at)
        else:
            asked.renew_alert(database, name, at)

    return end_or_renew


def rules_in_file() -> RulesFile:
    """Return the rules of the alerts file."""
    return load_rules(ALERTS_FILE)


def known_channels(archive: Path) -> tuple[list[str], str]:
    """Return the names of the channels that are set up, and what is wrong with their file; never an address."""
    named = {channel for rule in rules_in_file().rules for channel in rule.channels}
    try:
        addresses = load_addresses(archive.parent / "channels.toml", os.environ)
    except ChannelsError as error:
        return sorted(named), str(error)
    return sorted(named | addresses.keys()), ""
