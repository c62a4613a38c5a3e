"""``scrapy restore [BACK-UP]``: back to a back-up, the last one where none is named, while the reading room is open."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Put a back-up in the place of the databases; what stands there now is backed up first, or moved aside."""

    usage = "[BACK-UP]"
    summary = "Go back to a back-up, by default the last one; what there is now is backed up first"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.upkeep.restore import restore_databases

        return restore_databases(self.project_settings, args)
