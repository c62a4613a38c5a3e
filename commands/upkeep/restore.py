"""``scrapy restore [BACK-UP]``: back to a back-up, the last one where none is named, while the reading room is open."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

from scrapy.settings import Settings

from commands.databases import open_to_write
from commands.errors import CommandError
from commands.printing import print_line
from commands.upkeep.backup import database_files
from pipelines.instructions.carrying_out import carry_out_instruction
from pipelines.instructions.queue import scrub_database
from storage.clock import now
from storage.schema.database import open_database
from storage.tables.raw_pages import path_of
from storage.upkeep.backup import back_up, backups_in, unpack, verified_files
from storage.upkeep.restoring import is_sound, put_in_place, take_over_removals


def restore_databases(settings: Settings, args: list[str]) -> int:
    """Put a back-up in the place of the databases; return the exit code."""
    backup = chosen_backup(args, Path(settings["BACKUPS"]))
    files = verified_files(backup)
    path = Path(settings["DATABASE"])
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open_to_write(settings, "scrapy restore") if is_sound(path) else nullcontext():
        if is_sound(path):
            print_line(f"what there is now is in {back_up(database_files(settings), backup.parent, now())}")
        for sentence in restore(files, settings):
            print_line(sentence)
    print_line(f"{path} is as it was at {backup.name}")
    return 0


def chosen_backup(args: list[str], folder: Path) -> Path:
    """Return the back-up that was named, by its path or its date, or the last one. Raise CommandError where none is."""
    known = backups_in(folder)
    if len(args) > 1 or not (known or args):
        none = f"there is no back-up in {folder}; make backup makes one"
        raise CommandError("name one back-up, or none" if known else none)
    if not args:
        return known[-1]
    named = next((path for path in (folder / args[0], Path(args[0])) if path in backups_in(path.parent)), None)
    if named is None:
        there = ", ".join(path.name for path in known) or "none"
        raise CommandError(f"there is no back-up {args[0]}; {folder} has {there}")
    return named


def restore(files: dict[str, Path], settings: Settings) -> Iterator[str]:
    """Unpack a back-up beside the databases, take out what was taken down since, and put it in their place."""
    targets = {
        "articles.db": Path(settings["DATABASE"]),
        "pages.db": Path(path_of(settings["RAW_PAGES"], settings["DATABASE"])),
    }
    with tempfile.TemporaryDirectory(dir=targets["articles.db"].parent, prefix="restoring-") as folder:
        unpacked = {name: Path(folder) / name for name in files}
        for name, packed in files.items():
            unpack(packed, unpacked[name])
        yield from remove_again(unpacked, targets["articles.db"], settings)
        for name in files:
            if aside := put_in_place(unpacked[name], targets[name]):
                yield f"{targets[name]} was damaged and is now {aside}"


def remove_again(unpacked: dict[str, Path], present: Path, settings: Settings) -> Iterator[str]:
    """Take down in the unpacked back-up what was taken down after it was made; yield a sentence for each."""
    copied = settings.copy()
    copied.set("DATABASE", str(unpacked["articles.db"]), "cmdline")
    copied.set("RAW_PAGES", str(unpacked.get("pages.db", "")), "cmdline")
    with closing(open_database(unpacked["articles.db"])) as database:
        for address, reason in take_over_removals(database, present):
            with database.atomic():
                yield carry_out_instruction(database, copied, "takedown", ["article", address, reason])
        scrub_database(database)
        database.execute("pragma journal_mode = delete")
