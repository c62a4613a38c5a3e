"""``scrapy backup``: both databases into a dated, packed, verified pair, while a watch and the reading room go on."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Make a back-up and delete those beyond the number to be kept."""

    summary = "Back up the databases while they are in use, and keep the last BACKUPS_KEPT back-ups"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.upkeep.backup import back_up_databases

        return back_up_databases(self.project_settings)
