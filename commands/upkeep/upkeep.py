"""``scrapy upkeep``: what keeps the databases quick and small, once a night."""

from __future__ import annotations

from contextlib import closing

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from commands.databases import open_to_write
from commands.errors import LeaseHeldError
from commands.printing import print_line
from storage.clock import now
from storage.tables.raw_pages import open_raw_pages, path_of
from storage.tables.takedown.removal import empty_log, scrub_index
from storage.upkeep import retention


def keep_up(settings: BaseSettings) -> int:
    """Forget what is too old, and bring index, statistics and log into order; return the exit code."""
    try:
        with open_to_write(settings, "scrapy upkeep") as database:
            retention.delete_old_pages(database, now(), settings.getfloat("PAGES_DAYS"))
            retention.delete_old_runs(database, now(), settings.getfloat("RUNS_DAYS"))
            held = delete_old_raw_pages(settings, database)
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


def delete_old_raw_pages(settings: BaseSettings, database: Database) -> int:
    """Delete the raw pages of held texts that are too old; return how many."""
    path = path_of(settings["RAW_PAGES"], settings["DATABASE"])
    with closing(open_raw_pages(path)) as raw_pages:
        deleted = retention.delete_held_raw_pages(database, raw_pages, now(), settings.getfloat("HELD_RAW_PAGES_DAYS"))
        empty_log(raw_pages)
    return deleted
