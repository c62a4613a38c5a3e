"""``scrapy upkeep``: what keeps the databases quick and small, once a night."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Forget what is too old, merge the full-text index, renew SQLite's statistics, empty the write-ahead log."""

    summary = "Forget old rows, merge the full-text index, renew statistics, empty the log; for every night"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.upkeep.upkeep import keep_up

        return keep_up(self.project_settings)
