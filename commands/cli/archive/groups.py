"""``scrapy groups``: print the groups of articles, for evaluators and spreadsheets."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


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
            "--by", choices=("story", "case"), help="with --jsonl, what an article is grouped by; the story unless said"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        if opts.by and not opts.jsonl:
            raise UsageError("--by says what --jsonl groups by, and goes with --jsonl only", print_help=False)
        from commands.archive.groups import print_groups

        return print_groups(self.project_settings, opts)
