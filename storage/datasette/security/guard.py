"""The gate before every page: whoever is not expected, asks too much or comes in too great numbers gets no further."""

from __future__ import annotations

import re
from collections.abc import Collection

from storage.datasette.security.admission import RETRY_AFTER_SECONDS, Admission, BusyError
from storage.datasette.security.lanes import cheap_lane
from storage.datasette.security.request_checks import (
    App,
    BodyTooLargeError,
    Message,
    Receive,
    Send,
    bounded,
    client_of,
    header_of,
    host_without_port,
    is_expected_host,
    is_foreign_subresource,
    is_too_large,
)

#: pages that cost a few milliseconds whatever is asked; all others take a place
CHEAP_PAGE = re.compile(
    r"/(?:|(?:article|story)/\d+|sources|runs|help|desk/(?:decide|mark)|robots\.txt|favicon\.ico|static/.*|-/(?:login|logout|static/.*))"
)


class Guard:
    """Answer requests that are turned away, and hand all others to the application within its bounds."""

    def __init__(self, app: App, hosts: Collection[str], base_url: str) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.base_url = base_url
        self.admission = Admission()
        self.streams = Admission()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if refusal := self.refusal(scope):
            await send_plain(send, *refusal)
            return
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.admitted(scope, bounded(receive), send_noting)
        except BodyTooLargeError:
            if not started:
                await send_plain(send, 413, "the request's body is too large")

    def refusal(self, scope: Message) -> tuple[int, str] | None:
        """Return status and sentence for a request that is not to be answered; None for any other."""
        host = header_of(scope, b"host")
        if not is_expected_host(host, self.hosts):
            return 421, (
                f"this reading room is not known as {host_without_port(host)[:100]!r}; "
                "name its hosts in OSECWATCH_HOSTS (docs/security.md)"
            )
        if is_foreign_subresource(scope):
            return 403, "pages of other sites may lead here, but may not read or send anything"
        if is_too_large(scope):
            return 413, "the request's body is too large"
        return None

    async def admitted(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a cheap page at once, and any other when there is a place for it."""
        path = scope.get("path", "")
        if CHEAP_PAGE.fullmatch(path.removeprefix(self.base_url) if self.base_url else path):
            with cheap_lane():
                await self.app(scope, receive, send)
            return
        is_stream = path.endswith(".csv")
        try:
            place = await (self.streams if is_stream else self.admission).take(client_of(scope))
        except BusyError:
            retry = (b"retry-after", str(RETRY_AFTER_SECONDS).encode())
            await send_plain(send, 503, "too much is asked at once; try again in a few seconds", retry)
            return

        async def send_leaving(message: Message) -> None:
            # the database has answered by now, and a client that reads slowly shall not keep others waiting; but of
            # a table that is sent page by page it is asked again and again
            if not is_stream:
                place.leave()
            await send(message)

        try:
            await self.app(scope, receive, send_leaving)
        finally:
            place.leave()


async def send_plain(send: Send, status: int, sentence: str, *headers: tuple[bytes, bytes]) -> None:
    """Send a sentence as plain text."""
    body = sentence.encode("utf-8", "backslashreplace")
    given = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *headers]
    await send({"type": "http.response.start", "status": status, "headers": given})
    await send({"type": "http.response.body", "body": body})
