"""``scrapy backup``: both databases into a dated, packed, verified pair, while a watch and the reading room go on."""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import BaseSettings

from commands.printing import print_line
from storage.clock import now
from storage.schema.database import DatabaseError
from storage.tables.raw_pages import path_of
from storage.upkeep.backup import BackupBusyError, back_up, delete_old


def back_up_databases(settings: BaseSettings) -> int:
    """Make a back-up and delete those beyond the number to be kept; return the exit code."""
    folder = Path(settings["BACKUPS"])
    try:
        made = back_up(database_files(settings), folder, now())
    except BackupBusyError as error:
        print_line(f"{error}; this one is left to it")
        return 0
    size = sum(path.stat().st_size for path in made.iterdir())
    print_line(f"backed up to {made}, {size / 2**20:,.1f} MB")
    for old in delete_old(folder, settings.getint("BACKUPS_KEPT")):
        print_line(f"deleted {old}, since BACKUPS_KEPT is {settings.getint('BACKUPS_KEPT')}")
    return 0


def database_files(settings: BaseSettings) -> dict[str, Path]:
    """Return the databases that there are, by their names in a back-up. Raise DatabaseError where there is none.

    The main one comes first: what is taken down meanwhile is then in neither, or in the main one's list of removals.
    """
    main, raw = Path(settings["DATABASE"]), Path(path_of(settings["RAW_PAGES"], settings["DATABASE"]))
    if not main.is_file():
        raise DatabaseError(f"there is no database {main} to back up; name the right one by -s DATABASE=PATH")
    return {"articles.db": main} | ({"pages.db": raw} if raw.is_file() else {})
