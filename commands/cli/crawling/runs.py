"""``scrapy runs [NUMBER]``: earlier runs in short, or one in full; ``--alive``: whether the watch is still at it."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


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
        from commands.crawling.runs import show_runs

        return show_runs(self.project_settings, args, last=opts.last, alive=opts.alive)
