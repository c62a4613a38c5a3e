"""``scrapy groups``: print the groups of articles, for evaluators and spreadsheets."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping

from scrapy.commands import ScrapyCommand
from sqlite_utils import Database

from commands.base import BaseCommand
from storage.tables.grouping import groups


class Command(BaseCommand, ScrapyCommand):
    """Print a JSON line for every article, or for every pair that shares text."""

    usage = "(--jsonl [--by case] | --pairs | --case-links)"
    summary = "Print which articles are of one story, or which draw on each other"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        shape = parser.add_mutually_exclusive_group(required=True)
        shape.add_argument("--jsonl", action="store_true", help='a line an article: {"id", "cluster"}')
        shape.add_argument(
            "--pairs", action="store_true", help='a line for each two that share text: {"a", "b", "kind"}'
        )
        shape.add_argument(
            "--case-links",
            action="store_true",
            help='a line for each link to the earlier chapter of a case: {"a", "b", "score", "certain"}',
        )
        parser.add_argument(
            "--by", choices=("story", "case"), default="story", help="with --jsonl, what an article is grouped by"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        with self.open_to_show() as database:
            for row in self.rows(database, opts):
                print(json.dumps(row, ensure_ascii=False))
        return 0

    def rows(self, database: Database, opts: argparse.Namespace) -> Iterable[Mapping[str, object]]:
        if opts.pairs:
            return groups.pair_rows(database)
        if opts.case_links:
            return groups.case_link_rows(database)
        return groups.cluster_rows(database, by_case=opts.by == "case")
