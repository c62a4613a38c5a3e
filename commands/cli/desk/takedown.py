"""``scrapy takedown``: delete an article for good, where keeping it would do harm, and keep its text out."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Take an article down: text, versions, terms and raw pages go, neither address nor text is stored again."""

    usage = "[options] [ARTICLE REASON]"
    summary = "Delete an article by its number or address, for good, and say why; decide on what holds its text"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--list", action="store_true", help="list what holds a removed text and nobody decided on")
        parser.add_argument("--confirm", metavar="NUMBER", help="of that list: take it down, or keep it out for good")
        parser.add_argument("--release", metavar="NUMBER", help="of that list: let it stay, or be stored")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from commands.desk.takedown import list_or_take_down

        return list_or_take_down(self.project_settings, args, opts)
