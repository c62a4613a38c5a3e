"""``scrapy takedown``: delete an article for good, where keeping it would do harm."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings
from sqlite_utils import Database

from commands.base import BaseCommand, CommandError
from commands.report import print_line
from pipelines.grouping.carrying_out import carry_out_new_plan
from storage.clock import now
from storage.tables import labels, raw_pages, takedowns


class Command(BaseCommand, ScrapyCommand):
    """Take an article down: text, versions, terms and raw pages go, its addresses are not read again."""

    usage = "ARTICLE REASON"
    summary = "Delete an article by its number or address, for good, and say why"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        if len(args) != 2 or not args[1].strip():
            raise CommandError('write scrapy takedown ARTICLE "REASON"')
        with self.open_to_write() as database:
            print_line(take_down_article(database, self.project_settings, args[0], args[1].strip()))
        return 0


def take_down_article(database: Database, settings: Settings, name: str, reason: str) -> str:
    """Delete an article and its raw pages; return in a sentence what is left. Raise UnknownArticleError."""
    # what is deleted is overwritten, not only forgotten
    database.execute("pragma secure_delete = on")
    with database.atomic():
        number = labels.resolve_article(database, name)
        pages, copies = takedowns.take_down(database, number, reason, now())
        for copy in copies:
            carry_out_new_plan(database, copy, settings.getfloat("STORY_WINDOW_DAYS"))
    delete_raw_pages(raw_pages.path_of(settings["RAW_PAGES"], settings["DATABASE"]), pages)
    others = f"; its text still stands in article {', '.join(map(str, copies))}" if copies else ""
    return f"article {number} is taken down{others}"


def delete_raw_pages(path: str, pages: list[str]) -> None:
    """Delete these pages from the archive of raw pages."""
    with closing(raw_pages.open_raw_pages(path)) as archive:
        raw_pages.delete(archive, pages)
