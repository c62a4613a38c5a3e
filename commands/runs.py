"""``scrapy runs [NUMBER]``: the reports of earlier runs, all of them in short or one in full."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import explained, settings_of
from commands.report import show, table_of, table_of_runs
from storage.schema.database import open_database
from storage.tables import runs


class Command(ScrapyCommand):
    """Prints what earlier runs came to."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [NUMBER]"

    def short_desc(self) -> str:
        return "Show the last runs, or one of them source by source"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--last", type=int, default=20, metavar="RUNS", help="how many runs to list (default: 20)")

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1 or not all(word.isdecimal() for word in args):
            raise UsageError("give the number of one run, or nothing for a list", print_help=False)
        database = open_database(settings_of(self)["DATABASE"])
        try:
            if not args:
                show(table_of_runs(runs.latest(database, opts.last)))
            elif tallies := runs.tallies(database, int(args[0])):
                show(table_of(tallies))
            else:
                print(f"no report of a run {args[0]} is stored; scrapy runs lists those that there are")
                self.exitcode = 1
        finally:
            database.close()
