"""``scrapy upkeep``: what keeps the databases quick and small, once a night."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.commands import ScrapyCommand
from sqlite_utils import Database

from commands.base import BaseCommand, LeaseHeldError
from commands.report import print_line
from storage.clock import now
from storage.tables.raw_pages import open_raw_pages, path_of
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
                held = self.delete_held_raw_pages(database)
                for _ in scrub_index(database):
                    pass
                database.execute("analyze")
                empty_log(database)
        except LeaseHeldError as error:
            print_line(f"{error}; nothing to do")
            return 0
        print_line(f"{settings['DATABASE']} is in order: old rows are gone, index and statistics are renewed")
        print_line(f"raw pages of held texts that were deleted by their age: {held}")
        return 0

    def delete_held_raw_pages(self, database: Database) -> int:
        """Delete the raw pages of held texts that are too old; return how many."""
        settings = self.project_settings
        path = path_of(settings["RAW_PAGES"], settings["DATABASE"])
        with closing(open_raw_pages(path)) as raw_pages:
            deleted = retention.delete_held_raw_pages(
                database, raw_pages, now(), settings.getfloat("HELD_RAW_PAGES_DAYS")
            )
            empty_log(raw_pages)
        return deleted
