"""``scrapy backfill SOURCE ... --since DAY``: read the past of sources from a web archive."""

from __future__ import annotations

import argparse
import re
from datetime import date

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCrawlCommand
from spiders.logs import put_log_aside

_YEAR = re.compile(r"\d{4}")


class Command(BaseCrawlCommand, ScrapyCommand):
    """Ask a web archive for what it has of sources, and take its pages as if fetched; a later call goes on."""

    usage = "[options] SOURCE ... --since YEAR|DAY"
    summary = "Read the past of sources from a web archive, as politely as everything else"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--since", type=first_day, metavar="YEAR|DAY", help="from when on, as 2015 or 2015-03-01")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        put_log_aside(self.project_settings)
        # a whole archive is one host and takes days: it may be asked until somebody stops it
        for name in ("PAGES_PER_HOST", "SOURCE_SECONDS", "RUN_SECONDS"):
            self.project_settings.set(name, 10**9, "spider")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if not args or opts.since is None:
            raise UsageError("name the sources, and say --since when", print_help=False)
        from commands.crawling.backfill import backfill

        return backfill(self.process, args, opts.since)


def first_day(text: str) -> date:
    """Return the day of a year's beginning, or a day as it is written. Raise ValueError where it is neither."""
    return date(int(text), 1, 1) if _YEAR.fullmatch(text) else date.fromisoformat(text)
