"""``scrapy groups``: print the groups of articles, for evaluators and spreadsheets."""

from __future__ import annotations

import argparse
import json

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand
from storage.tables.grouping import groups


class Command(BaseCommand, ScrapyCommand):
    """Print a JSON line for every article, or for every pair that shares text."""

    usage = "(--jsonl | --pairs)"
    summary = "Print which articles are of one story, or which draw on each other"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        shape = parser.add_mutually_exclusive_group(required=True)
        shape.add_argument("--jsonl", action="store_true", help='a line an article: {"id", "cluster"}')
        shape.add_argument(
            "--pairs", action="store_true", help='a line for each two that share text: {"a", "b", "kind"}'
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        with self.open_to_read() as database:
            for row in groups.pair_rows(database) if opts.pairs else groups.cluster_rows(database):
                print(json.dumps(row, ensure_ascii=False))
        return 0
