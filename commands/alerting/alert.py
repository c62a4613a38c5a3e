"""``scrapy alert``: tell people what they asked to be told of, once."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import timedelta

from scrapy.settings import BaseSettings

from commands.alerting.telling import tell
from commands.databases import open_to_read, open_to_show
from commands.errors import CommandError
from commands.printing import print_line
from storage.alerting.composing import compose_alert
from storage.alerting.deciding import PREVIEW_DAYS, preview
from storage.alerting.rules import AlertRule
from storage.alerting.rules_file import load_rules, with_asked_rules
from storage.clock import now
from storage.schema.database import open_database
from storage.tables.alerting import messages
from text.suggestions import suggest_spelling


def alert(settings: BaseSettings, opts: argparse.Namespace) -> int:
    """Send what is new to the rules, or do to the messages what was asked for; return the exit code."""
    if opts.preview:
        return print_preview(settings, rule_called(settings, opts.preview))
    if opts.again or opts.drop:
        print_line(change_deliveries(settings, opts.drop))
    sentences, succeeded = tell(settings)
    for sentence in sentences or ["nothing to send"]:
        print_line(sentence)
    return int(not succeeded)


def change_deliveries(settings: BaseSettings, channel: str | None) -> str:
    """Let what was not delivered be tried now, or give up for good what a channel has not taken; say how much."""
    with closing(open_database(settings["DATABASE"])) as database:
        if channel:
            return f"{messages.drop_deliveries(database, channel):,} messages for {channel} are dropped"
        return f"{messages.try_again(database, now()):,} messages are tried again"


def rule_called(settings: BaseSettings, name: str) -> AlertRule:
    """Return a rule of the file. Raise CommandError where it has none of that name, or it is wrong."""
    with open_to_read(settings) as database:
        file = with_asked_rules(load_rules(settings["ALERTS"]), database)
    rules = {rule.name: rule for rule in file.rules}
    if name not in rules:
        faults = [fault for fault in file.faults if f"[{name}]" in fault or file.names is None]
        near = suggest_spelling(name, rules) or f"; {settings['ALERTS']} has {len(rules)} rules"
        raise CommandError("\n".join(faults) or f"no alert is called {name!r}{near}")
    return rules[name]


def print_preview(settings: BaseSettings, rule: AlertRule) -> int:
    """Print what a rule would send now, else what it would have sent of the last days."""
    with open_to_show(settings) as database:
        waiting, lately = preview(database, rule, now() - timedelta(days=PREVIEW_DAYS), now())
        heading = "would be sent now:" if waiting else f"nothing is new; of the last {PREVIEW_DAYS} days it finds:"
        base = settings["PUBLIC_URL"]
        words = compose_alert(database, rule.name, waiting or lately, base)
    print_line(f"to {', '.join(rule.channels)}, {heading}")
    for line in f"{words.title}\n\n{words.body}".splitlines() if words else ["nothing"]:
        print_line(line)
    return 0
