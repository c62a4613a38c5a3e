"""``scrapy ledger``: print the ledgers: what the coverage says, entry by entry, and how a story's texts differ."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Final

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from sqlite_utils import Database

from commands.base import BaseCommand, LeaseHeldError
from pipelines.ledgers.reading import change_rows, read_new_entries
from storage.tables.ledgers.reports import entry_rows

LEDGERS: Final[Mapping[str, Callable[[Database], Iterable[Mapping[str, object]]]]] = {
    "figures": partial(entry_rows, table="figures"),
    "quotes": partial(entry_rows, table="quotations"),
    "changes": change_rows,
    "places": partial(entry_rows, table="places"),
    "bodies": partial(entry_rows, table="bodies"),
    "laws": partial(entry_rows, table="laws"),
}


class Command(BaseCommand, ScrapyCommand):
    """Print a JSON line for every entry of a ledger, after reading the articles that are new to it."""

    usage = f"({' | '.join(LEDGERS)}) --jsonl"
    summary = (
        "Print the figures, quotations, places, bodies and laws of the articles, and how those of one story differ"
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jsonl", action="store_true", required=True, help="a JSON line an entry")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        if len(args) != 1 or args[0] not in LEDGERS:
            raise UsageError(f"name one ledger: {', '.join(LEDGERS)}")
        # while a run writes, it reads what is new itself at its end
        with suppress(LeaseHeldError), self.open_to_write() as database:
            read_new_entries(database)
        with self.open_to_show() as database:
            for row in LEDGERS[args[0]](database):
                print(json.dumps(row, ensure_ascii=False))
        return 0
