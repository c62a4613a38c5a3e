"""What a request must be like before it is answered at all: its host, who sends it, how large it is."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

#: bytes of a request's body: a form of ours has a few hundred
MAX_BODY_BYTES = 64 * 1024


class BodyTooLargeError(Exception):
    """A request's body is larger than MAX_BODY_BYTES; raised while it is received."""


def header_of(scope: Message, name: bytes) -> str:
    """Return a header of a request, the last where there are several; empty where there is none."""
    return next((value.decode("latin-1") for key, value in reversed(scope.get("headers") or []) if key == name), "")


def client_of(scope: Message) -> str:
    """Return the address that a request came from; behind a web server, the one that it passes on."""
    return str((scope.get("client") or ("",))[0])


def host_without_port(host: str) -> str:
    """Return the name in a Host header, in lower case, without port and brackets."""
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if name.count(":") == 1 else name


def is_expected_host(host: str, configured: Collection[str]) -> bool:
    """Say whether a Host header names this machine by a loopback name, or by a configured one.

    A page elsewhere can have its own name lead to 127.0.0.1 (DNS rebinding), but it cannot choose another Host.
    """
    name = host_without_port(host)
    if name in configured or name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_foreign_subresource(scope: Message) -> bool:
    """Say whether a browser asks on behalf of a page of another site, other than by following a link to a page.

    By Fetch Metadata (W3C), which every current browser sends; a client without these headers is no browser.
    """
    site = header_of(scope, b"sec-fetch-site")
    if site in {"", "same-origin", "none"}:
        return False
    followed = header_of(scope, b"sec-fetch-mode") == "navigate" and header_of(scope, b"sec-fetch-dest") == "document"
    return not (followed and scope.get("method") in {"GET", "HEAD"})


def is_too_large(scope: Message) -> bool:
    """Say whether a request announces a larger body than is read, or an unreadable length."""
    length = header_of(scope, b"content-length").strip()
    return bool(length) and not (length.isascii() and length.isdigit() and int(length[:20]) <= MAX_BODY_BYTES)


def bounded(receive: Receive) -> Receive:
    """Receive a body of unknown length while it is small enough. Raise BodyTooLargeError once it is not."""
    received = 0

    async def receive_bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body") or b"")
        if received > MAX_BODY_BYTES:
            raise BodyTooLargeError
        return message

    return receive_bounded
