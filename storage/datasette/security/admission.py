"""How many costly requests are answered at once; the others wait a little, or are asked to come back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

#: costly requests at once: of the five threads that ask the database (Makefile), three are left for everything else
MAX_AT_ONCE = 2
#: costly requests that wait for their turn
MAX_WAITING = 20
#: seconds that one waits at most, and after which a client is asked to try again
MAX_WAIT_SECONDS = 5.0
RETRY_AFTER_SECONDS = 5


class BusyError(Exception):
    """Too many costly requests are under way; raised by Admission, answered with 503 and Retry-After."""


@dataclass(slots=True)
class Place:
    """One request's right to be answered; leaving twice does no harm."""

    places: asyncio.Semaphore
    taken: bool = True

    def leave(self) -> None:
        """Make room for the next."""
        if self.taken:
            self.taken = False
            self.places.release()


class Admission:
    """Let a bounded number of requests through at once."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(MAX_AT_ONCE)
        self._waiting = 0

    async def take(self) -> Place:
        """Take a place, waiting for it if need be. Raise BusyError where too many wait, or for too long."""
        if self._waiting >= MAX_WAITING:
            raise BusyError
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), MAX_WAIT_SECONDS)
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1
        return Place(self._places)
