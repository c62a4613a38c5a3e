"""``scrapy instructions``: carry out what people asked for in the reading room, list it, or undo one of them."""

from __future__ import annotations

import argparse
from contextlib import suppress
from time import monotonic, sleep

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import InstructionCommand, LeaseHeldError
from commands.report import print_line
from storage.tables.instructions import latest_instructions, waiting_instructions

#: instructions that are listed, chosen, not measured: what fits a screen
_LISTED = 40
#: seconds between two looks at the queue
_LOOK_SECONDS = 0.2


class Command(InstructionCommand, ScrapyCommand):
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
        if opts.undo:
            return self.instruct("undo", [opts.undo])
        if opts.list:
            return self.list_latest()
        return self.carry_out_until_idle(opts.linger)

    def carry_out_until_idle(self, seconds: float) -> int:
        """Carry out what waits, and what is asked for until nothing was for so many seconds.

        The lease is held only while something is carried out.
        """
        ends = monotonic() + seconds
        while True:
            with self.open_to_read() as database:
                waits = bool(waiting_instructions(database))
            if waits:
                ends = monotonic() + seconds
                # opening carries out what waits; a run that holds the lease does so itself
                with suppress(LeaseHeldError), self.open_to_write():
                    pass
            if monotonic() >= ends:
                return 0
            sleep(_LOOK_SECONDS)

    def list_latest(self) -> int:
        """Print the latest instructions, the latest first."""
        with self.open_to_show() as database:
            for number, at, by, command, words, answer in latest_instructions(database, _LISTED):
                print_line(f"{number}  {at}  {by or 'operator'}  {command} {words}  {answer or 'waits'}")
        return 0
