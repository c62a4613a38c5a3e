"""``scrapy takedown``: deletes an article for good, where keeping it would do harm."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings
from sqlite_utils import Database

from commands.base import HeldError, explained, settings_of, writing
from pipelines.grouping.candidates import plan_stored_article
from pipelines.store import settle
from storage.clock import now
from storage.tables import labels, raw_pages, takedowns
from storage.tables.labels import UnknownArticleError


class Command(ScrapyCommand):
    """Takes an article down: text, versions, terms and raw pages go, its addresses are not read again."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own name for it

    def syntax(self) -> str:
        return "ARTICLE REASON"

    def short_desc(self) -> str:
        return "Delete an article by its number or address, for good, and say why"

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        if len(args) != 2 or not args[1].strip():
            print('write scrapy takedown ARTICLE "REASON"', file=sys.stderr)
            self.exitcode = 1
            return
        settings = settings_of(self)
        try:
            with writing(settings, "scrapy takedown") as database:
                print(take_down(database, settings, args[0], args[1].strip()))
        except (HeldError, UnknownArticleError) as error:
            print(error, file=sys.stderr)
            self.exitcode = 1


def take_down(database: Database, settings: Settings, name: str, reason: str) -> str:
    """Deletes an article and its raw pages, and says in a sentence what is left. Raises UnknownArticleError."""
    # what is deleted is overwritten, not only forgotten
    database.execute("pragma secure_delete = on")
    with database.atomic():
        number = labels.find(database, name)
        pages, copies = takedowns.take_down(database, number, reason, now())
        for copy in copies:
            settle(database, copy, plan_stored_article(database, copy, settings.getfloat("STORY_WINDOW_DAYS")))
    drop_raw(raw_pages.path_of(settings["RAW_PAGES"], settings["DATABASE"]), pages)
    others = f"; its text still stands in article {', '.join(map(str, copies))}" if copies else ""
    return f"article {number} is taken down{others}"


def drop_raw(path: str, pages: list[str]) -> None:
    """Deletes these pages from the store of raw pages."""
    kept = raw_pages.open_raw_pages(path)
    raw_pages.delete(kept, pages)
    kept.close()
