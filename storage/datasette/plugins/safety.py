"""What every answer tells browsers, what anonymous visitors may do, and cells of tables that no spreadsheet runs."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from typing import Any

from click import ClickException
from pluggy import HookimplMarker

from storage.datasette.access import allowed, hidden, hosts, is_anonymous, is_public, lacking
from storage.datasette.csv_answers import CsvAnswer, whole_table
from storage.datasette.data_dictionary import load_description
from storage.datasette.security.accounts import accounts_path
from storage.datasette.security.datasette_internals import interrupt_every_statement_in_time, see_views_as_tables
from storage.datasette.security.guard import App, Guard, Send
from storage.datasette.security.masks import mask_held_texts
from storage.datasette.security.request_checks import Message, Receive
from storage.datasette.security.sql_limits import set_statement_limits

Headers = list[tuple[bytes, bytes]]

hookimpl = HookimplMarker("datasette")

#: our pages need no script, so none may run; text of others could not run one even if it slipped through
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

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
            answer = CsvAnswer(is_table=is_table(scope.get("path", "")))
            is_rows = False

            async def send_safely(message: Message) -> None:
                nonlocal is_rows
                if message["type"] == "http.response.start":
                    is_rows = is_csv(scope, message.get("headers", []))
                    message["headers"] = with_headers(message.get("headers", []), policy_of(scope))
                elif is_rows:
                    message["body"] = answer.piece(message)
                await send(message)

            if is_table(scope.get("path", "")):
                scope = {**scope, "query_string": whole_table(scope.get("query_string") or b"")}

            if is_public(datasette) and hidden(scope.get("path", "").removeprefix(base(datasette))):
                scope = {**scope, "path": "/nothing", "raw_path": b"/nothing"}
            await gate(scope, receive, send_safely)

        return guarded

    return wrap


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


def is_csv(scope: Message, headers: Headers) -> bool:
    """Return whether an answer is CSV, which Datasette sends by rows and calls plain text unless it is to be saved."""
    return scope.get("path", "").endswith(".csv") and (b"html" not in dict(headers).get(b"content-type", b""))


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
