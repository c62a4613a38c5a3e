"""``scrapy digest``: what a day or a week has brought, by mail or into files."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.alerting import send_digest
from commands.base import BaseCommand
from commands.report import print_line
from storage.alerting.digest.composing import compose_digest
from storage.alerting.digest.periods import Period, last_period, period_around
from storage.alerting.rules import Pace
from storage.clock import now


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
        period = period_asked_for(opts)
        if opts.to_file:
            return self.write_files(period)
        sentences, succeeded = send_digest(self.project_settings, period)
        for sentence in sentences:
            print_line(sentence)
        return int(not succeeded)

    def write_files(self, period: Period) -> int:
        """Write the digest into two files of this folder."""
        with self.open_to_show() as database:
            words = compose_digest(database, period, self.project_settings["PUBLIC_URL"])
        for ending, text in (("html", words.html), ("txt", words.body)):
            path = Path(f"digest-{period.name.replace(' ', '-')}.{ending}")
            path.write_text(text, "utf-8")
            print_line(f"written to {path}")
        return 0


def period_asked_for(opts: argparse.Namespace) -> Period:
    """Return the period that is asked for. Raise UsageError for what is no date."""
    every = Pace(opts.period)
    if not opts.date:
        return last_period(every, now())
    try:
        return period_around(every, date.fromisoformat(opts.date))
    except ValueError as error:
        raise UsageError(f"--date {opts.date} is no date; write it as 2026-11-28", print_help=False) from error
