"""What is wrong with a database or its disk, in words, and what a person can do about it."""

from __future__ import annotations

import errno
import sqlite3

DAMAGED = "the file is damaged: see how far by scrapy check-database, then go back to the last back-up by make restore"
READ_ONLY = "the file or its folder may not be written: see that they belong to you and are not mounted read-only"
FULL = "the disk is full or fails: make room and start again; what was stored stays, the rest is still waiting"
BUSY = "another process has been writing for long: try again when it has ended"

#: by SQLite's primary result code (sqlite.org/rescode.html) and by the system's error number
_REMEDIES = {
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
}
_SYSTEM_REMEDIES = {
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EIO: FULL,
}
#: the low byte of SQLite's extended codes is the primary one
_PRIMARY = 0xFF


def remedy_for(error: BaseException) -> str:
    """Return what can be done about an error; empty where it is none of the file or the disk, but of the program."""
    if isinstance(error, sqlite3.Error):
        return _REMEDIES.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY, "")
    if isinstance(error, OSError):
        return _SYSTEM_REMEDIES.get(error.errno or 0, "")
    return ""


def describe_failure(error: BaseException) -> str:
    """Return an error in words, with its remedy where there is one."""
    return "; ".join(filter(None, (str(error), remedy_for(error))))
