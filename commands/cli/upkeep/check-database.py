"""``scrapy check-database``: whether the databases are whole, with an exit status for who watches from outside."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Check pages, references, full-text index and counts; exit with 1 where anything is wrong."""

    summary = "Check that the databases are whole; exit status 1 where they are not"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.upkeep.check_database import check_databases

        return check_databases(self.project_settings)
