"""A reading room that is open to the world: what it needs before it opens, and what strangers may do in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: the plugin that asks for a password, and where its passwords are told
PASSWORDS = "datasette-auth-passwords"
HASH = "_password_hash"

#: the ready-made questions that strangers may ask: none gives a text
OPEN_QUERIES = frozenset({"search", "new_articles"})
#: what strangers need to log in; everything else that begins like this tells of the machine
OPEN_PATHS = frozenset({"/-/login", "/-/logout"})


def is_public(datasette: Any) -> bool:
    """Whether the room was opened to the world (``public: true`` in its metadata)."""
    return bool((datasette.plugin_config("osecwatch") or {}).get("public"))


def is_stranger(datasette: Any, actor: object) -> bool:
    """Whether nobody has logged in to a room that is open to the world."""
    return is_public(datasette) and not actor


def lacking(installed: bool, config: Mapping[str, object] | None) -> str:
    """What a public room still needs before it may open; empty when nothing is missing."""
    if not installed:
        return f"the plugin {PASSWORDS} is not installed; run `make setup`, then start again"
    if not any(name.endswith(HASH) and value for name, value in (config or {}).items()):
        return (
            "no password is set, so anyone could read every text; run `.venv/bin/datasette hash-password` and put what "
            "it prints into the environment variable OSECWATCH_PASSWORD_HASH, then start again"
        )
    return ""


def allowed(action: str, resource: object) -> bool | None:
    """Whether a stranger may do this; None leaves it to Datasette."""
    if action == "view-instance":
        return None
    if action == "view-query" and isinstance(resource, tuple):
        return resource[1] in OPEN_QUERIES
    return False


def hidden(path: str) -> bool:
    """Whether an address tells of the machine rather than of the news."""
    return path.startswith("/-/") and path not in OPEN_PATHS
