"""What every answer tells browsers, what anonymous visitors may do, and cells of tables that no spreadsheet runs."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from click import ClickException
from pluggy import HookimplMarker

from storage.datasette.access import allowed, hidden, hosts, is_anonymous, is_public, lacking
from storage.datasette.data_dictionary import load_description
from storage.datasette.exporting.csv_answers import CsvAnswer, whole_table
from storage.datasette.exporting.rows_left_out import noting_rows_left_out
from storage.datasette.security.accounts import accounts_path
from storage.datasette.security.clients import ClientGoneError, listening
from storage.datasette.security.datasette_internals import (
    interrupt_every_statement_in_time,
    part_lanes,
    remember_table_permissions,
    see_views_as_tables,
)
from storage.datasette.security.guard import Guard
from storage.datasette.security.masks import mask_held_texts
from storage.datasette.security.request_checks import App, Message, Receive, Send
from storage.datasette.security.sql_limits import set_statement_limits

Headers = list[tuple[bytes, bytes]]

hookimpl = HookimplMarker("datasette")

#: our pages need no script, so none may run; text of others could not run one even if it slipped through
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

#: seconds for which one thread may keep all others from running Python, instead of 5 ms: a thread that reads rows lets
#: go after each, and waited that long for every single one while pages were rendered
SWITCH_SECONDS = 0.0005

#: the desk has keys, by a file of ours; nothing in a page may run
DESK_POLICY = f"{POLICY}; script-src 'self'"

HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow, noarchive",
}


@hookimpl
def startup(datasette: Any) -> None:
    """Refuse to open to the world without a password; raise ClickException, which is shown as one sentence."""
    if is_public(datasette) and (why := lacking(accounts_path(), os.environ.get("DATASETTE_SECRET"))):
        raise ClickException(f"the reading room is not opened to the world: {why}")
    sys.setswitchinterval(SWITCH_SECONDS)
    part_lanes(datasette)
    remember_table_permissions()
    interrupt_every_statement_in_time()
    see_views_as_tables()


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Mask held texts, and bound what any statement may cost."""
    mask_held_texts(conn)
    set_statement_limits(conn)


# first in, last asked: the last opinion counts for Datasette
@hookimpl(trylast=True)
def permission_allowed(datasette: Any, actor: object, action: str, resource: object) -> bool | None:
    """Keep anonymous visitors from texts, tables and SQL."""
    return allowed(action, resource) if is_anonymous(datasette, actor) else None


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Add the headers to every answer, whoever gives it, and make the cells of every CSV harmless."""

    def wrap(app: App) -> App:
        gate = Guard(app, hosts(os.environ.get("OSECWATCH_HOSTS", "")), base(datasette))

        async def guarded(scope: Message, receive: Receive, send: Send) -> None:
            scope = without_prefix(scope, base(datasette))
            if is_table(scope.get("path", "")):
                scope = {**scope, "query_string": whole_table(scope.get("query_string") or b"")}
            if is_public(datasette) and hidden(scope.get("path", "").removeprefix(base(datasette))):
                scope = {**scope, "path": "/nothing", "raw_path": b"/nothing"}
            if not scope.get("path", "").endswith(".csv"):
                await gate(scope, receive, sending_headers(scope, send))
                return
            with noting_rows_left_out() as left_out, listening(receive, send) as client, suppress(ClientGoneError):
                await gate(scope, receive, sending_headers(scope, CsvAnswer(left_out, client.send).send))

        return guarded

    return wrap


def sending_headers(scope: Message, send: Send) -> Send:
    """Return what sends an answer's messages with our headers."""

    async def send_safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = with_headers(message.get("headers", []), policy_of(scope))
        await send(message)

    return send_safely


def base(datasette: Any) -> str:
    """Return what stands before every path where the reading room is not at the root of its site."""
    return str(datasette.setting("base_url")).rstrip("/")


def without_prefix(scope: Message, prefix: str) -> Message:
    """Return a request without what stands before every path, whether or not the server in front has cut it off.

    Datasette 0.65.5 would put it before addresses that have it already.
    """
    path, raw = scope.get("path", ""), scope.get("raw_path") or b""
    if not prefix or not f"{path}/".startswith(f"{prefix}/"):
        return scope
    shorter = {"path": path.removeprefix(prefix) or "/"}
    if raw:
        shorter["raw_path"] = raw.removeprefix(prefix.encode()) or b"/"
    return {**scope, **shorter}


def is_table(path: str) -> bool:
    """Return whether an address asks for the rows of a table or view as CSV."""
    name, _, kind = path.rpartition("/")[2].rpartition(".")
    return kind == "csv" and name in load_description()["tables"]


def policy_of(scope: Message) -> str:
    """Return what a page may load."""
    return DESK_POLICY if scope.get("path") == "/desk" else POLICY


def with_headers(given: Headers, policy: str = POLICY) -> Headers:
    """Return the headers of an answer with ours in place of any of the same name; cookies are kept from scripts."""
    kept = [
        (name, guarded_cookie(name, value)) for name, value in given if name.decode("latin1").lower() not in HEADERS
    ]
    ours = HEADERS | {"content-security-policy": policy}
    return kept + [(name.encode(), value.encode()) for name, value in ours.items()]


def guarded_cookie(name: bytes, value: bytes) -> bytes:
    if name.lower() == b"set-cookie" and b"httponly" not in value.lower():
        return value + b"; HttpOnly"
    return value
