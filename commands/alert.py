"""``scrapy alert``: tell people what they asked to be told of, once."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import timedelta

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.alerting import tell
from commands.base import BaseCommand, CommandError
from commands.report import print_line
from storage.alerting.composing import compose_alert
from storage.alerting.deciding import PREVIEW_DAYS, preview
from storage.alerting.rules import AlertRule
from storage.alerting.rules_file import load_rules, with_asked_rules
from storage.clock import now
from storage.schema.database import open_database
from storage.tables.alerting import messages
from text.suggestions import suggest_spelling


class Command(BaseCommand, ScrapyCommand):
    """Decide what is new to the rules of the alerts file, and send it."""

    usage = "[--preview NAME | --again | --drop CHANNEL]"
    summary = "Send what the rules of the alerts file find; what could not be sent is tried again"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        task = parser.add_mutually_exclusive_group()
        task.add_argument("--preview", metavar="NAME", help="print what a rule would send, and send nothing")
        task.add_argument("--again", action="store_true", help="try everything now that was not taken, or was given up")
        task.add_argument("--drop", metavar="CHANNEL", help="give up for good what a channel has not taken")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if args:
            raise UsageError("takes no words; the alerts file says what is sent", print_help=False)
        if opts.preview:
            return self.preview(self.rule_called(opts.preview))
        if opts.again or opts.drop:
            print_line(self.change_deliveries(opts.drop))
        sentences, succeeded = tell(self.project_settings)
        for sentence in sentences or ["nothing to send"]:
            print_line(sentence)
        return int(not succeeded)

    def change_deliveries(self, channel: str | None) -> str:
        """Let what was not delivered be tried now, or give up for good what a channel has not taken; say how much."""
        with closing(open_database(self.project_settings["DATABASE"])) as database:
            if channel:
                return f"{messages.drop_deliveries(database, channel):,} messages for {channel} are dropped"
            return f"{messages.try_again(database, now()):,} messages are tried again"

    def rule_called(self, name: str) -> AlertRule:
        """Return a rule of the file. Raise CommandError where it has none of that name, or it is wrong."""
        with self.open_to_read() as database:
            file = with_asked_rules(load_rules(self.project_settings["ALERTS"]), database)
        rules = {rule.name: rule for rule in file.rules}
        if name not in rules:
            faults = [fault for fault in file.faults if f"[{name}]" in fault or file.names is None]
            near = suggest_spelling(name, rules) or f"; {self.project_settings['ALERTS']} has {len(rules)} rules"
            raise CommandError("\n".join(faults) or f"no alert is called {name!r}{near}")
        return rules[name]

    def preview(self, rule: AlertRule) -> int:
        """Print what a rule would send now, else what it would have sent of the last days."""
        with self.open_to_show() as database:
            waiting, lately = preview(database, rule, now() - timedelta(days=PREVIEW_DAYS), now())
            heading = "would be sent now:" if waiting else f"nothing is new; of the last {PREVIEW_DAYS} days it finds:"
            base = self.project_settings["PUBLIC_URL"]
            words = compose_alert(database, rule.name, waiting or lately, base)
        print_line(f"to {', '.join(rule.channels)}, {heading}")
        for line in f"{words.title}\n\n{words.body}".splitlines() if words else ["nothing"]:
            print_line(line)
        return 0
