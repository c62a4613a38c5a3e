"""Who may decide and mark: everyone in a room for this machine only, else whoever is logged in as an editor."""

from __future__ import annotations

import secrets
from typing import Any

from datasette.utils.asgi import Forbidden  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]

from storage.datasette.access import is_public
from storage.datasette.security.accounts import Role
from storage.tables.instructions import OPERATOR


def editor_of(datasette: Any, actor: Any) -> str:
    """Return the account of whoever may decide; empty for anonymous visitors and plain readers."""
    if not is_public(datasette):
        return OPERATOR
    return str(actor["id"]) if actor and actor.get("role") == Role.EDITOR else ""


def account_of_reader(datasette: Any, actor: Any) -> str:
    """Return the account of whoever may read texts; empty for anonymous visitors of a public room."""
    if not is_public(datasette):
        return OPERATOR
    return str(actor["id"]) if actor else ""


def require_editor(datasette: Any, request: Any) -> str:
    """Return the account of whoever may decide. Raise Forbidden for everyone else."""
    account = editor_of(datasette, request.actor)
    if not account:
        raise Forbidden("only who is logged in as an editor decides here")
    return account


async def read_form(request: Any) -> dict[str, str]:
    """Return the fields of a form of ours. Raise DatasetteError for anything that was not sent by one.

    Datasette's own check of the token lets a request without any cookie pass, but in a room for this machine nobody
    needs a cookie to decide.
    """
    fields: dict[str, str] = await request.post_vars()
    if not secrets.compare_digest(fields.get("csrftoken", "").encode(), request.scope["csrftoken"]().encode()):
        raise DatasetteError("this form is none of ours, or is too old; load its page again", status=403)
    return fields
