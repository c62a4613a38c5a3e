"""``scrapy check-database``: whether the databases are whole, with an exit status for who watches from outside."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand
from commands.report import print_line
from storage.tables.raw_pages import path_of
from storage.upkeep.file_checks import check_file, check_raw_file


class Command(BaseCommand, ScrapyCommand):
    """Check pages, references, full-text index and counts; exit with 1 where anything is wrong."""

    summary = "Check that the databases are whole; exit status 1 where they are not"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        settings = self.project_settings
        path, raw = settings["DATABASE"], path_of(settings["RAW_PAGES"], settings["DATABASE"])
        faults = [*check_file(Path(path)), *check_raw_file(Path(raw))]
        for fault in faults:
            print_line(fault)
        if faults:
            print_line("make restore goes back to the last back-up")
        else:
            print_line(f"{path} and its archive of raw pages are whole")
        return int(bool(faults))
