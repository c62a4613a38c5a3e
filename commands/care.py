"""``scrapy care``: the articles that may identify a child, what is decided of them, and an account of a year."""

from __future__ import annotations

import argparse
from contextlib import closing, suppress

from scrapy.commands import ScrapyCommand

from commands.base import CommandError, InstructionCommand, LeaseHeldError
from commands.report import print_line
from pipelines.care.guarding import guard_new_articles
from storage.clock import now
from storage.tables.care.guard import held_articles
from storage.tables.care.yearly import report_on_care
from storage.tables.raw_pages import open_raw_pages, path_of
from storage.upkeep.retention import count_held_raw_pages


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

        parser.add_argument("--report", action="store_true", help="say what was held, decided, redacted and read whole")
        parser.add_argument("--year", type=int, metavar="YEAR", help="with --report: another year than the present one")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        for action in ("release", "keep"):
            if name := getattr(opts, action):
                return self.instruct("care", [action, name])
        if opts.redact:
            article, reason = opts.redact
            if not reason.strip():
                raise CommandError('say why: scrapy care --redact ARTICLE "REASON"')
            return self.instruct("care", ["redact", article, reason.strip()])
        if opts.report:
            return self.report(opts.year or now().year)
        if args or not opts.list:
            raise CommandError("write scrapy care --list, --report, --release, --keep or --redact ARTICLE")
        # while a run writes, it applies the rules itself
        with suppress(LeaseHeldError), self.open_to_write() as database:
            guard_new_articles(database, now())
        with self.open_to_read() as database:
            for number, rules in held_articles(database):
                print_line(f"article {number}: {rules}")
        return 0

    def report(self, year: int) -> int:
        """Print the account of a year."""
        settings = self.project_settings
        path = path_of(settings["RAW_PAGES"], settings["DATABASE"])
        with self.open_to_read() as database, closing(open_raw_pages(path)) as raw_pages:
            print_line(f"Care for survivors in {year}. That a text is not held does not mean that it is safe.")
            for line in report_on_care(database, count_held_raw_pages(database, raw_pages), year, now()):
                print_line(line)
        return 0
