"""``scrapy regroup``: decides anew which articles are copies and which tell one story."""

from __future__ import annotations

import argparse
import sys
from itertools import islice

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from scrapy.commands import ScrapyCommand
from sqlite_utils import Database

from commands.base import HeldError, explained, settings_of, writing
from pipelines.grouping.candidates import plan_stored_article
from pipelines.store import settle
from storage.tables.grouping import regrouping
from storage.tables.grouping.regrouping import Changes, Difference
from text.language import language

#: so many differences are told one by one
TOLD = 50


class Command(ScrapyCommand):
    """Groups all articles again, in one change: stories keep their numbers, a person's decisions stand."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own name for it

    def syntax(self) -> str:
        return "[--dry-run]"

    def short_desc(self) -> str:
        return "Decide anew which articles are copies and which tell one story"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        settings = settings_of(self)
        try:
            with writing(settings, "scrapy regroup") as database:
                regroup(database, settings.getfloat("STORY_WINDOW_DAYS"), dry_run=opts.dry_run)
        except HeldError as held:
            print(f"{held}; regroup again when it has ended", file=sys.stderr)
            self.exitcode = 1


def regroup(database: Database, window_days: float, *, dry_run: bool) -> None:
    """Regroups everything in one transaction, with progress, and prints what changed."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    database.begin()
    name_languages(database)
    highest = regrouping.take_apart(database)
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("articles", total=database.table("articles").count)
        for article in regrouping.in_order(database):
            settle(database, article, plan_stored_article(database, article, window_days))
            progress.advance(task)
    changes = regrouping.put_together(database, highest)
    report(changes, list(islice(regrouping.differences(database), TOLD)), dry_run=dry_run)
    if dry_run:
        database.rollback()
    else:
        database.commit()


def name_languages(database: Database) -> None:
    """Finds out in which language articles are that were stored without it: translations are compared otherwise."""
    for article, text, declared in regrouping.of_unknown_language(database):
        database.conn.execute("update articles set language = ? where id = ?", [language(text, declared), article])


def report(changes: Changes, differences: list[Difference], *, dry_run: bool) -> None:
    """Prints the counts, then the first articles that changed place."""
    print(
        f"{changes.moved} articles in another story, {changes.copies} copies found or lost, "
        f"{changes.begun} stories begun, {changes.dropped} dropped" + ("; nothing stored" if dry_run else "")
    )
    for one in differences:
        print(f"article {one.article}: {', '.join(told(one))} | {one.title}")


def told(one: Difference) -> list[str]:
    """What changed for one article, in words."""
    parts: list[str] = []
    if one.story != one.former_story:
        parts.append(f"story {one.former_story or 'none'} -> {one.story or 'none'}")
    if one.original != one.former_original:
        parts.append(f"copy of {one.former_original or 'none'} -> {one.original or 'none'}")
    return parts
