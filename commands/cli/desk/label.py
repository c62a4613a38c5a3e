"""``scrapy label ARTICLE on|off``: a person's label, which wins over the score."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Store whether an article is on topic, as a person sees it."""

    usage = "[options] ARTICLE on|off"
    summary = "Say that an article, given by its number or address, is on topic or off; this wins over the score"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--note", metavar="TEXT", default="", help="why, for whoever reads the label later")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from commands.instructing import instruct
        from pipelines.instructions.carrying_out import LABELS

        if len(args) != 2 or args[1] not in LABELS:
            raise UsageError("name one article by its number or address, and then on or off", print_help=False)
        return instruct(self.project_settings, "label", [*args, opts.note])
