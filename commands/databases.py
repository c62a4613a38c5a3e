"""Opening the database for a command: to read, to show, or as the only one that writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from commands.errors import LeaseHeldError
from pipelines.instructions.queue import empty_queue
from storage import lease
from storage.clock import now
from storage.datasette.security.masks import mask_held_texts
from storage.schema.database import DatabaseError, open_database, open_database_to_read
from storage.schema.failures import describe_failure


@contextmanager
def open_to_read(settings: BaseSettings) -> Iterator[Database]:
    """Open the database, whoever writes to it now, and though this process may not."""
    with closing(open_database_to_read(settings["DATABASE"])) as database:
        yield database


@contextmanager
def open_to_show(settings: BaseSettings) -> Iterator[Database]:
    """Open the database to print what is in it: held texts are masked as in the reading room."""
    with open_to_read(settings) as database:
        mask_held_texts(database.conn)
        yield database


@contextmanager
def open_to_write(settings: BaseSettings, name: str) -> Iterator[Database]:
    """Open the database as the one command that may write to it now; its name is told to the others.

    Raise LeaseHeldError while another one does, DatabaseError when it can no longer be written.
    """
    try:
        with closing(open_database(settings["DATABASE"])) as database, hold_lease(database, name, settings):
            empty_queue(database, settings)
            yield database
            empty_queue(database, settings)
    except sqlite3.OperationalError as error:
        raise unwritable_error(settings, error) from error


@contextmanager
def hold_lease(database: Database, name: str, settings: BaseSettings) -> Iterator[None]:
    """Hold the database for this process. Raise LeaseHeldError while another one holds it."""
    patience = timedelta(seconds=settings.getfloat("LEASE_PATIENCE_SECONDS"))
    if holder := lease.acquire(database, name, now(), patience):
        raise LeaseHeldError(f"{settings['DATABASE']} is being written by {holder}; try again when it has ended")
    try:
        yield
    finally:
        lease.release(database)


def unwritable_error(settings: BaseSettings, why: object) -> DatabaseError:
    """Return the error for a database that can no longer be used, or for what was found of it by a crawl."""
    told = describe_failure(why) if isinstance(why, BaseException) else why
    return DatabaseError(f"the database {settings['DATABASE']} cannot be used: {told}")
