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
    """Let a bounded number of requests through at once, and of one client no more than leaves room for others."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(MAX_AT_ONCE)
        self._waiting = 0
        self._of_client: Counter[str] = Counter()

    async def take(self, client: str) -> Place:
        """Take a place, waiting for it if need be.

        Raise BusyError where too many wait, or for too long, or too many of this client.
        """
        if self._waiting >= MAX_WAITING or self._of_client[client] >= MAX_OF_CLIENT:
            raise BusyError
        self._waiting += 1
        self._of_client[client] += 1
        try:
            await asyncio.wait_for(self._places.acquire(), MAX_WAIT_SECONDS)
        except BaseException as error:
            self._forget(client)
            if isinstance(error, TimeoutError):
                raise BusyError from None
            raise
        finally:
            self._waiting -= 1
        return Place(partial(self._leave, client))

    def _leave(self, client: str) -> None:
        self._forget(client)
        self._places.release()

    def _forget(self, client: str) -> None:
        self._of_client[client] -= 1
        if not self._of_client[client]:
            del self._of_client[client]
