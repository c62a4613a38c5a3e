"""``scrapy account [NAME]``: who may log in to a public reading room."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from commands.printing import print_line
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


def change_accounts(args: list[str], role: Role, *, remove: bool) -> int:
    """Add, renew or remove the account that is named, or list them all; return the exit code."""
    path = accounts_path()
    accounts = read_accounts(path) if path.exists() else {}
    if not args:
        print_line("\n".join(f"{one.name}: {one.role}" for one in accounts.values()) or f"{path} names nobody yet")
    elif remove:
        print_line(remove_account(path, accounts, args[0]))
    else:
        print_line(add_account(path, accounts, checked_name(args[0]), role))
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
