"""Logging in to a public reading room, and out of it."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette.access import is_public
from storage.datasette.security.accounts import Account, AccountsError, accounts_path, authenticated, read_accounts
from storage.datasette.security.attempts import Attempts
from storage.datasette.security.sessions import MAX_SESSION_SECONDS, Sessions

hookimpl = HookimplMarker("datasette")

COOKIE = "osecwatch_session"
#: passwords verified at once: each takes 50 ms and 16 MB
MAX_VERIFIED_AT_ONCE = 2

sessions = Sessions()
attempts = Attempts()
verifying = asyncio.Semaphore(MAX_VERIFIED_AT_ONCE)
_read: dict[Path, tuple[tuple[int, int], dict[str, Account]]] = {}


def accounts() -> dict[str, Account]:
    """Return the accounts, read again when their file has changed; none where it cannot be used any more."""
    path = accounts_path()
    try:
        stat = path.stat()
        stamp = (stat.st_mtime_ns, stat.st_mode)
        if path not in _read or _read[path][0] != stamp:
            _read[path] = stamp, read_accounts(path)
    except (OSError, AccountsError):
        _read.pop(path, None)
        return {}
    return _read[path][1]


@hookimpl(tryfirst=True)
def actor_from_request(datasette: Any, request: Any) -> dict[str, str] | None:
    """Return who is logged in, by the session's cookie."""
    token = request.cookies.get(COOKIE)
    if not token or not is_public(datasette):
        return None
    account = sessions.account_of(token, accounts(), time.monotonic())
    return {"id": account.name, "role": account.role.value} if account else None


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Return the addresses of logging in and out; a room for one machine has none."""
    return [(r"/-/login$", log_in), (r"/-/logout$", log_out)] if is_public(datasette) else []


async def log_in(datasette: Any, request: Any) -> Response:
    """Show the form, or check what was typed into it."""
    if request.method != "POST":
        return await form(datasette, request)
    client, now = (request.scope.get("client") or ("",))[0], time.monotonic()
    if wait := attempts.wait_for(client, now):
        told = f"too many passwords were tried; try again in {int(wait / 60) + 1} minutes"
        return await form(datasette, request, told, status=429, headers={"retry-after": str(int(wait) + 1)})
    typed = await request.post_vars()
    # counted before it is checked, or a client could have many checked at once
    attempts.failed(client, now)
    async with verifying:
        account = await asyncio.to_thread(
            authenticated, accounts(), typed.get("username") or "", typed.get("password") or ""
        )
    if account is None:
        return await form(datasette, request, "name or password is wrong", status=403)
    attempts.succeeded(client)
    response = Response.redirect(datasette.urls.instance())
    token = sessions.begin(account, time.monotonic())
    response.set_cookie(COOKIE, token, max_age=MAX_SESSION_SECONDS, httponly=True, samesite="lax", secure=True)
    return response


async def form(datasette: Any, request: Any, error: str = "", status: int = 200, **options: Any) -> Response:
    """Show the form of the log-in, with what was wrong."""
    page = await datasette.render_template("login.html", {"error": error}, request=request)
    return Response.html(page, status=status, **options)


async def log_out(datasette: Any, request: Any) -> Response:
    """Ask for a click, since a link must not log anybody out; then end the session, wherever else its cookie is."""
    if request.method != "POST":
        return Response.html(await datasette.render_template("logout.html", {}, request=request))
    sessions.end(request.cookies.get(COOKIE) or "")
    response = Response.redirect(datasette.urls.instance())
    response.set_cookie(COOKIE, "", max_age=0, httponly=True, samesite="lax", secure=True)
    return response
