"""``scrapy care``: the articles that may identify a child, what is decided of them, and an account of a year."""

from __future__ import annotations

import argparse
from contextlib import closing, suppress

from scrapy.settings import BaseSettings

from commands.databases import open_to_read, open_to_write
from commands.errors import CommandError, LeaseHeldError
from commands.instructing import instruct
from commands.printing import print_line
from pipelines.care.guarding import guard_new_articles
from storage.clock import now
from storage.tables.care.guard import held_articles
from storage.tables.care.yearly import report_on_care
from storage.tables.raw_pages import open_raw_pages, path_of
from storage.upkeep.retention import count_held_raw_pages


def take_care(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> int:
    """List what may identify a child, decide on one article, or give account of a year; return the exit code."""
    for action in ("release", "keep"):
        if name := getattr(opts, action):
            return instruct(settings, "care", [action, name])
    if opts.redact:
        article, reason = opts.redact
        if not reason.strip():
            raise CommandError('say why: scrapy care --redact ARTICLE "REASON"')
        return instruct(settings, "care", ["redact", article, reason.strip()])
    if opts.report:
        return print_yearly_report(settings, opts.year or now().year)
    if args or not opts.list:
        raise CommandError("write scrapy care --list, --report, --release, --keep or --redact ARTICLE")
    # while a run writes, it applies the rules itself
    with suppress(LeaseHeldError), open_to_write(settings, "scrapy care") as database:
        guard_new_articles(database, now())
    with open_to_read(settings) as database:
        for number, rules in held_articles(database):
            print_line(f"article {number}: {rules}")
    return 0


def print_yearly_report(settings: BaseSettings, year: int) -> int:
    """Print the account of a year."""
    path = path_of(settings["RAW_PAGES"], settings["DATABASE"])
    with open_to_read(settings) as database, closing(open_raw_pages(path)) as raw_pages:
        print_line(f"Care for survivors in {year}. That a text is not held does not mean that it is safe.")
        for line in report_on_care(database, count_held_raw_pages(database, raw_pages), year, now()):
            print_line(line)
    return 0
