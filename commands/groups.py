"""``scrapy groups``: prints the groups of articles, for evaluators and spreadsheets."""

from __future__ import annotations

import argparse
import json

from scrapy.commands import ScrapyCommand

from commands.base import explained, settings_of
from storage.schema.database import open_database
from storage.tables.grouping import groups


class Command(ScrapyCommand):
    """Prints a JSON line for every article, or for every pair that shares text."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own name for it

    def syntax(self) -> str:
        return "(--jsonl | --pairs)"

    def short_desc(self) -> str:
        return "Print which articles are of one story, or which draw on each other"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        shape = parser.add_mutually_exclusive_group(required=True)
        shape.add_argument("--jsonl", action="store_true", help='a line an article: {"id", "cluster"}')
        shape.add_argument(
            "--pairs", action="store_true", help='a line for each two that share text: {"a", "b", "kind"}'
        )

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        database = open_database(settings_of(self)["DATABASE"])
        for row in groups.pairs(database) if opts.pairs else groups.clusters(database):
            print(json.dumps(row, ensure_ascii=False))
        database.close()
