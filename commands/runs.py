"""``scrapy runs [NUMBER]``: earlier runs in short, or one in full; ``--alive``: whether the watch is still at it."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand
from commands.report import print_line, print_table, runs_table, tallies_table
from storage.clock import now, stamp
from storage.monitoring.present import Watch, watch_of
from storage.tables import runs


class Command(BaseCommand, ScrapyCommand):
    """Print what earlier runs came to."""

    usage = "[options] [NUMBER]"
    summary = "Show the last runs, or one of them source by source"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--last", type=int, default=20, metavar="RUNS", help="how many runs to list (default: 20)")

        parser.add_argument(
            "--alive", action="store_true", help="say when the last run ended; exit status 1 if none ended well in time"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) > 1 or not all(word.isdecimal() for word in args):
            raise UsageError("give the number of one run, or nothing for a list", print_help=False)
        with self.open_to_read() as database:
            if opts.alive:
                return say_whether_alive(watch_of(runs.latest(database)))
            if not args:
                print_table(runs_table(runs.latest_runs(database, opts.last)))
            elif tallies := runs.tallies(database, int(args[0])):
                print_table(tallies_table(tallies))
            else:
                print_line(f"no report of a run {args[0]} is stored; scrapy runs lists those that there are")
                return 1
        return 0


def say_whether_alive(watch: Watch) -> int:
    """Print when the last run ended and how; return 1 where no run has ended well within twice the schedule."""
    is_silent = watch.good is None or watch.is_overdue(now())
    print_line(sentence_on(watch) + (f"; a run is due every {watch.hours:g} hours" if is_silent else ""))
    return 1 if is_silent else 0


def sentence_on(watch: Watch) -> str:
    if watch.ended is None:
        return "the watch has not ended a run yet"
    good = f", the last good one {stamp(watch.good) if watch.good else 'never'}" if watch.good != watch.ended else ""
    return f"the last run ended {stamp(watch.ended)} ({watch.outcome}){good}"
