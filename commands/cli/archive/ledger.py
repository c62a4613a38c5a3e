"""``scrapy ledger``: print the ledgers: what the coverage says, entry by entry, and how a story's texts differ."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Print a JSON line for every entry of a ledger, after reading the articles that are new to it."""

    usage = "(figures | quotes | changes | places | bodies | laws) --jsonl"
    summary = (
        "Print the figures, quotations, places, bodies and laws of the articles, and how those of one story differ"
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jsonl", action="store_true", required=True, help="a JSON line an entry")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.archive.ledger import LEDGERS, print_ledger

        if len(args) != 1 or args[0] not in LEDGERS:
            raise UsageError(f"name one ledger: {', '.join(LEDGERS)}")
        return print_ledger(self.project_settings, args[0])
