"""``scrapy alert``: tell people what they asked to be told of, once."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


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
        from commands.alerting.alert import alert

        return alert(self.project_settings, opts)
