"""Front pages as they were made last, given again while nothing has been written: no page is asked for as often."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from storage.schema.database import address_to_read

#: pages that are kept, some 40 kB each: the first for every kind of reader, and what follows it
MAX_FRONT_PAGES = 32
#: seconds after which a page is made anew in any case, for what changes by itself: the present, and saved searches
MAX_KEPT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int | None
    since: float
    body: asyncio.Future[str]


class FrontPages:
    """The front pages of one reading room."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._kept: dict[Hashable, _Kept] = {}

    async def page(self, key: Hashable, make: Callable[[], Awaitable[str]]) -> str:
        """Return a page, made by ``make`` if it must be; whoever asks for it meanwhile waits for the same."""
        version, now = self._version(), time.monotonic()
        kept = self._kept.get(key)
        if version is None or kept is None or kept.version != version or now - kept.since > MAX_KEPT_SECONDS:
            self._kept.pop(key, None)
            kept = self._kept[key] = _Kept(version, now, asyncio.ensure_future(make()))
            if len(self._kept) > MAX_FRONT_PAGES:
                del self._kept[next(iter(self._kept))]
        try:
            # one who leaves does not take it away from the others
            return await asyncio.shield(kept.body)
        except Exception:
            if self._kept.get(key) is kept:
                del self._kept[key]
            raise

    def _version(self) -> int | None:
        """Return what every write changes, asked on one connection as SQLite demands; None where it does not answer."""
        with suppress(sqlite3.Error, OSError):
            if self._connection is None and self._path:
                address = address_to_read(Path(self._path))
                self._connection = sqlite3.connect(address, uri=True, timeout=0, check_same_thread=False)
            if self._connection:
                return int(self._connection.execute("pragma data_version").fetchone()[0])
        return None


_rooms: WeakKeyDictionary[Any, FrontPages] = WeakKeyDictionary()


def front_pages_of(datasette: Any) -> FrontPages:
    """Return the front pages of a reading room."""
    return _rooms.setdefault(datasette, FrontPages(datasette.get_database().path))
