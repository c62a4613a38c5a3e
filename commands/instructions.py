"""``scrapy instructions``: carry out what people asked for in the reading room, list it, or undo one of them."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import InstructionCommand
from commands.report import print_line
from storage.tables.instructions import latest_instructions

#: instructions that are listed, chosen, not measured: what fits a screen
_LISTED = 40


class Command(InstructionCommand, ScrapyCommand):
    """Carry out what waits in the queue of instructions, list the latest of them, or undo one."""

    usage = "[--list | --undo NUMBER]"
    summary = "Carry out what people asked for in the reading room; list the latest instructions; undo one"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        task = parser.add_mutually_exclusive_group()
        task.add_argument("--list", action="store_true", help="list the latest with their numbers and answers")
        task.add_argument("--undo", metavar="NUMBER", help="put back what stood before this instruction")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if args:
            raise UsageError("nothing is expected behind scrapy instructions but an option", print_help=False)
        if opts.undo:
            return self.instruct("undo", [opts.undo])
        if opts.list:
            return self.list_latest()
        with self.open_to_write():
            # opening carries out what waits
            return 0

    def list_latest(self) -> int:
        """Print the latest instructions, the latest first."""
        with self.open_to_read() as database:
            for number, at, by, command, words, answer in latest_instructions(database, _LISTED):
                print_line(f"{number}  {at}  {by or 'operator'}  {command} {words}  {answer or 'waits'}")
        return 0
