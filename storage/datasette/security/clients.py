"""Whether who asked for a long answer still takes it: one that has left, or reads nothing, does not keep a place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from storage.datasette.security.request_checks import Message, Receive, Send

#: seconds in which a client takes at least something; a slow line takes a piece of an answer in one
MAX_SEND_SECONDS = 30.0


class ClientGoneError(Exception):
    """Nobody takes the answer any more; raised by what sends it, which ends the work on it."""


class Client:
    """Who takes an answer without a body of its own, as long as it is there."""

    def __init__(self, send: Send, left: asyncio.Future[None]) -> None:
        self._send, self._left = send, left
        self._is_stuck = False

    async def send(self, message: Message) -> None:
        """Send a message. Raise ClientGoneError where nobody takes it."""
        if self._is_stuck or self._left.done():
            raise ClientGoneError("the client has left, or reads nothing")
        try:
            async with asyncio.timeout(MAX_SEND_SECONDS):
                await self._send(message)
        except TimeoutError:
            self._is_stuck = True
            raise ClientGoneError("the client reads nothing") from None
        # an answer in many pieces lets everybody else take a turn after each
        await asyncio.sleep(0)


@contextmanager
def listening(receive: Receive, send: Send) -> Iterator[Client]:
    """Listen for the client's leaving within the block."""
    left = asyncio.ensure_future(_until_left(receive))
    try:
        yield Client(send, left)
    finally:
        left.cancel()


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
