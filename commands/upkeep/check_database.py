"""``scrapy check-database``: whether the databases are whole, with an exit status for who watches from outside."""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import BaseSettings

from commands.printing import print_line
from storage.tables.raw_pages import path_of
from storage.upkeep.file_checks import check_file, check_raw_file


def check_databases(settings: BaseSettings) -> int:
    """Print what is wrong with the databases; return 1 where anything is."""
    path, raw = settings["DATABASE"], path_of(settings["RAW_PAGES"], settings["DATABASE"])
    faults = [*check_file(Path(path)), *check_raw_file(Path(raw))]
    for fault in faults:
        print_line(fault)
    if faults:
        print_line("make restore goes back to the last back-up")
    else:
        print_line(f"{path} and its archive of raw pages are whole")
    return int(bool(faults))
