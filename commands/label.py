"""``scrapy label ARTICLE on|off``: a person's verdict, which wins over the score."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from sqlite_utils import Database

from commands.base import HeldError, explained, settings_of, writing
from pipelines.relevance.rescoring import apply_topic_change
from storage.clock import now
from storage.tables import labels, relevance
from storage.tables.labels import UnknownArticleError

VERDICTS = {"on": True, "off": False}


class Command(ScrapyCommand):
    """Stores whether an article is on topic, as a person sees it."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own name for it

    def syntax(self) -> str:
        return "[options] ARTICLE on|off"

    def short_desc(self) -> str:
        return "Say that an article, given by its number or address, is on topic or off; this wins over the score"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--note", metavar="TEXT", default="", help="why, for whoever reads the label later")

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2 or args[1] not in VERDICTS:
            raise UsageError("name one article by its number or address, and then on or off", print_help=False)
        settings = settings_of(self)
        try:
            with writing(settings, "scrapy label") as database, database.atomic():
                window = settings.getfloat("STORY_WINDOW_DAYS")
                print(label(database, args[0], VERDICTS[args[1]], opts.note, window))
        except HeldError as held:
            print(f"{held}; label the article when it has ended", file=sys.stderr)
            self.exitcode = 1
        except UnknownArticleError as unknown:
            print(unknown, file=sys.stderr)
            self.exitcode = 1


def label(database: Database, name: str, on_topic: bool, note: str, window_days: float) -> str:
    """Stores the verdict and what follows from it; returns a sentence. Raises UnknownArticleError."""
    number = labels.find(database, name)
    labels.put(database, number, on_topic, note, now())
    (judged,) = relevance.read(database, "articles.id = ?", [number])
    if judged.on_topic != on_topic:
        apply_topic_change(database, number, on_topic, judged.relevance, on_topic, window_days)
    return f"article {number}, {judged.article.title!r}, is labelled {'on' if on_topic else 'off'} topic"
