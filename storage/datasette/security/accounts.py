"""The people who may log in to a public reading room: a file of names, roles and password digests."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from storage.errors import UserError

#: scrypt's cost: 16 MB and about 50 ms a password; RFC 7914 calls this interactive
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**14, 8, 1
#: characters; NIST SP 800-63B asks for 8 at least, a room of texts about children for more
MIN_PASSWORD_CHARACTERS = 12
#: characters; scrypt would hash any length, but nobody types more
MAX_PASSWORD_CHARACTERS = 200
MAX_NAME_CHARACTERS = 40


class Role(StrEnum):
    """What an account may do: a reader reads everything, an editor also decides."""

    READER = "reader"
    EDITOR = "editor"


class AccountsError(UserError):
    """The accounts file cannot be used; raised by this module, shown as one sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person's name, role, and the digest of the password."""

    name: str
    role: Role
    password_digest: str


def accounts_path() -> Path:
    """Return where the accounts are: OSECWATCH_ACCOUNTS, or data/accounts.json."""
    return Path(os.environ.get("OSECWATCH_ACCOUNTS") or "data/accounts.json")


def read_accounts(path: Path) -> dict[str, Account]:
    """Read the accounts by name. Raise AccountsError for a file that others can read, or that is no accounts file."""
    try:
        mode = path.stat().st_mode
        listed = json.loads(path.read_text("utf-8"))
        accounts = [Account(one["name"], Role(one["role"]), one["password_digest"]) for one in listed]
    except FileNotFoundError:
        raise AccountsError(f"there is no accounts file {path}; add an account with `scrapy account NAME`") from None
    except OSError as error:
        raise AccountsError(f"the accounts file {path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise AccountsError(
            f"{path} is no accounts file ({error}); move it away and add the accounts again with `scrapy account NAME`"
        ) from error
    if stat.S_IMODE(mode) & 0o077:
        raise AccountsError(f"others can read the accounts file {path}; run: chmod 600 '{path}'")
    return {account.name: account for account in accounts}


def write_accounts(path: Path, accounts: dict[str, Account]) -> None:
    """Replace the accounts file as a whole, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump([asdict(account) for account in accounts.values()], file, indent=2)
        file.write("\n")
    written.replace(path)


def checked_name(name: str) -> str:
    """Return the name. Raise AccountsError for one that is empty, too long or has other characters than these."""
    if not name or len(name) > MAX_NAME_CHARACTERS or not all(char.isalnum() or char in "._-" for char in name):
        raise AccountsError(
            f"{name[:MAX_NAME_CHARACTERS]!r} is no name for an account; take up to {MAX_NAME_CHARACTERS} letters, "
            "digits, dots, hyphens and underscores"
        )
    return name


def hash_password(password: str) -> str:
    """Return the digest of a password, salted. Raise AccountsError for a password that is too short or too long."""
    if not MIN_PASSWORD_CHARACTERS <= len(password) <= MAX_PASSWORD_CHARACTERS:
        raise AccountsError(
            f"the password has {len(password)} characters; take {MIN_PASSWORD_CHARACTERS} to {MAX_PASSWORD_CHARACTERS}"
        )
    salt = secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${_scrypt(password, salt).hex()}"


def is_password(password: str, digest: str) -> bool:
    """Say whether a digest is this password's. Takes about 50 ms: never call it on the event loop."""
    try:
        method, salt, expected = digest.split("$")
        known = method == "scrypt" and len(password) <= MAX_PASSWORD_CHARACTERS
        return known and hmac.compare_digest(_scrypt(password, bytes.fromhex(salt)).hex(), expected)
    except ValueError:
        return False


#: what the password of an unknown name is compared with, so that it takes as long as that of a known one
UNKNOWN_DIGEST = f"scrypt${'00' * 16}${'00' * 64}"


def authenticated(accounts: dict[str, Account], name: str, password: str) -> Account | None:
    """Return the account of a name and its password; None where either is wrong, after the same time."""
    account = accounts.get(name)
    right = is_password(password, account.password_digest if account else UNKNOWN_DIGEST)
    return account if right else None


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P)
