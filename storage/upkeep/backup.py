"""Back-ups of both databases while they are in use: dated, packed, and known to be whole before they count."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from storage.clock import stamp
from storage.errors import UserError
from storage.file_lock import hold_file_lock
from storage.schema.database import connect_to_read, make_private
from storage.upkeep.checks import check_pages, check_references

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: what the main database is called in a back-up
_MAIN: Final = "articles.db"
#: the list of what a back-up holds, as sha256sum writes and checks it
SUMS: Final = "SHA256SUMS"
_PACKED: Final = ".zst"
_DATED: Final = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
#: a back-up that is being made, or that was not made to its end
_UNFINISHED: Final = "unfinished-"
#: bytes at one time; chosen, not measured
_CHUNK: Final = 2**20


class BackupError(UserError):
    """A back-up cannot be made or used; the message names it and says what to do."""


class BackupBusyError(BackupError):
    """Another process is making a back-up in the same folder; the message says which."""


def back_up(files: Mapping[str, Path], folder: Path, at: datetime) -> Path:
    """Copy databases, by the names that they are to have there, into a new folder of their own; return that folder.

    Raise BackupError where a copy is not whole: then the database is not, and no back-up is left of it. Raise
    BackupBusyError where another process makes one: what is unfinished is that one's then.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with hold_file_lock(folder) as lock:
        if lock is None:
            raise BackupBusyError(f"another back-up is being made in {folder}")
        return make_backup(files, folder, at)


def make_backup(files: Mapping[str, Path], folder: Path, at: datetime) -> Path:
    """Make a back-up as the only process that does."""
    name = free_name(folder, at)
    made = folder / f"{_UNFINISHED}{name}"
    for left in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left)
    made.mkdir(mode=0o700)
    try:
        sums = [f"{back_up_file(path, made / one)}  {one}{_PACKED}\n" for one, path in files.items()]
        (made / SUMS).write_text("".join(sums), "utf-8")
        return made.rename(folder / name)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def free_name(folder: Path, at: datetime) -> str:
    """Return the time as a folder's name; where there is one of this second already, the next second's."""
    name = stamp(at).replace(":", "")
    return free_name(folder, at + timedelta(seconds=1)) if (folder / name).exists() else name


def back_up_file(path: Path, copy: Path) -> str:
    """Copy one database, check the copy, pack it and unpack it again; return the digest of what was packed."""
    copy_online(path, copy)
    with closing(sqlite3.connect(copy)) as connection:
        forget_lease(connection)
        if faults := [*check_pages(database := Database(connection)), *check_references(database)]:
            raise BackupError(f"{path} cannot be backed up as it is: {'; '.join(faults)}; see scrapy check-database")
    digest = digest_of(copy)
    packed = copy.with_name(f"{copy.name}{_PACKED}")
    pack(copy, packed)
    copy.unlink()
    unpack(packed, copy)
    if digest_of(copy) != digest:
        raise BackupError(f"{packed} does not unpack to what was packed: the disk is not to be trusted")
    copy.unlink()
    return digest_of(packed)


def copy_online(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whoever reads or writes it meanwhile; nobody has to wait for it."""
    make_private(target)
    with closing(connect_to_read(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)


def forget_lease(connection: sqlite3.Connection) -> None:
    """Take out who was writing when the copy was made, and let the copy be one file."""
    connection.execute("pragma journal_mode = delete")
    if connection.execute("select 1 from sqlite_master where name = 'lease'").fetchone():
        connection.execute("delete from lease")
        connection.commit()


def pack(source: Path, target: Path) -> None:
    make_private(target)
    with source.open("rb") as reading, zstd.open(target, "wb") as writing:
        shutil.copyfileobj(reading, writing, _CHUNK)


def unpack(source: Path, target: Path) -> None:
    """Unpack a file. Raise BackupError where it does not hold what was packed."""
    make_private(target)
    try:
        with zstd.open(source, "rb") as reading, target.open("wb") as writing:
            shutil.copyfileobj(reading, writing, _CHUNK)
    except (zstd.ZstdError, EOFError) as error:
        raise BackupError(f"{source} cannot be unpacked ({error}); take another back-up") from error


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def backups_in(folder: Path) -> list[Path]:
    """Return the back-ups in a folder, the oldest first."""
    return sorted(path for path in folder.glob("*") if _DATED.fullmatch(path.name) and (path / SUMS).is_file())


def delete_old(folder: Path, kept: int) -> list[Path]:
    """Delete all but the latest back-ups; return those deleted."""
    old = backups_in(folder)[: -max(kept, 1)]
    for path in old:
        shutil.rmtree(path)
    return old


def verified_files(backup: Path) -> dict[str, Path]:
    """Return the packed files of a back-up by the names of what they hold. Raise BackupError where one is not whole."""
    files = {}
    for line in (backup / SUMS).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        path = backup / Path(name).name
        if not path.is_file() or digest_of(path) != digest:
            raise BackupError(f"{path} is not as it was when it was made; take another one of {backup.parent}")
        files[path.name.removesuffix(_PACKED)] = path
    if _MAIN not in files:
        raise BackupError(f"{backup / SUMS} names no {_MAIN}{_PACKED}; take another one of {backup.parent}")
    return files
