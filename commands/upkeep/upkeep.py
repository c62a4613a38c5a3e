"""``scrapy upkeep``: what keeps the databases quick and small, once a night."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand, LeaseHeldError
from commands.report import print_line
from storage.clock import now
from storage.tables.takedown.removal import empty_log, scrub_index
from storage.upkeep import retention


class Command(BaseCommand, ScrapyCommand):
    """Forget what is too old, merge the full-text index, renew SQLite's statistics, empty the write-ahead log."""

    summary = "Forget old rows, merge the full-text index, renew statistics, empty the log; for every night"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        settings = self.project_settings
        try:
            with self.open_to_write() as database:
                retention.delete_old_pages(database, now(), settings.getfloat("PAGES_DAYS"))
                retention.delete_old_runs(database, now(), settings.getfloat("RUNS_DAYS"))
                for _ in scrub_index(database):
                    pass
                database.execute("analyze")
                empty_log(database)
        except LeaseHeldError as held:
            print_line(f"{held}; nothing to do")
            return 0
        print_line(f"{settings['DATABASE']} is in order: old rows are gone, index and statistics are renewed")
        return 0
