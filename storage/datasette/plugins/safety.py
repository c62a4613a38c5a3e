"""What every answer tells browsers: run nothing, fetch nothing from elsewhere, show it in no frame, index nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from pluggy import HookimplMarker

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

hookimpl = HookimplMarker("datasette")

#: our pages need no script, so none may run; text of strangers could not run one even if it slipped through
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

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
def asgi_wrapper() -> Callable[[App], App]:
    """Adds the headers to every answer, whoever gives it."""

    def wrap(app: App) -> App:
        async def guarded(scope: Message, receive: Receive, send: Send) -> None:
            async def send_with_headers(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message["headers"] = with_headers(message.get("headers", []))
                await send(message)

            await app(scope, receive, send_with_headers)

        return guarded

    return wrap


def with_headers(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with ours in place of any of the same name."""
    ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    return [(name, value) for name, value in given if name.decode("latin1").lower() not in HEADERS] + ours
