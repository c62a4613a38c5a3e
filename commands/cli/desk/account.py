"""``scrapy account [NAME]``: who may log in to a public reading room."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand
from storage.datasette.security.accounts import Role


class Command(BaseCommand, ScrapyCommand):
    """Add, renew, remove or list the accounts of a public reading room."""

    usage = "[options] [NAME]"
    summary = "Add or renew an account for the public reading room; lists the accounts where no name is given"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--role", choices=[*Role], default=Role.READER, help="an editor also decides")
        parser.add_argument("--remove", action="store_true", help="take the account away, and its sessions with it")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) > 1 or (opts.remove and not args):
            raise UsageError("name one account, or none to list them", print_help=False)
        from commands.desk.account import change_accounts

        return change_accounts(args, Role(opts.role), remove=opts.remove)
