"""A reading room that is open to the world: what it needs before it opens, and what anonymous visitors may do in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from storage.datasette.security.accounts import AccountsError, read_accounts

#: characters; itsdangerous signs with it, and a guessed secret forges what it signs
MIN_SECRET_CHARACTERS = 32

#: the ready-made queries that anonymous visitors may run: none gives a text
OPEN_QUERIES = frozenset({"search", "new_articles"})
#: what anonymous visitors need to log in; everything else that begins like this tells of the machine
OPEN_PATHS = frozenset({"/-/login", "/-/logout"})


@cache
def is_public(datasette: Any) -> bool:
    """Return whether the reading room was opened to the world (``public: true`` in its metadata).

    The metadata never changes while the room is open; a page asks several times, and Datasette puts it together anew.
    """
    return bool((datasette.plugin_config("osecwatch") or {}).get("public"))


def is_anonymous(datasette: Any, actor: object) -> bool:
    """Return whether nobody has logged in to a reading room that is open to the world."""
    return is_public(datasette) and not actor


def lacking(accounts: Path, secret: str | None) -> str:
    """Return what a public reading room still needs before it may open; empty when nothing is missing."""
    try:
        if not read_accounts(accounts):
            return f"{accounts} names nobody, so nobody could read a text; add an account with `scrapy account NAME`"
    except AccountsError as error:
        return str(error)
    if secret is not None and len(secret) < MIN_SECRET_CHARACTERS:
        return (
            f"DATASETTE_SECRET has {len(secret)} characters, so it could be guessed; take at least "
            f"{MIN_SECRET_CHARACTERS} random ones, or leave it unset"
        )
    return ""


def hosts(configured: str) -> list[str]:
    """Return the names under which a reading room may be asked beside this machine's, from a list with commas."""
    return [name for name in (part.strip().lower() for part in configured.split(",")) if name]


def search_scope(anonymous: bool) -> str:
    """Return the index a search asks: anonymous visitors' only what all are shown, or it would spell out the texts."""
    return "headlines" if anonymous else "text"


def allowed(action: str, resource: object) -> bool | None:
    """Return whether an anonymous visitor may do this; None leaves it to Datasette."""
    if action == "view-instance":
        return None
    if action == "view-query" and isinstance(resource, tuple):
        return resource[1] in OPEN_QUERIES
    return False


def hidden(path: str) -> bool:
    """Return whether an address tells of the machine rather than of the news."""
    return path.startswith("/-/") and path not in OPEN_PATHS
