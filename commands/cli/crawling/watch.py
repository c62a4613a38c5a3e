"""``scrapy watch [SOURCE ...]``: crawl the sources, one run at a time, and say what came of each."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand

from commands.base import BaseCrawlCommand
from spiders.logs import log_as_json, put_log_aside


class Command(BaseCrawlCommand, ScrapyCommand):
    """Read every source, or those named, into the database."""

    usage = "[options] [SOURCE ...]"
    summary = "Crawl the sources into the database, or those named"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        put_log_aside(self.project_settings)
        settings = self.project_settings
        if sys.stderr.isatty() and not opts.loglevel and not opts.logfile:
            settings.set("LOG_LEVEL", "ERROR", "cmdline")  # the display takes the place of the log
        if settings.getbool("LOG_JSON") and settings.getbool("LOG_ENABLED"):
            log_as_json(settings)  # before Scrapy sets up its own log

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.crawling.watch import watch

        return watch(self.process, args)
