"""``scrapy runs [NUMBER]``: the reports of earlier runs, all of them in short or one in full."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand
from commands.report import print_line, print_table, runs_table, tallies_table
from storage.tables import runs


class Command(BaseCommand, ScrapyCommand):
    """Print what earlier runs came to."""

    usage = "[options] [NUMBER]"
    summary = "Show the last runs, or one of them source by source"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--last", type=int, default=20, metavar="RUNS", help="how many runs to list (default: 20)")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) > 1 or not all(word.isdecimal() for word in args):
            raise UsageError("give the number of one run, or nothing for a list", print_help=False)
        with self.open_to_read() as database:
            if not args:
                print_table(runs_table(runs.latest_runs(database, opts.last)))
            elif tallies := runs.tallies(database, int(args[0])):
                print_table(tallies_table(tallies))
            else:
                print_line(f"no report of a run {args[0]} is stored; scrapy runs lists those that there are")
                return 1
        return 0
