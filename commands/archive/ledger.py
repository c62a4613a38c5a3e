"""``scrapy ledger``: print the ledgers: what the coverage says, entry by entry, and how a story's texts differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Final

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from commands.databases import open_to_show, open_to_write
from commands.errors import LeaseHeldError
from pipelines.ledgers.comparing import change_rows
from pipelines.ledgers.storing import read_new_entries
from storage.tables.ledgers.reports import entry_rows

LEDGERS: Final[Mapping[str, Callable[[Database], Iterable[Mapping[str, object]]]]] = {
    "figures": partial(entry_rows, table="figures"),
    "quotes": partial(entry_rows, table="quotations"),
    "changes": change_rows,
    "places": partial(entry_rows, table="places"),
    "bodies": partial(entry_rows, table="bodies"),
    "laws": partial(entry_rows, table="laws"),
}


def print_ledger(settings: BaseSettings, ledger: str) -> int:
    """Read what is new to the ledgers and print a JSON line for every entry of one; return the exit code."""
    # while a run writes, it reads what is new itself at its end
    with suppress(LeaseHeldError), open_to_write(settings, "scrapy ledger") as database:
        read_new_entries(database)
    with open_to_show(settings) as database:
        for row in LEDGERS[ledger](database):
            print(json.dumps(row, ensure_ascii=False))
    return 0
