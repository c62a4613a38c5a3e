"""``scrapy takedown``: delete an article for good, where keeping it would do harm, and keep its text out."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import CommandError, InstructionCommand
from commands.report import print_line
from storage.tables.takedown.candidates import Candidate, open_candidates


class Command(InstructionCommand, ScrapyCommand):
    """Take an article down: text, versions, terms and raw pages go, neither address nor text is stored again."""

    usage = "[options] [ARTICLE REASON]"
    summary = "Delete an article by its number or address, for good, and say why; decide on what holds its text"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--list", action="store_true", help="list what holds a removed text and nobody decided on")
        parser.add_argument("--confirm", metavar="NUMBER", help="of that list: take it down, or keep it out for good")
        parser.add_argument("--release", metavar="NUMBER", help="of that list: let it stay, or be stored")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if opts.list:
            return self.list_candidates()
        for action in ("confirm", "release"):
            if number := getattr(opts, action):
                return self.instruct("takedown", [action, number])
        if len(args) != 2 or not args[1].strip():
            raise CommandError('write scrapy takedown ARTICLE "REASON"')
        return self.instruct("takedown", ["article", args[0], args[1].strip()])

    def list_candidates(self) -> int:
        """Print what a person has to decide on."""
        with self.open_to_show() as database:
            found = open_candidates(database)
        for one in found:
            print_line(describe_candidate(one))
        if not found:
            print_line("nothing waits for a decision")
        return 0


def describe_candidate(one: Candidate) -> str:
    """Say in a line what holds a removed text, how much of it, and what was done so far."""
    named = f"article {one.article}, {one.address}" if one.article else one.address
    shares = f"{one.share_of_removed:.0%} of the removed text, {one.share_of_text:.0%} of its own"
    return f"{one.id}  {one.state}  {one.kind} ({shares})  {named}"
