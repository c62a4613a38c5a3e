"""``scrapy care``: the articles that may identify a child, what is decided of them, and an account of a year."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
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
        from commands.desk.care import take_care

        return take_care(self.project_settings, args, opts)
