"""How many costly requests are answered at once; the others wait a little, or are asked to come back."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial

#: costly requests at once: of the five threads that ask the database (Makefile), three are left for everything else
MAX_AT_ONCE = 2
#: costly requests that wait for their turn
MAX_WAITING = 20
#: of one client, waiting or being answered: a browser opens six connections
MAX_OF_CLIENT = 8
#: seconds that one waits at most, and after which a client is asked to try again
MAX_WAIT_SECONDS = 5.0
RETRY_AFTER_SECONDS = 5


class BusyError(Exception):
    """Too many costly requests are under way; raised by Admission, answered with 503 and Retry-After."""


class Place:
    """One request's right to be answered; leaving twice does no harm."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave: Callable[[], None] | None = leave

    def leave(self) -> None:
        """Make room for the next."""
        if self._leave:
            self._leave()
            self._leave = None


class Admission:
    """Let a bounded number of requests through at once; who has least is let in first, and nobody may ask too much."""

    def __init__(self) -> None:
        self._free = MAX_AT_ONCE
        self._held: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    async def take(self, client: str) -> Place:
        """Take a place, waiting for it if need be.

        Raise BusyError where too many wait, or for too long, or too many of this client.
        """
        of_client = self._held[client] + sum(one == client for one, _ in self._waiting)
        if len(self._waiting) >= MAX_WAITING or of_client >= MAX_OF_CLIENT:
            raise BusyError
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((client, turn))
        self._let_in()
        try:
            await asyncio.wait({turn}, timeout=MAX_WAIT_SECONDS)
        except asyncio.CancelledError:
            self._give_up(client, turn)
            raise
        if not turn.done():
            self._give_up(client, turn)
            raise BusyError
        return Place(partial(self._leave, client))

    def _let_in(self) -> None:
        """Give what is free to those who wait, first to whom has the fewest places, of these to whom came first."""
        while self._free and self._waiting:
            client, turn = min(self._waiting, key=lambda waiting: self._held[waiting[0]])
            self._waiting.remove((client, turn))
            self._free -= 1
            self._held[client] += 1
            turn.set_result(None)

    def _give_up(self, client: str, turn: asyncio.Future[None]) -> None:
        if turn.done():
            self._leave(client)
        else:
            self._waiting.remove((client, turn))

    def _leave(self, client: str) -> None:
        self._free += 1
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        self._let_in()
