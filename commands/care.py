"""``scrapy care``: list the articles that may identify a child, and decide whether they are shown."""

from __future__ import annotations

import argparse
from contextlib import suppress

from scrapy.commands import ScrapyCommand

from commands.base import CommandError, InstructionCommand, LeaseHeldError
from commands.report import print_line
from pipelines.care.guarding import guard_new_articles
from storage.clock import now
from storage.tables.care.guard import held_articles


class Command(InstructionCommand, ScrapyCommand):
    """Apply the rules to articles that are new to them, list what is held, or decide on one article."""

    usage = "[options]"
    summary = "List the articles that may identify a child, and release them or keep them masked"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--list", action="store_true", help="list what is held and nobody decided on")
        parser.add_argument("--release", metavar="ARTICLE", help="show its words from now on")
        parser.add_argument("--keep", metavar="ARTICLE", help="keep its words masked")
        parser.add_argument(
            "--redact", nargs=2, metavar=("ARTICLE", "REASON"), help="delete what is masked of it for good, and say why"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        for action in ("release", "keep"):
            if name := getattr(opts, action):
                return self.instruct("care", [action, name])
        if opts.redact:
            article, reason = opts.redact
            if not reason.strip():
                raise CommandError('say why: scrapy care --redact ARTICLE "REASON"')
            return self.instruct("care", ["redact", article, reason.strip()])
        if args or not opts.list:
            raise CommandError("write scrapy care --list, --release, --keep or --redact ARTICLE")
        # while a run writes, it applies the rules itself
        with suppress(LeaseHeldError), self.open_to_write() as database:
            guard_new_articles(database, now())
        with self.open_to_read() as database:
            for number, rules in held_articles(database):
                print_line(f"article {number}: {rules}")
        return 0
