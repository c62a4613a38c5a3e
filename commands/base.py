"""The base classes of the commands: options and help for Scrapy, errors as one sentence, a quiet log.

Scrapy loads every command each time it starts one. So a command's module in commands/cli/ only declares it, and
``execute`` imports its work.
"""

from __future__ import annotations

import argparse
import logging
import os
import sqlite3
import sys
from abc import abstractmethod
from typing import Any, ClassVar

from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import Settings

from commands.printing import print_line
from spiders.logs import PrintableRecord
from storage.errors import UserError
from storage.schema.failures import remedy_for

#: Scrapy's loggers that tell of its own parts, not of sources or pages
SCRAPY_LOGGERS = ("addons", "core.engine", "crawler", "extensions.logstats", "middleware", "utils.log")


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
        """Do the command's work and return its exit code. What a user can put right is raised as a UserError."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Execute the command; end with a sentence and exit code 1 where the user can put right what is wrong.

        A command whose output nobody reads any longer, as behind ``| head``, ends in silence.
        """
        logging.setLogRecordFactory(PrintableRecord)
        try:
            self.exitcode = self.execute(args, opts)
            sys.stdout.flush()
        except UserError as error:
            print_line(error, file=sys.stderr)
            self.exitcode = 1
        except BrokenPipeError:
            # what is left to be written goes nowhere, or Python would complain of it at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (sqlite3.Error, OSError) as error:
            if not remedy_for(error):
                raise
            from commands.databases import unwritable_error

            print_line(unwritable_error(self.project_settings, error), file=sys.stderr)
            self.exitcode = 1

    @property
    def project_settings(self) -> Settings:
        """The settings that Scrapy gave the command."""
        if self.settings is None:
            raise RuntimeError("the command was not started by scrapy")
        return self.settings


class BaseCrawlCommand(BaseCommand):
    """A command that crawls, with a log that tells of sources and pages only."""

    requires_crawler_process = True
    default_settings: ClassVar[dict[str, Any]] = {}

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options over, and load what is dear to load once Scrapy has begun to set up the crawl."""
        # It looks at every loaded module for every frame of the stack as it is imported: here the stack is flat, which
        # makes a crawl's start .2 s of CPU cheaper than where the resolver would import it (28 November 2026).
        import scrapy.core.downloader.contextfactory  # noqa: F401

        super().process_options(args, opts)  # type: ignore[misc]  # of ScrapyCommand, which comes behind this class

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
