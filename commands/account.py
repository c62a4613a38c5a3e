"""``scrapy account [NAME]``: who may log in to a public reading room."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand
from commands.report import print_line
from storage.datasette.security.accounts import (
    Account,
    AccountsError,
    Role,
    accounts_path,
    checked_name,
    hash_password,
    read_accounts,
    write_accounts,
)


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
        path = accounts_path()
        accounts = read_accounts(path) if path.exists() else {}
        if not args:
            print_line("\n".join(f"{one.name}: {one.role}" for one in accounts.values()) or f"{path} names nobody yet")
        elif opts.remove:
            print_line(remove_account(path, accounts, args[0]))
        else:
            print_line(add_account(path, accounts, checked_name(args[0]), Role(opts.role)))
        return 0


def add_account(path: Path, accounts: dict[str, Account], name: str, role: Role) -> str:
    """Ask for a password and write the account. Raise AccountsError for a password that will not do."""
    done = "renewed" if name in accounts else "added"
    write_accounts(path, {**accounts, name: Account(name, role, hash_password(typed_password()))})
    return f"{name} is {done} as {role} in {path}"


def remove_account(path: Path, accounts: dict[str, Account], name: str) -> str:
    """Take an account away. Raise AccountsError where there is none of that name."""
    if name not in accounts:
        raise AccountsError(f"{path} has no account {name!r}; it has {', '.join(accounts) or 'none'}")
    write_accounts(path, {one: account for one, account in accounts.items() if one != name})
    return f"{name} is removed from {path}"


def typed_password() -> str:
    """Return a password typed twice, or read from a pipe's first line. Raise AccountsError where the two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise AccountsError("the two passwords differ; nothing is changed")
    return password
