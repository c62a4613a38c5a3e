"""``scrapy label ARTICLE on|off``: a person's label, which wins over the score."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from sqlite_utils import Database

from commands.base import BaseCommand
from commands.report import print_line
from pipelines.relevance.rescoring import apply_topic_change
from storage.clock import now
from storage.tables import labels, relevance

LABELS = {"on": True, "off": False}


class Command(BaseCommand, ScrapyCommand):
    """Store whether an article is on topic, as a person sees it."""

    usage = "[options] ARTICLE on|off"
    summary = "Say that an article, given by its number or address, is on topic or off; this wins over the score"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--note", metavar="TEXT", default="", help="why, for whoever reads the label later")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 2 or args[1] not in LABELS:
            raise UsageError("name one article by its number or address, and then on or off", print_help=False)
        with self.open_to_write() as database, database.atomic():
            print_line(label_article(database, args[0], LABELS[args[1]], opts.note, self.window_days))
        return 0


def label_article(database: Database, name: str, on_topic: bool, note: str, window_days: float) -> str:
    """Store the label and what follows from it; return a sentence. Raise UnknownArticleError."""
    number = labels.resolve_article(database, name)
    labels.put(database, number, on_topic, note, now())
    (scored,) = relevance.read_judged(database, "articles.id = ?", [number])
    if scored.on_topic != on_topic:
        apply_topic_change(database, number, on_topic, scored.relevance, on_topic, window_days)
    return f"article {number}, {scored.article.title!r}, is labelled {'on' if on_topic else 'off'} topic"
