"""``scrapy instructions``: carry out what people asked for in the reading room, list it, or undo one of them."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Carry out what waits in the queue of instructions, list the latest of them, or undo one."""

    usage = "[--list | --undo NUMBER | --linger SECONDS]"
    summary = "Carry out what people asked for in the reading room; list the latest instructions; undo one"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        task = parser.add_mutually_exclusive_group()
        task.add_argument("--list", action="store_true", help="list the latest with their numbers and answers")
        task.add_argument("--linger", metavar="SECONDS", type=float, default=0, help="go on until nothing is asked for")
        task.add_argument("--undo", metavar="NUMBER", help="put back what stood before this instruction")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if args:
            raise UsageError("nothing is expected behind scrapy instructions but an option", print_help=False)
        from commands.desk.instructions import attend_to_instructions

        return attend_to_instructions(self.project_settings, opts)
