"""``scrapy check-database``: whether the databases are whole, with an exit status for who watches from outside."""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from scrapy.commands import ScrapyCommand
from sqlite_utils import Database

from commands.base import BaseCommand
from commands.report import print_line
from storage.schema.database import DatabaseError, connect_to_read, open_database, open_database_to_read
from storage.schema.failures import describe_failure
from storage.tables.raw_pages import path_of
from storage.upkeep.checks import check_database, check_raw_pages


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


def check_file(path: Path) -> Iterator[str]:
    """Yield the faults of the main database, each with its file; of one that may not be written as far as that goes."""
    with closing(open_as_allowed(path)) as database:
        for fault in check_database(database):
            yield f"{path}: {fault}"


def check_raw_file(path: Path) -> Iterator[str]:
    """Yield the faults of the archive of raw pages, where there is one."""
    if not path.is_file():
        return
    try:
        with closing(connect_to_read(path)) as connection:
            for fault in check_raw_pages(Database(connection)):
                yield f"{path}: {fault}"
    except (sqlite3.Error, OSError) as error:
        yield f"{path}: {describe_failure(error)}"


def open_as_allowed(path: Path) -> Database:
    """Open the database to write, since the check of the index asks for that, or else to read."""
    database = open_database_to_read(path)
    try:
        writable = open_database(path)
    except DatabaseError:
        return database
    database.close()
    return writable
