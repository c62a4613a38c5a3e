"""``scrapy digest``: what a day or a week has brought, by mail or into files."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Send the digest of the last day or week once to whoever the alerts file names, or write it into files."""

    usage = "--period (day | week) [--date DATE] [--to-file]"
    summary = "Send the digest of the last day or week that is over, or write it into files"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--period", choices=("day", "week"), required=True, help="what it is about, in UTC")
        parser.add_argument("--date", metavar="DATE", help="the day, or one of the week, in place of the last one")
        parser.add_argument("--to-file", action="store_true", help="write digest-DATE.html and .txt here, send nothing")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if args:
            raise UsageError("takes no words; the alerts file says to whom it is sent", print_help=False)
        from commands.alerting.digest import digest

        return digest(self.project_settings, opts)
