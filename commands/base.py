"""What the commands share: settings, errors as sentences, one writer at a time, a quiet log."""

from __future__ import annotations

import argparse
import functools
import logging
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from scrapy.commands import ScrapyCommand
from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import Settings
from sqlite_utils import Database

from pipelines.relevance.topics_file import TopicsError
from spiders.file_formats import LoadError
from spiders.logs import log_as_json
from spiders.sources.load import SourcesError
from storage import lease
from storage.clock import now
from storage.schema.database import DatabaseError, open_database

#: Scrapy's own account of its inner life, which nobody reads every morning
CHATTER = ("addons", "core.engine", "crawler", "extensions.logstats", "middleware", "utils.log")
#: what a user can mend; the message says how
MENDABLE = (SourcesError, TopicsError, DatabaseError, LoadError)

C = TypeVar("C", bound=ScrapyCommand)


class HeldError(Exception):
    """Another run is writing to the database; the message says which."""


def settings_of(command: ScrapyCommand) -> Settings:
    """The settings that Scrapy gave the command."""
    if command.settings is None:
        raise RuntimeError("the command was not started by scrapy")
    return command.settings


def process_of(command: ScrapyCommand) -> CrawlerProcessBase:
    """The crawler process that Scrapy gave the command."""
    if command.crawler_process is None:
        raise RuntimeError("the command was not started by scrapy")
    return command.crawler_process


def explained(
    run: Callable[[C, list[str], argparse.Namespace], None],
) -> Callable[[C, list[str], argparse.Namespace], None]:
    """Ends a command with a sentence and exit code 1 where the user can mend what is wrong.

    A command whose output nobody reads any longer, as behind ``| head``, ends in silence.
    """

    @functools.wraps(run)
    def guarded(command: C, args: list[str], opts: argparse.Namespace) -> None:
        try:
            run(command, args, opts)
            sys.stdout.flush()
        except MENDABLE as error:
            print(error, file=sys.stderr)
            command.exitcode = 1
        except BrokenPipeError:
            # what is left to be written goes nowhere, or Python would complain of it at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    return guarded


@contextmanager
def writing(settings: Settings, name: str) -> Iterator[Database]:
    """The database, for the one command that may write to it now.

    Raises HeldError while another one does, DatabaseError when it can no longer be written.
    """
    try:
        with leased(settings, name) as database:
            yield database
    except sqlite3.OperationalError as error:
        raise unwritable(settings, str(error)) from error


def unwritable(settings: Settings, why: str) -> DatabaseError:
    """The error for a database that can no longer be written."""
    return DatabaseError(
        f"the database {settings['DATABASE']} cannot be written: {why}; see that the disk has room and the file may be "
        "written, then start again: what was stored is kept, the rest is still waiting"
    )


@contextmanager
def leased(settings: Settings, name: str) -> Iterator[Database]:
    """The database, held by this process. Raises HeldError while another one holds it."""
    database = open_database(settings["DATABASE"])
    patience = timedelta(seconds=settings.getfloat("LEASE_PATIENCE_SECONDS"))
    try:
        if holder := lease.acquire(database, name, now(), patience):
            raise HeldError(f"{settings['DATABASE']} is being written by {holder}")
        try:
            yield database
        finally:
            lease.release(database)
    finally:
        database.close()


def set_up_log(settings: Settings) -> None:
    """Makes the log one of JSON objects, if that is asked for; to be called before Scrapy sets up its own."""
    if settings.getbool("LOG_JSON") and settings.getbool("LOG_ENABLED"):
        log_as_json(settings)


def quieten() -> None:
    """Keeps Scrapy's chatter out of the log."""
    for name in CHATTER:
        logging.getLogger(f"scrapy.{name}").setLevel(logging.WARNING)
