"""The base classes of the commands: settings, errors as one sentence, one writer at a time, a quiet log."""

from __future__ import annotations

import argparse
import logging
import os
import sqlite3
import sys
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from time import monotonic, sleep
from typing import Any, ClassVar

from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import Settings
from sqlite_utils import Database

from commands.report import print_line
from pipelines.instructions.carrying_out import carry_out_with_way_back, deletes_words
from pipelines.instructions.errors import InstructionError
from pipelines.instructions.queue import empty_queue, scrub_database
from pipelines.relevance.topics_file import TopicsError
from spiders.files.formats import LoadError
from spiders.logs import PrintableRecord
from spiders.sources.load import SourcesError
from storage import lease
from storage.clock import now
from storage.datasette.security.accounts import AccountsError
from storage.datasette.security.masks import mask_held_texts
from storage.export.tables import ExportError
from storage.schema.database import DatabaseError, open_database, open_database_to_read
from storage.schema.failures import describe_failure, remedy_for
from storage.tables import instructions
from storage.tables.labels import UnknownArticleError
from storage.upkeep.backup import BackupError

#: Scrapy's loggers that tell of its own parts, not of sources or pages
SCRAPY_LOGGERS = ("addons", "core.engine", "crawler", "extensions.logstats", "middleware", "utils.log")


#: seconds between two looks for the answer to an instruction
_LOOK_SECONDS = 0.3


class CommandError(Exception):
    """What was asked cannot be done; the message says why and what to do."""


class LeaseHeldError(CommandError):
    """Another run is writing to the database; the message says which."""


#: errors that a user can put right; the message says how
USER_ERRORS = (
    CommandError,
    InstructionError,
    AccountsError,
    SourcesError,
    TopicsError,
    DatabaseError,
    BackupError,
    LoadError,
    ExportError,
    UnknownArticleError,
)


class BaseCommand:
    """A command that crawls nothing; a subclass says what it does in ``execute``.

    To be put before ScrapyCommand, of which it is not a subclass itself: Scrapy takes every subclass in this folder
    for a command, and would list this one as "base".
    """

    #: what follows the command's name, and a sentence for the list of commands
    usage: ClassVar[str] = ""
    summary: ClassVar[str]
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    # set by Scrapy before the command runs
    settings: Settings | None
    crawler_process: CrawlerProcessBase | None
    exitcode: int

    def syntax(self) -> str:
        """Return the usage, as Scrapy asks for it."""
        return self.usage

    def short_desc(self) -> str:
        """Return the summary, as Scrapy asks for it."""
        return self.summary

    @abstractmethod
    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do the command's work and return its exit code. What a user can put right is raised as one of USER_ERRORS."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Execute the command; end with a sentence and exit code 1 where the user can put right what is wrong.

        A command whose output nobody reads any longer, as behind ``| head``, ends in silence.
        """
        logging.setLogRecordFactory(PrintableRecord)
        try:
            self.exitcode = self.execute(args, opts)
            sys.stdout.flush()
        except USER_ERRORS as error:
            print_line(error, file=sys.stderr)
            self.exitcode = 1
        except BrokenPipeError:
            # what is left to be written goes nowhere, or Python would complain of it at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (sqlite3.Error, OSError) as error:
            if not remedy_for(error):
                raise
            print_line(unwritable_error(self.project_settings, error), file=sys.stderr)
            self.exitcode = 1

    @property
    def project_settings(self) -> Settings:
        """The settings that Scrapy gave the command."""
        if self.settings is None:
            raise RuntimeError("the command was not started by scrapy")
        return self.settings

    @property
    def window_days(self) -> float:
        """The days within which articles are compared, as set."""
        return self.project_settings.getfloat("STORY_WINDOW_DAYS")

    @contextmanager
    def open_to_read(self) -> Iterator[Database]:
        """Open the database, whoever writes to it now, and though this process may not."""
        with closing(open_database_to_read(self.project_settings["DATABASE"])) as database:
            yield database

    @contextmanager
    def open_to_show(self) -> Iterator[Database]:
        """Open the database to print what is in it: held texts are masked as in the reading room."""
        with self.open_to_read() as database:
            mask_held_texts(database.conn)
            yield database

    @contextmanager
    def open_to_write(self) -> Iterator[Database]:
        """Open the database as the one command that may write to it now.

        Raise LeaseHeldError while another one does, DatabaseError when it can no longer be written.
        """
        name = type(self).__module__.rpartition(".")[2]
        try:
            with (
                closing(open_database(self.project_settings["DATABASE"])) as database,
                hold_lease(database, f"scrapy {name}", self.project_settings),
            ):
                empty_queue(database, self.project_settings)
                yield database
                empty_queue(database, self.project_settings)
        except sqlite3.OperationalError as error:
            raise unwritable_error(self.project_settings, error) from error


class InstructionCommand(BaseCommand):
    """A command that asks one thing of the archive: done at once, or by the run that is writing, within seconds."""

    def instruct(self, command: str, words: Sequence[str]) -> int:
        """Carry an instruction out, or wait until the run that is writing has; return the exit code."""
        try:
            with self.open_to_write() as database:
                with database.atomic():
                    number = instructions.give_instruction(database, command, words, now())
                    asked = instructions.Instruction(number, command, tuple(words))
                    answer = carry_out_with_way_back(database, self.project_settings, asked)
                    instructions.record_answer(database, number, answer, now())
                if deletes_words(command, words):
                    scrub_database(database)
            print_line(answer.sentence)
        except LeaseHeldError as held:
            return self.hand_over(command, words, str(held))
        return 0

    def hand_over(self, command: str, words: Sequence[str], held: str) -> int:
        """Put an instruction into the queue of the run that is writing, and wait for the answer."""
        ends = monotonic() + self.project_settings.getfloat("INSTRUCTION_SECONDS")
        number = self.put_into_queue(command, words, ends)
        while monotonic() < ends:
            with self.open_to_read() as database:
                answer = instructions.answer_to(database, number)
            if answer:
                print_line(answer.sentence, file=sys.stdout if answer.succeeded else sys.stderr)
                return int(not answer.succeeded)
            # the run may have ended meanwhile: then whoever opens the database empties the queue
            with suppress(LeaseHeldError, DatabaseError), self.open_to_write():
                pass
            sleep(_LOOK_SECONDS)
        raise CommandError(f"noted as instruction {number}, and not carried out yet, since {held}")

    def put_into_queue(self, command: str, words: Sequence[str], ends: float) -> int:
        """Put an instruction into the queue between two changes of the run that is writing; return its number."""
        while True:
            try:
                with closing(open_database(self.project_settings["DATABASE"])) as database:
                    return instructions.give_instruction(database, command, words, now())
            except sqlite3.OperationalError as error:
                # such as scrapy regroup, which writes all it does in one change
                if monotonic() > ends:
                    raise unwritable_error(self.project_settings, str(error)) from error


class BaseCrawlCommand(BaseCommand):
    """A command that crawls, with a log that tells of sources and pages only."""

    requires_crawler_process = True
    default_settings: ClassVar[dict[str, Any]] = {}

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Quieten Scrapy's own loggers and execute the command."""
        for name in SCRAPY_LOGGERS:
            logging.getLogger(f"scrapy.{name}").setLevel(logging.WARNING)
        super().run(args, opts)

    @property
    def process(self) -> CrawlerProcessBase:
        """The crawler process that Scrapy gave the command."""
        if self.crawler_process is None:
            raise RuntimeError("the command was not started by scrapy")
        return self.crawler_process


@contextmanager
def hold_lease(database: Database, name: str, settings: Settings) -> Iterator[None]:
    """Hold the database for this process. Raise LeaseHeldError while another one holds it."""
    patience = timedelta(seconds=settings.getfloat("LEASE_PATIENCE_SECONDS"))
    if holder := lease.acquire(database, name, now(), patience):
        raise LeaseHeldError(f"{settings['DATABASE']} is being written by {holder}; try again when it has ended")
    try:
        yield
    finally:
        lease.release(database)


def unwritable_error(settings: Settings, why: object) -> DatabaseError:
    """Return the error for a database that can no longer be used, or for what was found of it by a crawl."""
    told = describe_failure(why) if isinstance(why, BaseException) else why
    return DatabaseError(f"the database {settings['DATABASE']} cannot be used: {told}")
